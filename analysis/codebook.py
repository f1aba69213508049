"""Codebooks of frames: a user's YAML file with definition, inclusion, exclusion, examples and indicator terms a frame.

A codebook is written by and for people; its terms only show where a coder would look. `data/frames/generic.yaml` is the
one that the suite brings along; a study names its own under `frames`.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis import lexicon, strict_yaml
from analysis.errors import InputError
from analysis.lexicon import Lexicon

GENERIC = Path(__file__).resolve().parent.parent / "data" / "frames" / "generic.yaml"
FILE_KEYS = ("codebook", "version", "about", "source", "licence", "least", "patterns", "frames")
FRAME_KEYS = (
    "id", "name", "definition", "questions", "include", "exclude", "examples", "counter_examples", "terms",
)  # fmt: skip
NEEDED = ("id", "definition", "include", "exclude", "examples", "counter_examples", "terms")
_LISTS = ("questions", "examples", "counter_examples", "terms")


@dataclass(frozen=True)
class Frame:
    """One frame of a codebook, as people read it."""

    id: str
    name: str
    definition: str
    include: str
    exclude: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Frames and their indicator terms, made ready to be matched; `least` different terms make a frame stand out."""

    name: str
    about: str
    source: str
    least: int
    frames: tuple[Frame, ...]
    terms: Lexicon
    version: str = ""

    @property
    def questions(self) -> dict[str, str]:
        """The yes/no questions that coders answer of an article, by the variable that each is in the codings.

        >>> list(load().questions.items())[1]
        ('conflict_2', 'Does one side reproach another?')
        """
        return {f"{frame.id}_{n}": asked for frame in self.frames for n, asked in enumerate(frame.questions, 1)}

    @property
    def cited(self) -> str:
        """Name and version, as a result is cited with them."""
        return f"“{self.name}”, {f'version {self.version}' if self.version else 'no version stated'}"


def load(path: Path | None = None) -> Codebook:
    """Read a codebook, or the generic frames where no path is given.

    Raises:
        InputError: the file, the frame and what is wrong with it: a key that is missing or unknown, a term that is no
            text, a frame without terms.

    >>> [frame.id for frame in load().frames]
    ['conflict', 'human_interest', 'economic_consequences', 'morality', 'responsibility']
    """
    path = path or GENERIC
    return _load(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=16)
def _load(path: Path, changed: int) -> Codebook:
    """The codebook at `path` as it stood when it was `changed`: read, and made ready to be matched, once."""
    where = f"codebook {path.name}"
    data = strict_yaml.read(path, where)
    if not isinstance(data, dict) or not isinstance(data.get("frames"), list) or not data["frames"]:
        raise InputError(f"{where}: should be a mapping with a list `frames`; copy data/frames/generic.yaml")
    _known(where, data, FILE_KEYS)
    least = data.get("least", 1)
    if not isinstance(least, int) or isinstance(least, bool) or least < 1:
        raise InputError(
            f"{where}: `least` {least!r} is no whole number from 1; it says how many different terms count"
        )
    frames: list[Frame] = []
    entries: list[dict[str, Any]] = []
    for number, raw in enumerate(data["frames"], 1):
        frame, terms = _frame(f"{where}, frame {number}", raw)
        if any(frame.id == other.id for other in frames):
            raise InputError(f"{where}, frame {number}: the id {frame.id!r} is taken; each frame needs its own")
        frames.append(frame)
        entries.extend({"category": frame.id, **term} for term in terms)
    categories = {frame.id: {"about": frame.definition} for frame in frames}
    terms_of_all = lexicon.made(path, categories, data.get("patterns") or {}, entries)
    return Codebook(
        str(data.get("codebook") or path.stem),
        str(data.get("about") or ""),
        str(data.get("source") or ""),
        least,
        tuple(frames),
        terms_of_all,
        str(data.get("version") or ""),
    )


def _frame(where: str, raw: Any) -> tuple[Frame, list[dict[str, Any]]]:
    if not isinstance(raw, dict):
        raise InputError(f"{where}: should be a mapping with the keys {', '.join(FRAME_KEYS)}")
    where = f"{where} ({raw.get('id')})"
    _known(where, raw, FRAME_KEYS)
    for key in NEEDED:
        if not raw.get(key):
            raise InputError(f"{where}: `{key}` is missing; a coder needs it")
    for key in _LISTS:
        if not isinstance(raw.get(key, []), list):
            raise InputError(f"{where}: `{key}` should be a list")
    for key in ("id", "name", "definition", "include", "exclude"):
        if not isinstance(raw.get(key, ""), str):
            raise InputError(f"{where}: `{key}` {raw[key]!r} is no text; put it in quotes")
    terms = [{"match": term} if isinstance(term, str | list) else term for term in raw["terms"]]
    if not all(isinstance(term, dict) for term in terms):
        raise InputError(f"{where}: a term is neither text nor a mapping with `match`; put it in quotes")
    frame = Frame(
        raw["id"],
        raw.get("name") or raw["id"],
        raw["definition"],
        raw["include"],
        raw["exclude"],
        tuple(map(str, raw["examples"])),
        tuple(map(str, raw["counter_examples"])),
        tuple(map(str, raw.get("questions") or ())),
    )
    return frame, terms


def _known(where: str, mapping: dict[str, Any], keys: tuple[str, ...]) -> None:
    if unknown := sorted(str(key) for key in set(mapping) - set(keys)):
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(keys)}")
