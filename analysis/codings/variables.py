"""Variables: what coders are asked, from `data/codings/variables.yaml` and a study's own `coders.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from analysis import paths, strict_yaml

FILE = "data/codings/variables.yaml"
LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""Levels of measurement, see Krippendorff (2018), chapter 12."""
COUNT, TEXT, ACTORS = "count", "text", "actors"
"""What `values` may say in place of a list: a whole number, any text, the ids of the study's actors."""
OTHER = "other"
"""The answer where none of the study's actors is meant."""
KEYS = (
    "unit", "level", "values", "question", "include", "exclude", "examples", "from", "for_each", "after",
)  # fmt: skip
OWN_KEYS = ("level", "values")


@dataclass(frozen=True)
class Example:
    """A text, the right answer, and why."""

    text: str
    answer: str
    why: str


@dataclass(frozen=True)
class Variable:
    """One thing that is judged.

    `values` are the answers that are allowed, in order; none if any text is (`is_free`) or any count (`is_count`);
    where `of_actors`, they are the ids of the study's actors (`in_study`).
    `source` is the variable that it is worked out from, `after` the one whose answer it depends on, `for_each` is
    `proposition` where it is asked once for each of the study's.
    """

    name: str
    units: tuple[str, ...]
    level: str
    values: tuple[str, ...] = ()
    is_count: bool = False
    of_actors: bool = False
    question: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    source: str | None = None
    for_each: str | None = None
    after: str | None = None

    def read(self, answer: str) -> str | None:
        """An answer as it is kept, or nothing if it is none of those allowed; capitals do not matter.

        >>> stance = load()["stance"]
        >>> stance.read(" For"), stance.read("pro"), load()["hedges"].read("2"), load()["hedges"].read("two")
        ('for', None, '2', None)
        """
        answer = answer.strip()
        if self.is_count:
            return str(int(answer)) if answer.isascii() and answer.isdecimal() and len(answer) < 5 else None
        if not self.values:
            return answer
        return next((v for v in self.values if v.casefold() == answer.casefold()), None)

    def in_study(self, actors: Iterable[str]) -> "Variable":
        """The variable with the study's actors as answers, if it asks for them and there are any."""
        ids = tuple(actors)
        return replace(self, values=(*ids, OTHER)) if self.of_actors and ids else self

    @property
    def is_free(self) -> bool:
        """Is any text an answer, and more than one?"""
        return not self.values and not self.is_count

    @property
    def answers(self) -> str:
        """The answers that are allowed, in words."""
        return "0, 1, 2, …" if self.is_count else ", ".join(self.values) or "any text"


def base(variable: str) -> str:
    """The variable without the proposition that it is asked for.

    >>> base("stance:P1"), base("hedges")
    ('stance', 'hedges')
    """
    return variable.partition(":")[0]


def find(variable: str, unit: str, known: Mapping[str, Variable]) -> Variable | None:
    """The definition of a variable as it is asked of a unit; none if there is none.

    >>> find("stance:P2", "headline", load()).values
    ('for', 'against', 'observing', 'unrelated')
    >>> find("speaker", "indirect", load())
    """
    found = known.get(variable) or known.get(base(variable))
    return found if found and (not found.units or unit in found.units) else None


@lru_cache(maxsize=1)
def load() -> Mapping[str, Variable]:
    """The project's variables by name.

    >>> load()["hedges"].level, load()["hedge"].source
    ('ordinal', 'hedges')
    """
    data = strict_yaml.read(paths.ROOT / FILE, FILE)
    reader = strict_yaml.Reader(FILE)
    reader.known(data, "", ("version", "variables"))
    return {name: read(reader, raw, f"variables.{name}", name, KEYS) for name, raw in data["variables"].items()}


def of_questions(questions: Mapping[str, str]) -> Mapping[str, Variable]:
    """Yes/no questions about a whole article, as a codebook of frames asks them, by name.

    >>> of_questions({"conflict_2": "Does one side reproach another?"})["conflict_2"].values
    ('no', 'yes')
    """
    return {name: Variable(name, ("article",), "nominal", ("no", "yes"), question=q) for name, q in questions.items()}


def version() -> str:
    """The codebook's version, as it stands in the file."""
    return str(strict_yaml.read(paths.ROOT / FILE, FILE)["version"])


def read(reader: strict_yaml.Reader, raw: Any, where: str, name: str, keys: tuple[str, ...] = OWN_KEYS) -> Variable:
    """One variable of a YAML file.

    Raises:
        InputError: an unknown key, level or kind of answers, with the file and the key.
    """
    reader.known(raw, where, keys)
    level = reader.text(raw, where, "level", needed=True) or ""
    if level not in LEVELS:
        raise reader.error(f"{where}.level", f"{level!r} is no level of measurement; use one of {', '.join(LEVELS)}")
    stated = raw.get("values", TEXT)
    values = reader.texts(raw, where, "values") if isinstance(stated, list) else ()
    if not isinstance(stated, list) and stated not in (COUNT, TEXT, ACTORS):
        raise reader.error(f"{where}.values", f"should be a list of answers, or `{COUNT}` or `{TEXT}`")
    if level != "nominal" and not values and stated != COUNT:
        raise reader.error(f"{where}.values", f"should list the answers in order, as the level is {level}")
    units = raw.get("unit")
    examples = [Example(e["text"], e["answer"], e["why"]) for e in reader.sequence(raw, where, "examples")]
    return Variable(
        name=name,
        units=reader.texts(raw, where, "unit") if isinstance(units, list) else (units,) if units else (),
        level=level,
        values=values,
        is_count=stated == COUNT,
        of_actors=stated == ACTORS,
        question=reader.text(raw, where, "question") or "",
        include=reader.texts(raw, where, "include"),
        exclude=reader.texts(raw, where, "exclude"),
        examples=tuple(examples),
        source=reader.text(raw, where, "from"),
        for_each=reader.text(raw, where, "for_each"),
        after=reader.text(raw, where, "after"),
    )
