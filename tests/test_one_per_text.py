"""`settings: {copies: one_per_text}`: each text counts once, in every count. On the seeds 000 and 003 are one text.

No date tells which came first, and 003 is the longer: 000 does not count. What each count loses was read in 000.
"""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import pipeline, study
from analysis.comparison import agency, naming
from analysis.comparison.reuse.copies import EVERY
from analysis.evidence import measure, sources
from analysis.evidence.heard import heard
from analysis.report.deeds import TELLINGS

QUOTED = {
    "Pentagon": "was a mistake.",
    "Mark Esper": "A draft unsigned letter that was acquired by an Iraqi official has no import. It has no value whatsoever, "
    "I will say this, the United States is not withdrawing from Iraq. In fact, in my conversations with my counterpart, "
    "the Iraqi defense minister, I conveyed to him that we do want to stay in Iraq and we want to continue the important "
    "defeat ISIS mission, repositioning forces throughout the region. Beyond that with regard to the letter, which I’ve "
    "read once, I can’t tell you the veracity of that letter, letter is inconsistent of where we are right now. There has "
    "been no decision whatsoever to leave,",
    "Mark A. Milley": "That letter is a draft, it was a mistake, it was unsigned, it should never have been released, "
    "Poorly worded, implies withdrawal, That is not what’s happening,",
}  # fmt: skip
"""What 000 has between marks, by speaker."""


@pytest.fixture(scope="module")
def once_file(tmp_path_factory, root: Path) -> Path:
    text = (root / "data" / "studies" / "iraq-letter.yaml").read_text("utf-8")
    path = tmp_path_factory.mktemp("once") / "once.yaml"
    path.write_text(
        text.replace("../../", f"{root}/")
        .replace("../codings", f"{root}/data/codings")
        .replace("../disputes", f"{root}/data/disputes")
        + "\nsettings: {copies: one_per_text}\n",
        "utf-8",
    )
    return path


@pytest.fixture(scope="module")
def every(root: Path):
    the_study = study.load(root / "data" / "studies" / "iraq-letter.yaml")
    return pipeline.analyse(the_study), the_study


@pytest.fixture(scope="module")
def once(once_file: Path):
    the_study = study.load(once_file)
    tables = pipeline.analyse(the_study)
    return tables, pipeline.counted(tables, the_study), the_study


def less(before: pd.Series, after: pd.Series) -> dict:
    """What two counts differ by."""
    lost = before.sub(after, fill_value=0)
    return lost[lost != 0].astype(int).to_dict()


def test_every_article_is_kept_and_four_count(once):
    tables, counted, _ = once
    assert tables["articles"]["article_id"].tolist() == ["000", "001", "002", "003", "004"]
    assert tables["copies"].loc[~tables["copies"]["kept"], "article_id"].tolist() == ["000"]
    for name, table in counted.items():
        if "article_id" in table.columns:
            assert ("000" in set(table["article_id"])) == (name in EVERY), name
    for name in ("measures", "omissions"):
        assert "000" not in set(tables[name]["article_id"]), name
    assert not tables["findings"]["sides"].str.contains('"000"').any()


def test_all_articles_count_without_the_setting(every):
    tables, the_study = every
    counted = pipeline.counted(tables, the_study)
    assert all(counted[name] is table for name, table in tables.items())


def test_share_quoted(every, once):
    """137 of 357 words of 000 stand between marks as speech; 722 of 2,155 in all."""
    words = [
        tables["measures"].query("signal == 'quotes' and voice == 'quoted'")[["count", "exposure"]].sum().tolist()
        for tables in (every[0], once[0])
    ]
    assert sum(len(said.split()) for said in QUOTED.values()) == 137
    assert words == [[722, 2155], [722 - 137, 2155 - 357]]


def test_speakers(every, once):
    shares = [
        measure.speaker_shares(sources.identify(tables["quotes"], actors), tables["articles"])
        for tables, actors in ((every[0], every[1].actors), (once[1], once[2].actors))
    ]
    words = [table.groupby("speaker")["words"].sum() for table in shares]
    assert less(*words) == {speaker: len(said.split()) for speaker, said in QUOTED.items()}


