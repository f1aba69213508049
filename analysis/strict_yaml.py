"""YAML files that people write: read strictly, refused in one line that names the file and the line or key."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import InputError


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which a key may stand once: YAML itself would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key that is no text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_UniqueKeys.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))
"""A date stays as it is written: who asks for a date reads it, and can say which key is none."""


def read(path: Path, given: str) -> Any:
    """Read a YAML file.

    Args:
        given: the file as messages name it.

    Raises:
        InputError: no such file, no UTF-8, no YAML, or a key that stands twice, with the line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_UniqueKeys)
    except FileNotFoundError:
        raise InputError(f"{given}: no such file in {path.parent.name}/") from None
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise InputError(f"{given}: {line}not readable as YAML: {error.problem or error.context}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{given}: not readable as YAML: {' '.join(str(error).split())}") from None
    except OSError as error:
        raise InputError(f"{given}: cannot be read: {error.strerror}") from None


class Reader:
    """Reads the keys of one file; every refusal names the file, as given, and the key's dotted path."""

    def __init__(self, given: str) -> None:
        self.given = given

    def error(self, key: str, message: str) -> InputError:
        return InputError(f"{self.given}: {f'`{key}` ' if key else ''}{message}")

    def known(self, mapping: Any, where: str, keys: tuple[str, ...]) -> None:
        if not isinstance(mapping, dict):
            raise self.error(where, f"should be a mapping with the keys {', '.join(keys)}")
        for key in mapping:
            if key not in keys:
                near = difflib.get_close_matches(str(key), keys, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
                raise self.error(f"{where}.{key}" if where else str(key), f"is no known key; {hint}")

    def text(self, mapping: Mapping[str, Any], where: str, key: str, needed: bool = False) -> str | None:
        value = mapping.get(key)
        name = f"{where}.{key}" if where else key
        if value is None or (isinstance(value, str) and not value.strip()):
            if needed:
                raise self.error(name, "is empty" if key in mapping else "is missing")
            return None
        if not isinstance(value, str):
            raise self.error(name, f"{value!r} is no text; put it in quotes")
        return value.strip()

    def texts(self, mapping: Mapping[str, Any], where: str, key: str) -> tuple[str, ...]:
        name = f"{where}.{key}" if where else key
        values = self.sequence(mapping, where, key)
        for number, value in enumerate(values):
            if not isinstance(value, str) or not value.strip():
                raise self.error(f"{name}[{number}]", f"{value!r} is no text; put it in quotes")
        return tuple(values)

    def sequence(self, mapping: Mapping[str, Any], where: str, key: str) -> Sequence[Any]:
        value = mapping.get(key)
        if value is not None and not isinstance(value, list):
            raise self.error(f"{where}.{key}" if where else key, "should be a list")
        return value or []

    def mapping(self, mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """The mapping under a key; its own keys are texts."""
        value = mapping.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.error(key, "should be a mapping")
        for name in value or {}:
            if not isinstance(name, str) or not name.strip():
                raise self.error(key, f"has the key {name!r}, which is no text; put it in quotes")
        return value or {}
