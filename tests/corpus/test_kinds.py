"""What kind of text an article is: its language, its genre, and whether it is about the event of its story."""

import pandas as pd
import pytest

from analysis import corpus, study
from analysis.corpus import events, genre, language
from analysis.corpus.lines import label
from analysis.errors import InputError
from analysis.lexicon import load

ENGLISH = (
    "The bridge was closed on Monday after a crack was found in one of its pillars, the police said. Nobody was hurt."
)
GERMAN = (
    "Die Brücke wurde am Montag gesperrt, nachdem ein Riss in einem ihrer Pfeiler gefunden worden war, sagte die "
    "Polizei am Abend. Niemand wurde verletzt, der Verkehr wird umgeleitet."
)
DUTCH = (
    "De brug is maandag gesloten nadat er een scheur was gevonden in een van de pijlers, zei de politie. Niemand is "
    "gewond geraakt, het verkeer wordt omgeleid."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (DUTCH, "nl"),
        (
            "Le pont a été fermé lundi après la découverte d’une fissure dans un de ses piliers, a dit la police hier.",
            "fr",
        ),
        (
            "El puente fue cerrado el lunes tras hallarse una grieta en uno de sus pilares, según dijo ayer la policía.",
            "es",
        ),
        ("Bridge closed", None),
        ("Мост был закрыт в понедельник, сообщила полиция.", "ru"),
        ("警察は月曜日に、橋が閉鎖されたと発表した。", "ja"),
        ("警方周一表示,这座桥已关闭。“这不安全,”市长说。", "zh"),
        ("Мост закрыт", "und"),
        ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ", "und"),
        ("Łódź, Đà Nẵng, Åbo", None),
        (f"{ENGLISH} “Мост закрыт”, the sign said.", "en"),
        ("β 4 — α 5", None),
        ("4-2 3-1 0-0 " * 20, None),
    ],
)
def test_languages(text, code):
    assert language.identify(text) == code


@pytest.mark.parametrize("example", load("languages").examples, ids=lambda e: e["text"])
def test_the_small_words_of_the_lexicon(example):
    english = set(load("languages").words("english"))
    words = example["text"].replace(".", " ").replace(",", " ").split()
    assert {word: "english" for word in words if word.casefold() in english} == example["finds"]


