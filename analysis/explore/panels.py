"""Controls for the desk: ipywidgets, each with a label, in the order of the keyboard; `views` makes what they show.

A front end that takes no input (nbconvert, papermill, nbval) has nobody to operate a control: there a panel shows what
it would show at first, and so does a notebook that was saved so.
"""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets
import pandas as pd
from markupsafe import Markup

from analysis import disputes, lexicon, paths
from analysis.errors import InputError
from analysis.explore import desk, views
from analysis.explore.bench import Bench

WIDE = {"layout": {"width": "auto"}, "style": {"description_width": "11em"}}
ON_ENTER = {"continuous_update": False, **WIDE}
HINT = "Run this cell in JupyterLab to have the controls: {}."


class Panel:
    """Controls above what they show."""

    def __init__(self, about: str, controls: Sequence[ipywidgets.Widget], html: Callable[[], Markup]) -> None:
        self._about, self._html = about, html
        self.controls = list(controls)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        if takes_input():
            return ipywidgets.VBox(self.controls)._repr_mimebundle_()
        hint = Markup("<p><em>{}</em></p>").format(HINT.format(self._about))
        return {"text/html": f"{hint}\n{self._html()}", "text/plain": f"<controls: {self._about}>"}


def takes_input() -> bool:
    """Does somebody sit before the front end that asked for this cell? One that takes no input has no controls."""
    try:
        shell = get_ipython()  # type: ignore[name-defined]
        return bool(shell.kernel.get_parent("shell")["content"]["allow_stdin"])
    except (NameError, AttributeError, KeyError):
        return False


def look(bench: Bench) -> Panel:
    """Pick a corpus, articles and a signal; see how many hits there are, and where."""
    corpus = ipywidgets.Combobox(value=bench.path, options=_studies(), description="Corpus", **ON_ENTER)
    read = ipywidgets.Button(description="Read this corpus")
    articles = ipywidgets.SelectMultiple(description="Articles", rows=6, **WIDE)
    signal = ipywidgets.Dropdown(options=list(disputes.SIGNALS), value=bench.signal, description="Signal", **WIDE)
    status, out = _status(), ipywidgets.HTML()

    def refresh() -> None:
        named = _named(bench.desk)
        if articles.options != tuple(named):  # another corpus; to set them empties the choice for a moment
            articles.options = named
        articles.value = bench.desk.chosen
        out.value = str(views.text(bench.desk, bench.signal))

    def choose(change: Any) -> None:
        if change["new"] and change["new"] != bench.desk.chosen:
            _try(status, lambda: bench.put(desk.choose(bench.desk, change["new"])))

    def pick(change: Any) -> None:
        bench.signal = change["new"]
        bench.put(bench.desk)

    def open_corpus(_: Any) -> None:
        def lay() -> None:
            bench.path = corpus.value
            bench.put(desk.lay(corpus.value))

        _try(status, lay, "Read.")

    articles.observe(choose, "value")
    signal.observe(pick, "value")
    read.on_click(open_corpus)
    bench.watch(refresh)
    refresh()
    controls = [corpus, read, articles, signal, status, out]
    return Panel("corpus, articles, signal", controls, lambda: views.text(bench.desk, bench.signal))


def search(bench: Bench, words: str) -> Panel:
    """Search words in all articles of the corpus."""
    asked = ipywidgets.Text(value=words, description="Words", **ON_ENTER)
    status, out = _status(), ipywidgets.HTML()

    def show(_: Any = None) -> None:
        def find() -> None:
            out.value = str(views.found(bench.desk, asked.value))

        _try(status, find)

    asked.observe(show, "value")
    bench.watch(show)
    show()
    return Panel("words to search", [asked, status, out], lambda: views.found(bench.desk, asked.value))


