"""The classroom pack: no outlet in the student's folder; the key true; printed and opened in a real browser."""

import re
from html import unescape

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from analysis import corpus, pipeline, schema, study
from analysis.__main__ import cli
from analysis.classroom import answers, choice, excerpt, pack
from analysis.errors import InputError
from analysis.outlets import masking, names

SEEDS = "data/studies/iraq-letter.yaml"
STUDENT = ("student/pack.html",)


def classroom(*arguments):
    return CliRunner().invoke(cli, ["classroom", *map(str, arguments)], catch_exceptions=False)


def letters_of(html):
    """Only the letters and digits of a page, in small letters: a name that markup or marks split is whole again."""
    return re.sub(r"[\W_]", "", names.fold(unescape(re.sub(r"<[^>]*>", "", html))).small)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lesson") / "out"
    result = classroom(SEEDS, folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def tables():
    return pipeline.analyse(SEEDS)


def test_the_folder_holds_what_it_says(made):
    files = sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file())
    assert files == sorted(pack.PAGES)


@pytest.mark.parametrize("outlet", ["Free America Network", "Newswire.net", "Newswire", "Daily US Times"])
def test_no_outlet_is_named_in_the_student_s_folder(made, outlet):
    files = [p for p in (made / "student").rglob("*") if p.is_file()]
    assert files
    glued = re.sub(r"[\W_]", "", outlet).casefold()
    for path in files:
        html = path.read_text(encoding="utf-8")
        assert outlet.casefold() not in path.name.casefold()
        assert outlet.casefold() not in html.casefold()
        assert glued not in letters_of(html)
    assert not re.search(r"\bFAN\b|00[0-4]_|iraq-letter", files[0].read_text(encoding="utf-8"))


def test_the_key_names_them_and_the_plan_does_not_give_them_away(made):
    key = (made / "teacher/key.html").read_text(encoding="utf-8")
    for outlet in ("Free America Network", "Newswire.net", "Daily US Times"):
        assert outlet in key
        assert outlet not in (made / "teacher/plan.html").read_text(encoding="utf-8")
    assert "Texts 2 and 4 share much of their prose" in key


def test_every_part_is_in_its_page(made):
    student = (made / "student/pack.html").read_text(encoding="utf-8")
    assert re.findall(r'id="(headlines|texts|sheet|codebook|compare)"', student) == [
        "headlines",
        "texts",
        "sheet",
        "codebook",
        "compare",
    ]
    assert student.count("<caption>Text ") == 5
    plan = (made / "teacher/plan.html").read_text(encoding="utf-8")
    minutes = [tuple(map(int, m)) for m in re.findall(r'<th scope="row">(\d+)–(\d+)</th>', plan)]
    assert minutes[0][0] == 0
    assert minutes[-1][1] == 45
    assert [a[1] for a in minutes[:-1]] == [b[0] for b in minutes[1:]]
    for step in ("Predict from the headline", "Find the quotations", "Compare", "Reveal", "Rights"):
        assert step in plan


def test_the_same_seed_gives_the_same_pack_and_another_other_letters(made, tables):
    the_study = study.load(SEEDS)
    again = pack.make(tables, the_study, seed=1)
    assert {name: (made / name).read_text(encoding="utf-8") for name in pack.PAGES} == again
    assert choice.pick(tables, 5, 1).articles != choice.pick(tables, 5, 2).articles


def test_an_excerpt_is_bounded_and_says_its_furniture(tables):
    masks = masking.masks_of(tables["articles"], {})
    for article_id in tables["articles"]["article_id"]:
        one = excerpt.take(1, article_id, tables, masks)
        body = " ".join(p.words for line in one.lines if line.label == "body" for p in line.pieces)
        assert 150 <= len(body.split()) <= excerpt.WORDS * 1.25
        assert 1 <= len(one.items) <= excerpt.ITEMS
        assert one.cut
    first = excerpt.take(1, "000", tables, masks)
    assert "1 × byline" in first.left_out
    assert "FAN Editor" not in str(first.lines)