def test_other_languages_are_left_out_unless_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text(f"Bridge closed\n\n{ENGLISH}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"Brücke gesperrt\n\n{GERMAN}", encoding="utf-8")
    tables = corpus.read(study.load(tmp_path))
    assert tables["articles"]["article_id"].tolist() == ["a"]
    (left_out,) = tables["rejects"].to_dict("records")
    assert (left_out["severity"], left_out["file"]) == ("reject", "b.txt")
    assert left_out["reason"] == "is in a language that is not asked for: de"
    assert left_out["remedy"] == "to read it, write `settings: {languages: [en, de]}` in the study"
    (tmp_path / "s.yaml").write_text("corpus: .\nsettings: {languages: [de]}\n", encoding="utf-8")
    tables = corpus.read(study.load(tmp_path / "s.yaml"))
    assert tables["articles"]["article_id"].tolist() == ["b"]
    found = {(r.severity, r.file): r.reason for r in tables["rejects"].itertuples()}
    assert found["reject", "a.txt"] == "is in a language that is not asked for: en"
    assert found["doubt", "b.txt"].startswith("is in another language than English (de)")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(InputError, match=r"b\.txt is in a language that is not asked for: de"):
        corpus.read(study.load(tmp_path))


def test_other_scripts_are_left_out_however_short_and_read_with_a_doubt_beside_another_language(tmp_path):
    rows = ["Bridge closed,The bridge was shut.", "Мост закрыт,Мост был закрыт.", "桥梁关闭,"]
    (tmp_path / "t.csv").write_text("\n".join(["headline,text", *rows]), encoding="utf-8")
    tables = corpus.read(study.load(tmp_path / "t.csv"))
    assert tables["articles"]["row"].tolist() == [1]
    assert tables["rejects"]["row"].tolist() == [2, 3]
    assert tables["rejects"]["reason"].str.startswith("is in a language that is not asked for: ").all()
    (tmp_path / "s.yaml").write_text("corpus: t.csv\nsettings: {languages: [en, zh]}\n", encoding="utf-8")
    tables = corpus.read(study.load(tmp_path / "s.yaml"))
    assert tables["articles"]["row"].tolist()[-1] == 3
    assert "doubt" in tables["rejects"].set_index("row").at[3, "severity"]


@pytest.mark.parametrize("example", load("genres").examples, ids=lambda e: e["text"])
def test_genres_by_the_headline(example):
    found = genre.find(example["text"], label(example["text"]))
    genres = {text: load("genres").categories[category]["genre"] for text, category in example["finds"].items()}
    assert ({} if found is None else {example["text"]: found.name}) == genres


BODY = "\n\nThe bridge was closed on Monday, police said.\n\nIt will open again."


@pytest.mark.parametrize(
    ("text", "url", "found"),
    [
        ("Opinion\n\nThe census is not a quiz" + BODY, None, ("opinion", "line 1")),
        ("The census" + BODY + "\n\nThe views expressed in this article are her own.", None, ("opinion", "line 7")),
        ("Bridge closed" + BODY, "https://a.example/opinion/2020/bridge", ("opinion", "url")),
        ("Bridge closed" + BODY, "https://a.example/news/opinion-polls-bridge", None),
        ("Bridge closed\n\n10.05\n\nIt is shut.\n\n10.01\n\nIt shuts.\n\n9.58\n\nA crack is seen.", None, ("live blog", "times of its entries")),
        ("Bridge closed" + BODY, None, None),
        ("Bridge closed\n\nThe opinion of the court was read aloud.\n\nIt will open again.", None, None),
    ],
)  # fmt: skip
def test_genres_by_the_page_and_its_address(text, url, found):
    assert genre.find(text, label(text), url) == found


def story(*bodies):
    tables = corpus.from_texts([str(n) for n in range(len(bodies))], [f"Headline\n\n{body}" for body in bodies])
    return list(events.strangers(tables["articles"], tables["sentences"]))


def names(*words):
    return "Then " + " and ".join(f"they met {word}" for word in words) + "."


SHARED = ("Baghdad", "Soleimani", "Esper", "Milley", "Pentagon")


def test_an_article_that_shares_few_names_with_its_story_is_doubted():
    own = [names(*SHARED, "Reuters"), names(*SHARED, "Haaretz"), names(*SHARED), names("Oslo", "Bergen", "Esper")]
    assert story(*own[:3], names("Oslo", "Bergen")) == [
        events.Stranger("3", 0, 5, ("Baghdad", "Esper", "Milley"), n_strangers=1, n_articles=4),
    ]
    assert story(*own) == []  # one of five: not fewer than a fifth
    assert story(*own[:2], names("Oslo")) == []  # three articles
    assert story(names("Oslo"), names("Rome"), names("Bonn"), names("Lima")) == []  # nothing in common at all


def test_two_stories_under_one_name_are_told_as_such_and_once(tmp_path):
    others = ("Oslo", "Bergen", "Lund", "Malmo", "Turku")
    for n in range(6):
        words = (names(*(SHARED if n % 2 else others)) + " Then he met The Mayor in June.").replace("Then he", "He")
        (tmp_path / f"{n}.txt").write_text(f"Headline {n}\n\n{words}", encoding="utf-8")
    rejects = corpus.read(study.load(tmp_path))["rejects"]
    assert rejects[["severity", "file", "reason"]].values.tolist() == [
        [
            "doubt",
            "0.txt",
            "its story may be two stories: 6 of its 6 articles have few of the names that the others share "
            "(this one not Baghdad, Esper, Milley)",
        ]
    ]
    assert "`story`" in rejects["remedy"].iloc[0]


def test_the_doubt_names_the_file_and_the_names(tmp_path):
    bodies = [names(*SHARED, "Reuters"), names(*SHARED, "Haaretz"), names(*SHARED), names("Oslo", "Bergen")]
    for n, body in enumerate(bodies):
        (tmp_path / f"{n}.txt").write_text(f"Headline {n}\n\n{body}", encoding="utf-8")
    rejects = corpus.read(study.load(tmp_path))["rejects"]
    assert rejects[["severity", "file", "reason"]].values.tolist() == [
        [
            "doubt",
            "3.txt",
            "may be about another event: has 0 of the 5 names that at least half of the other articles of its story "
            "share (not Baghdad, Esper, Milley)",
        ]
    ]
    assert isinstance(rejects, pd.DataFrame)