def test_who_is_heard(once):
    """Esper speaks in 000, 001, 003, 004, Milley in 000–003, Seely's letter in 001–004."""
    _, counted, the_study = once
    said = sources.statements(sources.identify(counted["quotes"], the_study.actors))
    named = sources.named_never_quoted(counted["articles"], counted["mentions"], counted["quotes"], the_study.actors)
    quoted, silent = heard(said, named, len(counted["articles"]))
    assert {*re.findall(r"([A-Z][\w. ]+?) \(in (\d of \d)", quoted.removeprefix("Quoted in the most articles: "))} == {
        ("William H. Seely III", "4 of 4"),
        ("Mark Esper", "3 of 4"),
        ("Mark A. Milley", "3 of 4"),
    }
    assert "Adel Abdul Mahdi (in 3, by name in 1;" in silent
    assert "Free America Network" not in set(named["outlet_key"])


def test_verbs(every, once):
    """In 000: six times `said`, two `told`, `added` and `adding`, `continued`, and the `admission`."""
    counts = [
        sources.verbs(sources.identify(t["quotes"], s.actors), t["articles"]).groupby("verb")["count"].sum()
        for t, s in (every, once[1:])
    ]
    lost = less(*counts)
    assert {verb: lost[verb] for verb in ("say", "tell", "add", "continue", "admission")} == {
        "say": 6, "tell": 2, "add": 2, "continue": 1, "admission": 1,
    }  # fmt: skip


def test_naming(every, once):
    """In 000 the strike is twice `a U.S. airstrike`; no counted outlet but 003 has these words."""
    found = [naming.expressions(t["mentions"], t["articles"]).query("actor == 'strike'") for t in (every[0], once[1])]
    assert less(*(of.groupby("wording")["count"].sum() for of in found)) == {"US airstrike": 2}
    assert [set(of.loc[of["wording"] == "US airstrike", "outlets"]) for of in found] == [{2}, {1}]


def test_agency(every, once):
    """Of 000: twice a strike that `killed`, twice the `airstrike`; the parliament `voted` and `passed`."""
    ways = list(TELLINGS)
    counts = [
        agency.counts(t["agency"], t["articles"], ways).groupby("kind")[ways].sum().stack() for t in (every[0], once[1])
    ]
    assert less(*counts) == {
        ("harm", "subject"): 2, ("harm", "nominalisation"): 2, ("decision", "subject"): 2,
    }  # fmt: skip


def test_findings(every, once):
    """`Never released` in 000 and 003, `not` in 002: three articles, two texts."""
    n = [
        {
            row.sentence.split(":")[0] + row.kind: row.n
            for row in tables["findings"].itertuples()
            if needle in row.sentence
        }
        for needle in ("should never have been released",)
        for tables in (every[0], once[0])
    ]
    assert [list(found.values()) for found in n] == [[3], [2]]
    sent = [
        t["findings"].loc[t["findings"]["sentence"].str.contains("sent, not only drafted"), "n"].tolist()
        for t in (every[0], once[0])
    ]
    assert sent == [[5], [4]]


def test_what_only_two_copies_carry_is_carried_by_one_text(every, once):
    """Esper's words to CNN stand in 000 and 003 alone."""
    cnn = [
        set(t["omissions"]["item"][t["omissions"]["item"].str.contains("has no import")]) for t in (every[0], once[0])
    ]
    assert [len(items) for items in cnn] == [1, 0]
    assert once[0]["variants"]["text"].str.contains("has no import").sum() == 2, "the ledger sets copies side by side"


def test_the_page_says_once_which_articles_count(once_file: Path, root: Path, tmp_path: Path):
    command = [sys.executable, "-m", "papermill", "notebooks/report.ipynb", str(tmp_path / "once.ipynb")]
    command += ["-p", "study", str(once_file), "--no-progress-bar"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "once.html").read_text("utf-8")
    assert page.count("4 of 5 articles count, Free America Network does not.") == 1
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "William H. Seely III (in 4 of 4, always from a letter)" in words
    assert "Article 000 · 357 words" in words, "the text is there"
    table = re.search(r"<table[^>]*>(?:(?!</table>).)*Quoted words of each speaker.*?</table>", page, re.DOTALL)
    assert table is not None
    assert "Free America Network" not in table.group()
    assert {*re.findall(r'href="#([^"]+)"', page)} <= {*re.findall(r'\bid="([^"]+)"', page)}, (
        "every link leads somewhere"
    )
