"""What reading hands on: articles before they are cut into lines, and notes on what was left out or is doubtful."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Note(NamedTuple):
    """Something of the input that was left out (`reject`) or read with a doubt: a row of table `rejects`."""

    severity: str
    file: str
    row: int | None
    reason: str
    remedy: str


class Unreadable(Exception):
    """A file or row that is no article: why, and the way out."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class Doubt(NamedTuple):
    """Why something that was read may be read wrongly, and the way out."""

    reason: str
    remedy: str


@dataclass
class Source:
    """One article before it is cut into lines: text, where it was read and how, and what is known of it.

    `known_lines` are labels of lines by their start, where a table or a page says what they are; `states_id` if the
    input gives the id, not the name of its file.
    """

    article_id: str
    file: str
    text: str
    row: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    known_lines: dict[int, str] | None = None
    text_from: str | None = None
    states_id: bool = False
