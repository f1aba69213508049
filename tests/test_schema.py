"""Tables: what they hold, and the dictionary that tells readers."""

from pathlib import Path

import pytest

from analysis import schema

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("name", schema.TABLES)
def test_an_empty_table_has_its_columns_and_types(name: str) -> None:
    assert len(schema.check(schema.empty(name), name)) == 0


def test_the_data_dictionary_is_the_schema() -> None:
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert readme.endswith(schema.dictionary()), "write analysis.schema.dictionary() into data/README.md"


def test_missing_is_na_and_a_key_stays_a_whole_number() -> None:
    frame = schema.from_rows("rejects", [{"severity": "reject", "file": "a.csv", "row": 3}, {"file": "b.txt"}])
    assert str(frame["row"].dtype) == "Int64"
    assert frame["row"].tolist()[0] == 3
    assert frame.loc[1, ["severity", "row", "reason"]].isna().all()


def test_a_wrong_table_says_what_is_wrong() -> None:
    frame = schema.empty("rejects")
    with pytest.raises(ValueError, match="rejects: columns are"):
        schema.check(frame.rename(columns={"row": "line"}), "rejects")
    with pytest.raises(ValueError, match="wrong types"):
        schema.check(frame.astype({"row": "float64"}), "rejects")
    with pytest.raises(KeyError, match="no column"):
        schema.from_rows("rejects", [{"rwo": 1}])
