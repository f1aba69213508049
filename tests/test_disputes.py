"""Disputes: the next run obeys them, says what they changed, and names those that it cannot obey."""

import csv
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis import disputes, lexicon, pipeline, study
from analysis.__main__ import cli
from analysis.disputes import file
from analysis.errors import InputError
from analysis.report.disputes import disputed
from analysis.report.sections import texts
from analysis.spans import mismatches

TEXT = """Bridge may close

The bridge may close, the mayor said. “It may stay open,” said Ana Ruiz. Perhaps it was struck by a lorry.

Ana Ruiz spoke on Monday.
"""
OTHER = "Bridge may stay\n\nThe bridge may stay open, said Bo Lind.\n"
STUDY = """articles:
- {id: "001", file: a.txt, outlet: Post}
- {id: b, file: b.txt, outlet: Echo}
actors:
- {id: ruiz, kind: person, name: Ana Ruiz, aliases: [Ruiz]}
propositions:
- {id: P1, text: The bridge will close., terms: [close, "not stay"]}
disputes: ours.csv
"""
HEADER = ",".join(disputes.COLUMNS)


@pytest.fixture
def made(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(STUDY, encoding="utf-8")

    def run(*rows: str, header: str = HEADER) -> dict[str, pd.DataFrame]:
        (tmp_path / "ours.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return pipeline.analyse(tmp_path / "mine.yaml")

    return run


def at(text: str, words: str, nth: int = 0) -> str:
    start = [i for i in range(len(text)) if text.startswith(words, i)][nth]
    return f"{start},{start + len(words)},{words}"


def count(tables: dict[str, pd.DataFrame], measure: str, voice: str, article_id: str = "001") -> tuple[float, float]:
    m = tables["measures"]
    row = m[(m["article_id"] == article_id) & (m["measure"] == measure) & (m["voice"] == voice)].iloc[0]
    return row["count"], row["exposure"]


def test_a_disputed_hedge_is_counted_nowhere_and_is_shown(made):
    before = made()
    assert len(before["disputes"]) == len(before["dispute_changes"]) == 0
    after = made(f"hedges,001,{at(TEXT, 'Perhaps')},,wrong,known since,Bo")
    assert count(before, "uncertainty", "narrator")[0] == 1  # perhaps; the mayor told the first may, Ruiz the second
    assert count(after, "uncertainty", "narrator")[0] == 0
    assert len(after["cues"]) == len(before["cues"]) - 1
    said = after["disputes"].iloc[0]
    assert (said["text"], said["signal"], said["note"], said["who"], said["row"]) == ("Perhaps", "hedges", "known since", "Bo", 1)  # fmt: skip
    assert not len(mismatches(after["disputes"], after["articles"]))
    changed = after["dispute_changes"][["signal", "measure", "voice", "per", "before", "after"]]
    assert changed.to_numpy().tolist() == [
        ["hedges", "adverb", "narrator", "hits", 1, 0],
        ["hedges", "uncertainty", "narrator", "1,000 words", 1, 0],
    ]
    page = disputed(after)
    assert "<del>Perhaps</del> it was struck by a lorry." in page.html
    assert page.notes["notice"] == "1 hit that readers call wrong is counted nowhere; 2 figures differ because of it."


def test_a_disputed_hit_is_struck_through_in_the_marked_text_with_the_reason(made):
    after = made(f"hedges,001,{at(TEXT, 'Perhaps')},,wrong,known since,Bo")
    html = texts(after, ["uncertainty"]).html
    assert (
        '<span class="m struck" title="counted nowhere">Perhaps</span>'
        '<span class="label"> called wrong (hedges: adverb): known since</span> it was struck by a lorry.'
    ) in html
    assert "hit that a reader calls wrong" in html
    assert "struck" not in texts(made(), ["uncertainty"]).html.replace("was struck by", "")


def test_a_hit_of_a_word_list_is_disputed_like_any_other(made, tmp_path, monkeypatch):
    shutil.copytree(lexicon.FOLDER, tmp_path / "lexicons")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path / "lexicons")
    (tmp_path / "lexicons" / "urgency.yaml").write_text(
        "lexicon: urgency\nabout: haste\nsource: us\nlicence: MIT\n"
        "categories: {time: {about: soon, meter: haste}}\nentries: [{match: Monday, category: time}]\n",
        encoding="utf-8",
    )
    row = f"urgency,001,{at(TEXT, 'Monday')},,wrong,no haste,"
    assert "'urgency' is no signal that can be disputed" in made(row)["rejects"]["reason"].tolist()
    monkeypatch.setattr(pipeline, "WORD_LISTS", ("urgency",))
    before, after = made(), made(row)
    assert (before["cues"]["signal"] == "urgency").sum() == 1
    assert not (after["cues"]["signal"] == "urgency").any()
    hedges = before["cues"][before["cues"]["signal"] == "hedges"].reset_index(drop=True)
    pd.testing.assert_frame_equal(hedges, after["cues"])
    assert after["disputes"][["signal", "text", "category"]].to_numpy().tolist() == [["urgency", "Monday", "time"]]
    changed = after["dispute_changes"][["signal", "measure", "voice", "before", "after"]]
    assert changed.to_numpy().tolist() == [
        ["urgency", "haste", "narrator", 1, 0],
        ["urgency", "time", "narrator", 1, 0],
    ]


def test_the_rest_of_the_run_is_as_without_the_file(made):
    before, after = made(), made(f"hedges,001,{at(TEXT, 'Perhaps')},,wrong,,")
    for name in ("articles", "lines", "sentences", "quotes", "claims", "mentions", "agency", "numbers", "tone"):
        pd.testing.assert_frame_equal(before[name], after[name])
    rest = ~((before["cues"]["text"] == "Perhaps") & (before["cues"]["article_id"] == "001"))
    pd.testing.assert_frame_equal(before["cues"][rest].reset_index(drop=True), after["cues"])
    pd.testing.assert_frame_equal(*(t["measures"].query("article_id == 'b'") for t in (before, after)))


def test_a_quotation_that_is_none_gives_its_words_back_to_the_narrator(made):
    before, after = made(), made('quotes,001,,,"It may stay open,",speech,wrong,,')
    assert len(after["quotes"]) == len(before["quotes"]) - 1
    total = 7 + 4 + 3 + 7 + 5  # words of the sentences of the body, Ruiz’s four and her tag apart
    assert count(before, "words", "quoted") == (4, total)  # It may stay open
    assert count(after, "words", "quoted") == (0, total)
    assert count(after, "words", "narrator")[0] == count(before, "words", "narrator")[0] + 4
    assert count(before, "uncertainty", "quoted")[0] == 1
    assert count(after, "uncertainty", "quoted")[0] == 0
    assert count(after, "uncertainty", "narrator")[0] == count(before, "uncertainty", "narrator")[0] + 1
    changes = after["dispute_changes"].set_index(["signal", "measure", "voice"])
    uncertainty = changes.loc[("hedges", "uncertainty", "narrator")]
    assert uncertainty["exposure_after"] == uncertainty["exposure_before"] + 4
    assert set(after["cues"]["quote_id"].dropna()) <= set(after["quotes"]["quote_id"])


def test_a_stance_is_disputed_for_one_proposition_and_a_first_mention_moves_on(made):
    before = made()
    heads = before["claims"].query("article_id == '001' and part == 'headline'")
    assert len(heads) == 1
    after = made("stance,001,,,Bridge may close,P1,wrong,,", f"naming,001,{at(TEXT, 'Ana Ruiz')},ruiz,wrong,,")
    assert not len(after["claims"].query("article_id == '001' and part == 'headline'"))
    assert before["mentions"].query("actor == 'ruiz' and article_id == '001'")["first"].tolist() == [True, False]
    assert after["mentions"].query("actor == 'ruiz' and article_id == '001'")["first"].tolist() == [True]


UNFIT = [
    ("hedges,001,0,3,may,,wrong,,", "“may” stands elsewhere, more than once", "as the article has them now"),
    ("hedges,001,1,7,lorry,,wrong,,", "“lorry” stands at 118 to 123, 117 characters after", "or take the row out"),
    ("hedges,001,0,4,ship,,wrong,,", "“ship” is not in the article", "or take the row out"),
    ("hedges,001,0,6,Bridge,,wrong,,", "hedges has no hit “Bridge” at 0 to 6", "its nearest hit is “may” as modal, 7 to 10"),
    ("hedges,001,,,may,,wrong,,", "“may” is a hit of hedges more than once", "give start and end: 7 to 10, 29 to 32"),
    (f"hedges,001,{at(TEXT, 'Perhaps')},modal,wrong,,", "no hit “Perhaps” as modal", "its nearest hit is “Perhaps” as adverb"),
    ("hedges,0001,7,10,may,,missing,,", "the verdict is 'missing'", "write wrong; what the suite misses is added by a lexicon"),
    ("hedge,001,7,10,may,,wrong,,", "'hedge' is no signal", "did you mean hedges?"),
    ("hedges,002,7,10,may,,wrong,,", "article '002' is not in this study", "did you mean 001?"),
    ("hedges,001,seven,10,may,,wrong,,", "its start is 'seven'", "count characters from 0"),
    ("hedges,001,7,,may,,wrong,,", "a start without an end", "give both, or neither"),
    ("hedges,001,7,10,,,wrong,,", "has no text", "write the words"),
    ("quotes,b,,,May Day,,wrong,,", "quotes has no hit “May Day”", ""),
    ("stance,b,,,stay open,,wrong,,", "stance has no hit “stay open”", "a hit of stance is a whole sentence: give all its text and its place, “The bridge may stay open, said Bo Lind.” as P1, 17 to"),
    ("quotes,001,,,stay open,,wrong,,", "quotes has no hit “stay open”", "the hit has more words: give all its text and its place, “It may stay open,”"),
]  # fmt: skip


def test_rows_that_fit_nothing_are_named_with_the_way_out_and_change_nothing(made):
    before, after = made(), made(*(row for row, _, _ in UNFIT))
    assert len(after["disputes"]) == 0
    pd.testing.assert_frame_equal(before["cues"], after["cues"])
    assert after["rejects"]["row"].tolist() == list(range(1, len(UNFIT) + 1))
    assert set(after["rejects"]["severity"]) == {"reject"}
    assert set(after["rejects"]["file"]) == {"ours.csv"}
    for (_, reason, remedy), said in zip(UNFIT, after["rejects"].itertuples(), strict=True):
        assert reason in said.reason
        assert remedy in said.remedy
        assert "\n" not in said.reason + said.remedy


def test_what_a_spreadsheet_did_to_the_file_is_undone(made, tmp_path):
    rows = [HEADER.replace(",", ";"), f"hedges;1;{at(TEXT, 'Perhaps').replace(',', ';')};;wrong;naïve;Bo"]
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        made()
        (tmp_path / "ours.csv").write_bytes("\r\n".join(rows).encode(encoding))
        tables = pipeline.analyse(tmp_path / "mine.yaml")
        assert tables["disputes"]["article_id"].tolist() == ["001"]
        assert tables["disputes"]["note"].tolist() == ["naïve"]


def test_what_is_appended_is_read_back_and_the_rest_of_the_file_stays(tmp_path):
    path = tmp_path / "ours.csv"
    said = disputes.Dispute(1, "quotes", "=b", 3, 9, "=1+1, “so”", "speech", "@all", "-Bo")
    disputes.append(path, [said])
    assert "'=1+1" in path.read_text(encoding="utf-8-sig")  # no formula for a spreadsheet
    disputes.append(path, [said._replace(signal="hedges")])
    read, notes = disputes.read(path)
    assert not notes
    assert [r.signal for r in read] == ["quotes", "hedges"]
    assert read[0] == said._replace(row=1)
    own = "page;signal;article_id;text;verdict\r\n7;hedges;001;may;wrong"
    path.write_text(own, encoding="utf-8")
    disputes.append(path, [said])
    assert (
        path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").startswith(own.replace("\r\n", "\n") + "\n;quotes;")
    )
    assert len(disputes.read(path)[0]) == 2


def test_a_file_that_is_none_is_refused_in_one_line(made, tmp_path):
    with pytest.raises(InputError, match=r"^ours\.csv: has no column `verdict`; its columns should be signal"):
        made("hedges,001,may", header="signal,article_id,text")
    broken = made('hedges,001,7,10,"may,,wrong,,')["rejects"].iloc[0]
    assert broken["reason"].startswith("has a quotation mark that is not closed")
    (tmp_path / "ours.csv").unlink()
    with pytest.raises(
        InputError, match=r"`disputes` 'ours\.csv': no such file or folder; paths count from the study file's"
    ):
        study.load(tmp_path / "mine.yaml")


def test_words_of_articles_and_readers_are_text_on_the_page(made):
    after = made(f"hedges,001,{at(TEXT, 'Perhaps')},,wrong,<img src=x onerror=alert(1)>,<script>")
    html = disputed(after).html
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_the_seed_study_has_a_file_to_write_into():
    assert study.load("data/studies/iraq-letter.yaml").disputes is not None
    assert Path("data/disputes/iraq-letter.csv").read_text(encoding="utf-8").strip() == ",".join(
        next(csv.reader([HEADER]))
    )


@pytest.mark.parametrize("before", ["sep=;\n", "\n"], ids=["Excel's line", "an empty line"])
def test_a_file_whose_first_line_names_no_columns_is_not_added_to(tmp_path: Path, before: str) -> None:
    path = tmp_path / "disputes.csv"
    path.write_text(before + "signal;article_id;text;verdict\n", encoding="utf-8")
    said = path.read_bytes()
    with pytest.raises(InputError, match=r"first line does not name the columns"):
        file.append(path, [file.Dispute(0, "hedges", "a", None, None, "may")])
    assert path.read_bytes() == said


def test_lines_that_end_as_on_old_macs_are_added_to(tmp_path: Path) -> None:
    path = tmp_path / "disputes.csv"
    path.write_bytes(b"signal,article_id,text,verdict\rhedges,a,might,wrong\r")
    file.append(path, [file.Dispute(0, "hedges", "a", None, None, "may")])
    assert [d.text for d in file.read(path)[0]] == ["might", "may"]


def test_broken_text_and_endless_numbers_are_told(tmp_path: Path) -> None:
    path = tmp_path / "disputes.csv"
    path.write_bytes(b"\xff\xfea")
    with pytest.raises(InputError, match="no readable text"):
        file.read(path)
    path.write_text(
        "signal,article_id,start,end,text,verdict\nhedges,a," + "9" * 5000 + ",9,may,wrong\n", encoding="utf-8"
    )
    assert "no whole number" in file.read(path)[1][0].reason


def test_check_tells_the_rows_that_are_about_no_hit_with_the_way_out(made, tmp_path):
    made("hedges,001,,,surely,,wrong,,", "hedges,001,,,Perhaps,,wrong,,", "hedge,b,,,may,,wrong,,")
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "mine.yaml")])
    assert result.exit_code == 1
    assert "left out: 2\n  ours.csv, row 1: hedges has no hit “surely”\n      write its words" in result.output
    assert "  ours.csv, row 3: 'hedge' is no signal that can be disputed\n      did you mean hedges?" in result.output
