"""The controls, operated without a browser: what one of them changes, all of them show."""

import ipywidgets
import pytest

from analysis.explore import Bench, dispute, look, panels, search, words


@pytest.fixture
def bench() -> Bench:
    return Bench("data/studies/iraq-letter.yaml", ["001"])


def control(panel: panels.Panel, description: str) -> ipywidgets.Widget:
    return next(w for w in panel.controls if getattr(w, "description", None) == description)


def shown(panel: panels.Panel) -> str:
    return panel.controls[-1].value


def told(panel: panels.Panel) -> str:
    return panel.controls[-2].value


def test_every_control_has_a_label_and_the_status_is_read_out(bench):
    for panel in (look(bench), search(bench, "letter"), words(bench, "confus*", "adjective_noun"), dispute(bench)):
        *operated, status, out = panel.controls
        assert all(w.description for w in operated)
        assert 'role="status" aria-live="polite"' in status.value
        assert isinstance(out, ipywidgets.HTML)
        assert all(w.tabbable is not False for w in operated)


def test_another_signal_and_other_articles_are_shown_by_all_panels(bench):
    looked, disputed = look(bench), dispute(bench)
    assert "hedges: hits in 1 article," in shown(looked)
    control(looked, "Signal").value = "quotes"
    assert "quotes: hits in 1 article," in shown(looked)
    assert all(hit.endswith(("(speech)", "(scare)", "(indirect)")) for hit in control(disputed, "Hit").options)
    control(looked, "Articles").value = "004,001"
    assert "quotes: hits in 2 articles," in shown(looked)
    assert {hit[:3] for hit in control(disputed, "Hit").options} == {"001", "004"}
    control(looked, "Signal").value = "quote"
    assert "&#39;quote&#39; is no signal; did you mean quotes?" in told(looked)
    control(looked, "Articles").value = "004, 5"
    assert "&#39;5&#39; is no article; choose of 000" in told(looked)


def test_another_corpus_is_read_and_a_wrong_one_leaves_all_as_it_was(bench):
    looked, added = look(bench), words(bench, "confus*", "adjective_noun")
    before = shown(looked)
    control(looked, "Corpus").value = "no/such"
    assert "no/such: no such file or folder" in told(looked)
    assert shown(looked) == before
    assert bench.path == "data/studies/iraq-letter.yaml"
    control(looked, "Corpus").value = "seeds"
    assert len(control(looked, "Articles").value.split(", ")) == 5
    assert control(look(bench), "Corpus").value == "seeds", "a panel that is shown again begins with it"
    assert control(added, "Add the name").disabled  # a folder lists no actors


def test_words_are_added_and_taken_back(bench):
    panel = words(bench, "confus*", "adjective_noun")
    assert "<mark>confusion</mark>" in shown(panel)
    control(panel, "Softening word").value = "may"
    control(panel, "Category").value = "modal"
    control(panel, "Add the word").click()
    assert "is in the lexicon already" in told(panel)
    control(panel, "Actor").value = "Pentagon"
    control(panel, "Other name").value = "Iraq’s military command"
    control(panel, "Add the name").click()
    assert "Added: Iraq’s military command." in told(panel)
    assert "<mark>Iraq’s military command</mark>" in shown(panel)
    control(panel, "Take all back").click()
    assert "Nothing is added" in shown(panel)


def test_a_search_that_finds_nothing_says_so(bench):
    panel = search(bench, "letter")
    assert "“letter”: " in shown(panel)
    control(panel, "Words").value = "zebra"
    assert shown(panel) == "<p>“zebra”: 0 places in 0 articles.</p>"
    control(panel, "Words").value = "*"
    assert "holds no word" in told(panel)


def test_without_a_reader_a_panel_shows_what_needs_no_control(bench):
    bundle = look(bench)._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == "<controls: corpus, articles, signal>"
    assert "Run this cell in JupyterLab" in bundle["text/html"]
    assert "<mark>allegedly</mark> <small>[evidential]</small>" in bundle["text/html"]