def test_the_codebook_s_examples_are_read_as_it_says(root):
    """Each marked word of the codebook is a cue of the suite, each sentence that is not to be marked has none."""
    from analysis.signals import hedges

    html = (root / "analysis/report/templates/classroom/codebook.html.j2").read_text(encoding="utf-8")

    def found(sentence):
        rows = {"article_id": ["a"], "sentence_id": [0], "start": [0], "end": [len(sentence)], "text": [sentence],
                "part": ["body"], "paragraph": [1], "n_words": [len(sentence.split())]}  # fmt: skip
        cues = hedges.find(schema.build("sentences", rows))
        return set(zip(cues["text"].str.casefold(), cues["meter"] == "boosters", strict=True))

    soft, strong = html.split("<dt>Strengthening words</dt>")
    marked = re.findall(r"<q>((?:(?!</q>).)*<b>.*?</b>.*?)</q>", soft)
    assert len(marked) == 4
    for sentence in marked:
        word = re.findall(r"<b>(.*?)</b>", sentence)[0].casefold()
        assert (word, False) in found(re.sub("<.*?>", "", sentence))
    for sentence in re.findall(r"<q>(.*?)</q>", soft.split("Do not mark:")[1]):
        assert found(sentence) == set()
    for sentence in re.findall(r"<q>(.*?)</q>", strong.split("<dt>Whose")[0]):
        word = re.findall(r"<b>(.*?)</b>", sentence)[0].casefold()
        assert (word, True) in found(re.sub("<.*?>", "", sentence))


# The key


def test_the_key_has_what_the_tables_have(tables):
    one = excerpt.take(1, "001", tables, masking.masks_of(tables["articles"], {}))
    found = answers.find(one, tables)
    assert [m.words for m in found[0].softening] == ["allegedly"]
    assert [m.words for m in found[0].quoted] == ["repositioning", "withdraw safely and effectively from Iraq."]
    assert [m.what for m in found[2].told] == ["Mark Esper (told)"]
    assert all(not a.differs for a in found)


def test_where_the_coding_reads_otherwise_the_key_says_so(tables):
    codings = tables["codings"]
    changed = codings.copy()
    own = (changed["coder"] == "curated") & (changed["article_id"] == "001")
    changed = changed[~(own & (changed["text"] == "allegedly"))]
    quoted = (
        own
        & (changed["text"].str.startswith("There’s been no decision", na=False))
        & (changed["variable"] == "speaker")
    )
    assert quoted.sum() == 1
    changed.loc[quoted, "value"] = "Mark Milley"
    found = answers.find(
        excerpt.take(1, "001", tables, masking.masks_of(tables["articles"], {})), {**tables, "codings": changed}
    )
    assert found[0].differs == ["the suite marks “allegedly” as softening words; the coding does not"]
    assert [d for a in found[1:] for d in a.differs] == [
        "of “There’s been no decision whatsoever to leave Iraq, period,” the coding has the speaker Mark Milley; the suite: Mark Esper (said)"
    ]


def test_a_coding_of_a_sample_tells_nothing_of_other_sentences(tables):
    none = tables["codings"][tables["codings"]["unit"] != "hedge"]
    sampled = pd.DataFrame({"item": ["1"], "article_id": ["001"]})
    one = excerpt.take(1, "001", tables, masking.masks_of(tables["articles"], {}))
    assert not any(a.differs for a in answers.find(one, {**tables, "codings": none, "sampled": sampled}))


def test_statements_stand_inside_of_the_excerpts(tables):
    masks = masking.masks_of(tables["articles"], {})
    excerpts = [excerpt.take(n, a, tables, masks) for n, a in enumerate(tables["articles"]["article_id"], 1)]
    found = answers.statements(excerpts, tables)
    assert [s.speaker for s in found] == ["Mark A. Milley", "William H. Seely III", "Mark Esper"]
    for statement in found:
        for side in statement.sides:
            one = excerpts[side.number - 1]
            text = "".join(p.words for line in one.lines for p in line.pieces)
            assert side.words in text


# Many articles, several stories