def words(bench: Bench, hedge: str, category: str) -> Panel:
    """Add a softening word or another name for an actor, and see which numbers change.

    Args:
        hedge, category: what is added at first.
    """
    word = ipywidgets.Text(description="Softening word", **ON_ENTER)
    kinds = ipywidgets.Dropdown(
        options=list(lexicon.load("hedges").categories), value=category, description="Category", **WIDE
    )
    add = ipywidgets.Button(description="Add the word")
    actor = ipywidgets.Dropdown(description="Actor", **WIDE)
    name = ipywidgets.Text(description="Other name", **ON_ENTER)
    call = ipywidgets.Button(description="Add the name")
    back = ipywidgets.Button(description="Take all back")
    status, out = _status(), ipywidgets.HTML()

    def refresh() -> None:
        actor.options = [(a.name, a.id) for a in bench.desk.study.actors]
        actor.disabled = name.disabled = call.disabled = not bench.desk.study.actors
        out.value = str(views.changed(bench.desk))

    def add_word(_: Any) -> None:
        _try(status, lambda: bench.put(desk.add_hedge(bench.desk, word.value, kinds.value)), f"Added: {word.value}.")

    def add_name(_: Any) -> None:
        _try(status, lambda: bench.put(desk.add_alias(bench.desk, actor.value, name.value)), f"Added: {name.value}.")

    def take_back(_: Any) -> None:
        _try(status, lambda: bench.put(desk.without_additions(bench.desk)), "Taken back.")

    add.on_click(add_word)
    call.on_click(add_name)
    back.on_click(take_back)
    bench.watch(refresh)
    bench.put(desk.add_hedge(bench.desk, hedge, category))
    controls = [word, kinds, add, actor, name, call, back, status, out]
    return Panel("a word or a name to add", controls, lambda: views.changed(bench.desk))


def dispute(bench: Bench) -> Panel:
    """Mark a hit of the chosen signal as wrong, and save that in the study's file of disputes."""
    hit = ipywidgets.Dropdown(description="Hit", **WIDE)
    note = ipywidgets.Text(description="Why", **ON_ENTER)
    who = ipywidgets.Text(description="Who says so", **ON_ENTER)
    save = ipywidgets.Button(description="Mark as wrong and save", layout={"width": "auto"})
    status, out = _status(), ipywidgets.HTML()

    def refresh() -> None:
        hit.options = _hits(bench.desk, bench.signal)
        save.disabled = not hit.options
        out.value = str(views.disputed(bench.desk))

    def write(_: Any) -> None:
        def save_it() -> str:
            new, told = desk.dispute(bench.desk, hit.value._replace(note=note.value, who=who.value))
            bench.put(new)
            return told

        _try(status, save_it)

    save.on_click(write)
    bench.watch(refresh)
    refresh()
    controls = [hit, note, who, save, status, out]
    return Panel("a hit to dispute", controls, lambda: views.disputed(bench.desk))


def _categories() -> list[str]:
    return list(lexicon.load("hedges").categories)


def _hits(on: desk.Desk, signal: str) -> list[tuple[str, disputes.Dispute]]:
    """The hits that can be disputed: what the control calls each, and the dispute. Words added are not among them."""
    hits = disputes.hits_of(on.plain, signal)
    texts = dict(zip(on.plain["articles"]["article_id"], on.plain["articles"]["text"], strict=True))
    found = []
    for h in hits.itertuples():
        text, category = texts[h.article_id], "" if pd.isna(h.category) else str(h.category)
        around = f"{text[max(0, h.start - 30) : h.start]}[{h.text[:60]}]{text[h.end : h.end + 30]}"
        said = disputes.Dispute(0, signal, h.article_id, h.start, h.end, h.text, category)
        found.append((f"{h.article_id} · {category} · {' '.join(around.split())}", said))
    return found


def _named(on: desk.Desk) -> list[tuple[str, str]]:
    articles = on.read["articles"]
    return [(f"{a} · {o}", a) for a, o in zip(articles["article_id"], articles["outlet_key"], strict=True)]


def _studies() -> list[str]:
    return [f"data/studies/{p.name}" for p in sorted((paths.ROOT / "data" / "studies").glob("*.yaml"))]


def _status() -> ipywidgets.HTML:
    return ipywidgets.HTML(value=_told(""))


def _told(line: str) -> str:
    return str(Markup('<p role="status" aria-live="polite">{}</p>').format(line))


def _try(status: ipywidgets.HTML, do: Callable[[], Any], done: str = "") -> None:
    """Do what a control asks; what the user can mend is told in one line."""
    try:
        told = do()
        status.value = _told(told if isinstance(told, str) else done)
    except InputError as error:
        status.value = _told(str(error))
