"""YAML files that people write: read strictly, refused in one line that names the file and the line."""

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
