"""What a table and a column are, the types of columns, and the columns that every table of spans begins with."""

from dataclasses import dataclass

STR, INT, INT_NA, FLOAT, FLOAT_NA, BOOL = "string", "int64", "Int64", "float64", "Float64", "bool"


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its pandas type, and what it says."""

    name: str
    dtype: str
    about: str


@dataclass(frozen=True)
class Table:
    """One table: what one row is, and its columns in order."""

    name: str
    grain: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]


def table(name: str, grain: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, grain, tuple(Column(*c) for c in columns))


ARTICLE = ("article_id", STR, "the article")
SPAN = (
    ARTICLE,
    ("sentence_id", INT_NA, "the sentence that holds the start; missing outside of sentences"),
    ("start", INT, "first character in `articles.text`"),
    ("end", INT, "one after the last character"),
    ("text", STR, "the very characters: `articles.text[start:end]`"),
)