def test_of_many_articles_those_that_differ_are_taken(tmp_path):
    rows = [
        {"outlet": f"Paper{n % 7:03}x", "headline": f"Bridge {n} closed", "story": "bridge" if n % 3 else "pool",
         "text": ("It may perhaps be so. " * (n % 5) + f"The bridge number {n} was closed by the mayor of the city on Monday. ") * 12}
        for n in range(30)
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(tmp_path / "many.csv", index=False)
    tables = pipeline.analyse(tmp_path / "many.csv")
    found = choice.pick(tables, 4, 1)
    chosen = tables["articles"].set_index("article_id").loc[found.articles]
    assert len(chosen) == 4
    assert chosen["story"].nunique() == 1
    assert chosen["outlet"].nunique() == 4
    assert found.how.startswith("4 of the ")
    assert "which most articles tell" in found.how


A, B, C = "2020-01-03", "2020-01-02", pd.NA


@pytest.mark.parametrize(
    ("told", "story", "why"),
    [
        # story, outlet, day of each article; the name of the story decides nothing
        ([("a", "X", A), ("b", "X", A), ("b", "X", A)], "b", "which most articles tell"),
        ([("a", "X", A), ("a", "X", A), ("b", "X", A), ("b", "Y", A)], "b", "which most outlets tell of those that most articles tell"),
        ([("a", "X", A), ("b", "X", B)], "b", "the earliest by stated dates of those that most articles and most outlets tell"),
        ([("a", "X", C), ("b", "X", A)], "b", "the earliest by stated dates of those that most articles and most outlets tell"),
        ([("b", "X", A), ("a", "X", A)], "b", "the first in the corpus of those that most articles and most outlets tell"),
        ([("b", "X", C), ("a", "X", C)], "b", "the first in the corpus of those that most articles and most outlets tell"),
    ],
)  # fmt: skip
def test_the_story_of_a_class_is_chosen_for_a_reason_that_is_told(told, story, why):
    rows = [
        {"article_id": str(n), "outlet_key": outlet, "story": name, "published": day}
        for n, (name, outlet, day) in enumerate(told)
    ]
    own, said = choice._story(pd.DataFrame(rows).astype({"published": "string"}))
    assert set(own["story"]) == {story}
    assert said == f" of the story “{story}”, {why}"


# Bad input


def test_what_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="out: is there already; name a new folder"):
        classroom(SEEDS, tmp_path / "out")
    assert [p.name for p in tmp_path.rglob("*")] == ["out", "mine.txt"]
    with pytest.raises(InputError, match="is there already"):
        classroom(SEEDS, tmp_path / "out" / "mine.txt")


