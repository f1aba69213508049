"""What of the articles' words a page may show: the bounds hold on the page of the seed study and on made-up pages."""

import base64
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import study as studies
from analysis.errors import InputError
from analysis.report import republish
from analysis.words import WORD, even
from tests.report.test_report_run import run

TEXT = "The dam will close on Monday, the mayor of Ghent said, after a crack was found in its northern wall."
SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def words(text: str) -> list[str]:
    return [even(m.group()).lower() for m in WORD.finditer(text)]


def runs(page: str, texts: Iterable[str], length: int) -> set[tuple[str, ...]]:
    """The runs of so many words that a page and a text have in common."""
    own = words(page)
    of_page = {tuple(own[i : i + length]) for i in range(len(own) - length + 1)}
    found = set()
    for text in texts:
        theirs = words(text)
        found |= of_page & {tuple(theirs[i : i + length]) for i in range(len(theirs) - length + 1)}
    return found


def everything(html: str) -> list[str]:
    """All that a page says: its text with the markup as spaces and without, its attributes, the files that it holds."""
    from lxml import html as parser

    document = parser.document_fromstring(re.sub(r"<style>.*?</style>", "", html, flags=re.S))
    said = [" ".join(document.itertext()), document.text_content()]
    for label in document.xpath("//*[contains(@class, 'label')]"):
        label.drop_tree()
    said.append(" ".join(document.itertext()))
    for element in document.iter():
        for name, value in element.items():
            _, mark, data = value.partition(";base64,")
            said.append(base64.b64decode(data).decode("utf-8") if mark else value if name != "href" else "")
    return said


def page(*blocks: str) -> str:
    return f"<!DOCTYPE html><html><body><main>{''.join(blocks)}</main></body></html>"


@pytest.mark.parametrize("chosen", [republish.EXCERPTS, republish.OFFSETS])
def test_the_seed_page_keeps_the_bounds(root: Path, tmp_path: Path, chosen: str) -> None:
    done = run(root, tmp_path / "page.ipynb", "-p", "text", chosen)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    assert republish.SAID[chosen].replace("’", "&#8217;") in html or republish.SAID[chosen] in html
    assert 'id="a1-l1"' in html
    assert "[000: " in html
    longest = republish.RUN if chosen == republish.OFFSETS else republish.EXCERPT + 1
    study = studies.load("data/studies/iraq-letter.yaml")
    own = [study.title, study.question, study.background, *(p.text for p in study.propositions)]
    for said in everything(html):
        assert not runs(said, texts, longest) - runs(said, own, longest), said[:100]
    assert f"<h1>{study.title}</h1>" in html, "the study’s own words stay"
    if chosen == republish.EXCERPTS:
        shown = everything(html)[2]
        assert runs(shown, texts, 20), "there are excerpts"
        for text in texts:
            own = words(text)
            grams = {tuple(own[i : i + republish.RUN]): i for i in range(len(own) - republish.RUN + 1)}
            of_page = words(shown)
            covered = {
                grams[gram] + k
                for i in range(len(of_page) - republish.RUN + 1)
                if (gram := tuple(of_page[i : i + republish.RUN])) in grams
                for k in range(republish.RUN)
            }
            assert len(covered) <= 2 * republish.SHARE * len(own), "a shared passage may be counted for another article"


def test_words_give_way_to_their_place() -> None:
    html = republish.limited(page(f"<p>It says: {TEXT} So there.</p>"), "offsets", {"a": TEXT}, [])
    assert f"<p>It says: [a: 0–{len(TEXT) - 1}]. So there.</p>" in html


def test_each_mark_keeps_its_own_place() -> None:
    marked = TEXT.replace("will close", '<a class="m" href="#x">will close</a>')
    html = republish.limited(page(f"<p>{marked}</p>"), "offsets", {"a": TEXT}, [])
    assert '<p>[a: 0–7] <a class="m" href="#x">[a: 8–18]</a> [a: 19–' in html


def test_labels_between_the_words_hide_no_run() -> None:
    parts = TEXT.split()
    labelled = " ".join(f'{w} <span class="label">Ruiz</span>' if n % 4 == 3 else w for n, w in enumerate(parts))
    html = republish.limited(page(f"<p>{labelled}</p>"), "offsets", {"a": TEXT}, [])
    assert not any(runs(said, [TEXT], republish.RUN) for said in everything(html))


def test_of_two_articles_with_the_words_it_names_the_one_that_is_spoken_of() -> None:
    linked = f'<p>{TEXT} <a href="#a2-l3">in the text</a></p><p id="a2-l3">x</p>'
    html = republish.limited(page(linked), "offsets", {"a": TEXT, "b": f"Ghent. {TEXT}"}, ["a", "b"])
    assert "[b: 7–" in html


def test_files_to_take_away_keep_the_bounds() -> None:
    from analysis.report.render import data_uri

    csv = data_uri(f'n,words\r\n1,"{TEXT}"\r\n', "text/csv")
    svg = data_uri(f'<svg xmlns="http://www.w3.org/2000/svg"><title>{TEXT}</title></svg>', "image/svg+xml")
    html = page(f'<p><a download="t.csv" href="{csv}">CSV</a> <img alt="{TEXT}" src="{svg}"></p>')
    kept = republish.limited(html, "offsets", {"a": TEXT}, [])
    assert not any(runs(said, [TEXT], republish.RUN) for said in everything(kept))
    assert any("1,[a: 0–" in said or '1,"[a: 0–' in said for said in everything(kept))


def test_few_words_are_anybodys() -> None:
    html = page("<p>The dam will close on Tuesday.</p>")
    assert republish.limited(html, "offsets", {"a": TEXT}, []).replace("\n", "") == html


def test_an_excerpt_is_no_longer_than_its_bound() -> None:
    text = " ".join(f"w{n}" for n in range(1000))
    shown = words(republish.limited(page(f"<p>{text}</p>"), "excerpts", {"a": text}, []))
    assert "w39" in shown
    assert "w40" not in shown
    pieces = page(*(f"<p>{' '.join(f'w{n}' for n in range(i, i + 30))}</p><p>and</p>" for i in range(0, 1000, 50)))
    kept = words(republish.limited(pieces, "excerpts", {"a": text}, []))
    assert sum(w.startswith("w") for w in kept) == 250, "a quarter of the article"


SMALL = st.lists(
    st.sampled_from(["dam", "will", "close", "the", "mayor", "said", "it’s", "U.S."]), min_size=6, max_size=40
)


@given(text=SMALL, cuts=st.lists(st.integers(0, 40), max_size=6), tag=st.sampled_from(["b", "span", "p", "td"]))
@settings(max_examples=150, deadline=None)
def test_no_run_is_left_however_it_is_cut_up(text: list[str], cuts: list[int], tag: str) -> None:
    pieces = [text[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), len(text)], strict=True)]
    html = page("".join(f"<{tag}>{' '.join(p)}</{tag}> " for p in pieces))
    article = " ".join(text)
    kept = republish.limited(html, "offsets", {"a": article}, [])
    assert not any(runs(said, [article], republish.RUN) for said in everything(kept))


def test_a_wrong_word_is_refused() -> None:
    with pytest.raises(InputError, match="full, excerpts, offsets"):
        republish.mode("half", {})
