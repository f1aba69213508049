"""Who the coders are: `coders.yaml`, beside their files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis import strict_yaml
from analysis.codings import variables
from analysis.codings.variables import Variable

FILE = "coders.yaml"
KEYS = ("coders", "reference", "variables", "asked", "incomplete", "seen")
CODER_KEYS = ("who", "kind", "when")
KINDS = ("person", "model", "simulated")
"""What a coder is. `simulated`: a program made the answers, as in a test."""
REFERENCE = "curated"
"""The coder whose codings signals are scored against, where `reference` names no other."""


@dataclass(frozen=True)
class Coder:
    """Who a coder is, in words, what, and when he or she coded."""

    who: str | None = None
    kind: str | None = None
    when: str | None = None


@dataclass(frozen=True)
class Coders:
    """What `coders.yaml` says.

    Args:
        known: the coders by name.
        reference: name of the coding that settles what the coders left open.
        variables: variables of the study's own, by name.
        asked: for a unit, the values that coders were asked for, where they were not asked for all.
        incomplete: for a unit, why the reference does not hold all that is there: precision cannot be had.
        seen: why the suite does better on these articles than on others.
    """

    known: Mapping[str, Coder] = field(default_factory=dict)
    reference: str = REFERENCE
    variables: Mapping[str, Variable] = field(default_factory=dict)
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    incomplete: Mapping[str, str] = field(default_factory=dict)
    seen: str | None = None


def load(folder: Path, given: str) -> Coders:
    """Read `coders.yaml` of a folder; without one nothing is known of who coded.

    Args:
        given: the folder as messages name it.

    Raises:
        InputError: an unknown key, a kind that is none, with the file and the key.
    """
    path = folder / FILE
    if not path.exists():
        return Coders()
    name = f"{given}/{FILE}"
    reader = strict_yaml.Reader(name)
    data = strict_yaml.read(path, name)
    reader.known(data, "", KEYS)
    known = {}
    for coder, raw in reader.mapping(data, "coders").items():
        where = f"coders.{coder}"
        reader.known(raw, where, CODER_KEYS)
        kind = reader.text(raw, where, "kind")
        if kind is not None and kind not in KINDS:
            raise reader.error(f"{where}.kind", f"{kind!r} is no kind of coder; use one of {', '.join(KINDS)}")
        known[coder] = Coder(reader.text(raw, where, "who"), kind, reader.text(raw, where, "when"))
    own = reader.mapping(data, "variables")
    asked, incomplete = reader.mapping(data, "asked"), reader.mapping(data, "incomplete")
    return Coders(
        known=known,
        reference=reader.text(data, "", "reference") or REFERENCE,
        variables={v: variables.read(reader, raw, f"variables.{v}", v) for v, raw in own.items()},
        asked={unit: reader.texts(asked, "asked", unit) for unit in asked},
        incomplete={unit: reader.text(incomplete, "incomplete", unit, needed=True) or "" for unit in incomplete},
        seen=reader.text(data, "", "seen"),
    )