def test_an_error_leaves_nothing_behind(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_text("A bridge\n\nIt is closed, the mayor said on Monday.", encoding="utf-8")
    with pytest.raises(InputError, match="there is one; give two or more"):
        classroom(tmp_path / "one", tmp_path / "out")
    with pytest.raises(InputError, match="does not exist; make it first"):
        classroom(SEEDS, tmp_path / "no" / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["one"]
    assert classroom(SEEDS, tmp_path / "out", "--articles", "1").exit_code == 2


def test_what_is_left_out_of_the_corpus_is_told_and_the_command_ends_with_1(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(
            f"Bridge {n}\n\nThe bridge {n} may be closed, the mayor said.", encoding="utf-8"
        )
    (folder / "empty.txt").write_text("", encoding="utf-8")
    result = classroom(folder, tmp_path / "out")
    assert result.exit_code == 1
    assert "1 left out: python -m analysis check" in result.output
    assert (tmp_path / "out" / "student" / "pack.html").is_file()


# Invented outlets, planted wherever outlets are named

WORD = st.text(alphabet="bcdfgklmnprstvzBCDGKLMNRSTVZéñöаяж", min_size=2, max_size=7)
NAME = st.builds(
    lambda words, joint: joint.join(words),
    st.lists(WORD, min_size=1, max_size=3),
    st.sampled_from([" ", "-", " & ", ".", "’", " (", "+"]),
)
TEMPLATE = """{headline}

By {name} Staff

({name} — January 7, 2020) — The bridge was closed, a reporter told {name}. {upper} and {lower} said so; {glued}’s man too.

“We told {name}: it may open,” the mayor said to {name}’s paper, {name}-run {article} {name} of the city. See www.{address}.com.

{name} contributed to this report."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=NAME, second=NAME)
def test_an_invented_outlet_is_never_named(tmp_path_factory, first, second):
    for name in (first, second):  # what is a word of English too is hidden by the words around it: test_names
        assume(not any(map(masking.is_word, [*names.words(name), "".join(names.words(name))])))
    folder = tmp_path_factory.mktemp("invented")
    rows = []
    for name, other in ((first, second), (second, first)):
        glued = re.sub(r"[\W_]", "", name)
        text = TEMPLATE.format(
            headline=f"Bridge closed, {name} learns", name=name, upper=name.upper(), lower=name.lower(), glued=glued,
            article="the", address=glued.lower(),
        )  # fmt: skip
        headline, _, body = text.partition("\n\n")
        rows.append({"outlet": name, "headline": headline, "text": f"{body}\n\nIt was first told by {other}."})
    pd.DataFrame(rows).to_json(folder / "a.jsonl", orient="records", lines=True)
    the_study = study.load(folder / "a.jsonl")
    tables = corpus.read(the_study)
    masks = masking.masks_of(tables["articles"], {})
    for article in tables["articles"].itertuples():
        shown = excerpt.take(1, article.article_id, tables, masks)
        text = "".join(p.words + " " * (not p.hidden) for line in shown.lines for p in line.pieces)
        for outlet in tables["articles"]["outlet"]:
            found = names.words(outlet)
            pattern = r"[\W_]{0,3}".join(map(re.escape, found))
            bounded = rf"(?<!\w){pattern}(?!\w)" if len("".join(found)) < names.LONG else pattern
            if len("".join(found)) > 2:
                assert not re.search(bounded, names.fold(text).small), (outlet, text)


# In a real browser


@pytest.mark.parametrize(
    ("name", "width"), [("student/pack.html", 1200), *((name, 360) for name in pack.PAGES)], ids=lambda v: str(v)
)
def test_it_is_accessible_and_fits_the_screen(browser, made, name, width):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if width == 360 else "light")
    told = []
    page.on("request", lambda r: told.append(r.url))
    page.on("console", lambda m: told.append(m.text))
    page.goto((made / name).as_uri())
    assert told == [(made / name).as_uri()]
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert "<script" not in page.content()
    page.close()


def test_it_prints_with_every_part(browser, made, tmp_path):
    page = browser.new_page()
    page.goto((made / "student/pack.html").as_uri())
    page.emulate_media(media="print")
    pdf = page.pdf(path=tmp_path / "pack.pdf", format="A4")
    # one sheet of headlines, five texts, five coding sheets, the codebook, the comparison; more with wider letters
    assert 13 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 16
    for heading in ("One story, 5 headlines", "The texts", "Coding sheet", "Codebook", "Compare"):
        assert page.get_by_role("heading", name=heading, exact=True).is_visible()
    assert page.get_by_role("table").count() == 8
    page.close()


def test_what_articles_hold_is_text(tmp_path, browser):
    rows = [
        {"outlet": f"<b>Nova{n}zz</b>", "headline": f"<script>alert({n})</script> & “bridge” {n}",
         "text": f"<img src=x onerror=alert(1)> The bridge {n} may be closed, the mayor said. " + "x" * 3000 + " </style> \u202egnp"}
        for n in range(2)
    ]  # fmt: skip
    pd.DataFrame(rows).to_json(tmp_path / "a.jsonl", orient="records", lines=True)
    assert classroom(tmp_path / "a.jsonl", tmp_path / "out").exit_code == 0
    page = browser.new_page(viewport={"width": 360, "height": 800})
    told = []
    page.on("dialog", lambda d: (told.append(d.message), d.dismiss()))
    for name in pack.PAGES:
        page.goto((tmp_path / "out" / name).as_uri())
        assert page.locator("script, img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not told
    assert "nova0zz" not in letters_of((tmp_path / "out/student/pack.html").read_text(encoding="utf-8"))
    page.close()
