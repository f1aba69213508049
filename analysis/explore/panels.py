"""Controls for the desk: ipywidgets, each with a label, in the order of the keyboard; `views` makes what they show.

All that is chosen is written into fields that propose what there is: in a list to select from, JupyterLab takes the
arrow keys for its own and moves to another cell; to a field it leaves them.

A front end that takes no input (nbconvert, papermill, nbval) has nobody to operate a control: there a panel shows what
it would show at first, and so does a notebook that was saved so.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import ipywidgets
import pandas as pd
from markupsafe import Markup

from analysis import disputes, lexicon, paths, pipeline
from analysis.errors import InputError
from analysis.explore import desk, views
from analysis.explore.bench import Bench
from analysis.explore.desk import one_of
from analysis.signals import hedges

WIDE = {"layout": {"width": "auto"}, "style": {"description_width": "11em"}}
ON_ENTER = {"continuous_update": False, **WIDE}
HINT = "Run this cell in JupyterLab to have the controls: {}."


class Panel:
    """Controls above what they show; they are made when somebody can operate them.

    Args:
        about: what the controls are for.
        make: makes the controls, in the order of the keyboard; the last one shows `html`.
        html: what is shown, as it lies on the desk now.
    """

    def __init__(self, about: str, make: Callable[[], Sequence[ipywidgets.Widget]], html: Callable[[], Markup]) -> None:
        self._about, self._make, self._html = about, make, html

    @cached_property
    def controls(self) -> list[ipywidgets.Widget]:
        return list(self._make())

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

    def controls() -> list[ipywidgets.Widget]:
        corpus = _choice("Corpus", _studies(), bench.path)
        articles = ipywidgets.Text(description="Articles", placeholder="ids, with commas between them", **ON_ENTER)
        signal = _choice("Signal", list(pipeline.disputable()), bench.signal)
        status, out = _status(), ipywidgets.HTML()

        def refresh() -> None:
            articles.value = ", ".join(bench.desk.chosen)
            out.value = str(views.text(bench.desk, bench.signal))

        def read(change: Any) -> None:
            _put(bench, status, lambda: bench.read(change["new"]), f"Read: {change['new']}.")

        def choose(change: Any) -> None:
            if (ids := _parts(change["new"])) != bench.desk.chosen:
                _put(bench, status, lambda: desk.choose(bench.desk, ids))

        def pick(change: Any) -> None:
            _put(bench, status, lambda: bench.pick(change["new"]))

        corpus.observe(read, "value")
        articles.observe(choose, "value")
        signal.observe(pick, "value")
        bench.watch(refresh)
        refresh()
        return [corpus, articles, signal, status, out]

    return Panel("corpus, articles, signal", controls, lambda: views.text(bench.desk, bench.signal))


def search(bench: Bench, words: str) -> Panel:
    """Search words in all articles of the corpus."""

    def controls() -> list[ipywidgets.Widget]:
        asked = ipywidgets.Text(value=words, description="Words", **ON_ENTER)
        status, out = _status(), ipywidgets.HTML()

        def show(_: Any = None) -> None:
            try:
                out.value, status.value = str(views.found(bench.desk, asked.value)), _told("")
            except InputError as error:
                status.value = _told(str(error))

        asked.observe(show, "value")
        bench.watch(show)
        show()
        return [asked, status, out]

    return Panel("words to search", controls, lambda: views.found(bench.desk, words))


def words(bench: Bench, hedge: str, category: str) -> Panel:
    """Add a softening word or another name for an actor, and see which numbers change.

    Args:
        hedge, category: what is added at first.
    """
    bench.put(desk.add_hedge(bench.desk, hedge, category))

    def controls() -> list[ipywidgets.Widget]:
        word = ipywidgets.Text(description="Softening word", **ON_ENTER)
        kinds = _choice("Category", _categories(), category)
        add = ipywidgets.Button(description="Add the word")
        actor = _choice("Actor", [], "")
        name = ipywidgets.Text(description="Other name", **ON_ENTER)
        call = ipywidgets.Button(description="Add the name")
        back = ipywidgets.Button(description="Take all back")
        status, out = _status(), ipywidgets.HTML()

        def refresh() -> None:
            actor.options = [a.name for a in bench.desk.study.actors]
            actor.disabled = name.disabled = call.disabled = not bench.desk.study.actors
            out.value = str(views.changed(bench.desk))

        def add_word(_: Any) -> None:
            _put(bench, status, lambda: desk.add_hedge(bench.desk, word.value, kinds.value), f"Added: {word.value}.")

        def add_name(_: Any) -> None:
            _put(bench, status, lambda: desk.add_alias(bench.desk, actor.value, name.value), f"Added: {name.value}.")

        def take_back(_: Any) -> None:
            _put(bench, status, lambda: desk.without_additions(bench.desk), "Taken back.")

        add.on_click(add_word)
        call.on_click(add_name)
        back.on_click(take_back)
        bench.watch(refresh)
        refresh()
        return [word, kinds, add, actor, name, call, back, status, out]

    return Panel("a word or a name to add", controls, lambda: views.changed(bench.desk))


def dispute(bench: Bench) -> Panel:
    """Mark a hit of the chosen signal as wrong, and save that in the study's file of disputes."""

    def controls() -> list[ipywidgets.Widget]:
        hit = _choice("Hit", [], "")
        note = ipywidgets.Text(description="Why", **ON_ENTER)
        who = ipywidgets.Text(description="Who says so", **ON_ENTER)
        save = ipywidgets.Button(description="Mark as wrong and save", layout={"width": "auto"})
        status, out = _status(), ipywidgets.HTML()

        def refresh() -> None:
            hits = _hits(bench.desk, bench.signal)
            hit.options = list(hits)
            hit.value = hit.value if hit.value in hits else ""
            save.disabled = not hits
            out.value = str(views.disputed(bench.desk))

        def write(_: Any) -> None:
            hits = _hits(bench.desk, bench.signal)

            def mark() -> desk.Desk:
                said = hits[one_of(hit.value, list(hits), "hit")]
                return desk.dispute(bench.desk, said._replace(note=note.value, who=who.value))

            _put(bench, status, mark)

        save.on_click(write)
        bench.watch(refresh)
        refresh()
        return [hit, note, who, save, status, out]

    return Panel("a hit to dispute", controls, lambda: views.disputed(bench.desk))


def _categories() -> list[str]:
    return [name for name in lexicon.load("hedges").categories if name != hedges.UNCOUNTED]


def _hits(on: desk.Desk, signal: str) -> dict[str, disputes.Dispute]:
    """The hits that can be disputed: what the control calls each, and the dispute. Words added are not among them."""
    texts = dict(zip(on.plain["articles"]["article_id"], on.plain["articles"]["text"], strict=True))
    found = {}
    for h in disputes.hits_of(on.plain, signal).itertuples():
        text, category = texts[h.article_id], "" if pd.isna(h.category) else str(h.category)
        around = f"{text[max(0, h.start - 30) : h.start]}[{h.text[:60]}]{text[h.end : h.end + 30]}"
        said = disputes.Dispute(0, signal, h.article_id, h.start, h.end, h.text, category)
        found[f"{h.article_id}, {h.start}: {' '.join(around.split())} ({category})"] = said
    return found


def _choice(description: str, options: Sequence[str], value: str) -> ipywidgets.Combobox:
    return ipywidgets.Combobox(description=description, options=list(options), value=value, **ON_ENTER)


def _parts(ids: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in ids.split(",") if part.strip())


def _studies() -> list[str]:
    return [f"data/studies/{p.name}" for p in sorted((paths.ROOT / "data" / "studies").glob("*.yaml"))]


def _status() -> ipywidgets.HTML:
    return ipywidgets.HTML(value=_told(""))


def _told(line: str) -> str:
    return str(Markup('<p role="status" aria-live="polite">{}</p>').format(line))


def _put(bench: Bench, status: ipywidgets.HTML, lay: Callable[[], desk.Desk], done: str = "") -> None:
    """Lay another desk, as a control asks; what the user can mend is told in one line."""
    try:
        bench.put(lay())
        status.value = _told(bench.desk.told or done)
    except InputError as error:
        status.value = _told(str(error))
