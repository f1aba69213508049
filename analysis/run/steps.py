"""Steps: what a run does, one after the other, each with a task for every part."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import pyarrow as pa

from analysis import disputes, pipeline, scale, schema
from analysis.corpus import fetched, files, gather, kept, learned
from analysis.corpus.source import Note, Source
from analysis.disputes import Dispute
from analysis.errors import InputError
from analysis.run import disputed, estimates, gathered, parts, publish, spread, stories, tasks
from analysis.run import plan as plans
from analysis.run.parts import Entry
from analysis.run.plan import COMPLETE, WORK, Plan
from analysis.scale import Crew
from analysis.signals import naming
from analysis.study import Study

SIZE = 2000
"""Articles and notes of a part: some 10 MB of text, and a few hundred MB while its signals are found."""
CENSUS = 20_000
"""Articles that the names of a corpus are counted in; of more, so many are taken by chance (by a hash of their ids)."""
BLOCK = 5
"""Parts whose words are held at a time while shared text is looked for."""
BUCKET = 2_000_000
"""Words whose shingles are met at a time."""
WEIGHED = 100_000
"""Articles that intervals are estimated from; of more, the articles of so many texts taken by chance."""
PATHS = 2000
"""Articles of the largest corpus whose contrasts are worked out again in other ways, and told as findings."""
OF_CODINGS = "of coders' judgements, which only the report reads"
NO_DISPUTES = "the study disputes no hit"
"""Why tables that rest on what people say are not made."""
SAID = {
    "label": "1/4 reading", "shared_lines": "2/4 shared lines", "articles": "2/4 sentences", "signals": "3/4 signals",
    "group": "4/4 stories", "deal": "4/4 stories", "stories": "4/4 comparing",
    "share": "4/4 shared text", "words": "4/4 shared text, words", "meet": "4/4 shared text, shingles",
    "chain": "4/4 shared text, chains", "weigh words": "4/4 shared text, weights",
    "stretch": "4/4 shared text, stretches", "gather stretches": "4/4 shared text, passages",
    "tell": "4/4 shared text, tables", "choose": "4/4 estimates", "weigh": "4/4 estimates",
    "weigh together": "4/4 estimates", "tone": "4/4 tone", "publish": "writing",
}  # fmt: skip
"""Steps as the progress bar calls them."""
MAKING = (
    "shared_lines", "articles", "disputes", "signals", "share", "tell", "stories", "weigh", "weigh together", "tone",
    "count",
)  # fmt: skip
"""Steps that make tables, each after those whose tables it makes anew."""


class Run:
    """A run in progress: its plan, its articles, who does the tasks, and what is known so far."""

    def __init__(self, plan: Plan, the_study: Study, crew: Crew, bar: Callable[..., Any]) -> None:
        self.plan, self.the_study, self.crew, self.bar = plan, the_study, crew, bar
        self.parts: list[str] = []
        self.n_articles = 0
        self.not_made: dict[str, str] = {}
        self.disputes = disputes.read(the_study.disputes, pipeline.disputable()) if the_study.disputes else ([], [])

    def step(self, name: str, function: Callable[..., Entry], todo: Iterable[Any], *known: Any) -> dict[str, Entry]:
        """Do a task for each part that is not complete; the entries of all parts, in their order."""
        done = parts.entries(self.plan, name)
        with self.bar(name, self.n_articles or None) as bar:
            bar(sum(entry.get("n_articles", 0) for entry in done.values()))
            open_tasks = (task for task in todo if (task if isinstance(task, str) else task[0]) not in done)
            for entry in self.crew.each(function, open_tasks, self.plan, *known):
                done[entry["part"]] = entry
                bar(entry.get("n_articles", 0))
        return dict(sorted(done.items()))

    @property
    def _alone(self) -> tuple[str, tuple[str, ...]]:
        """The only task of a step that looks at all parts."""
        return parts.number(0), tuple(self.parts)

    # Reading

    def read(self) -> None:
        """Gather the articles, label their lines, and make the tables of what was read."""
        labelled = self.step("label", tasks.label, self._gathered())
        self.parts = list(labelled)
        self.crew.many = len(self.parts) >= scale.MANY
        self.n_articles = sum(entry["n_articles"] for entry in labelled.values())
        if not self.n_articles:
            notes = [Note(*entry["note"]) for entry in labelled.values() if entry["note"]]
            plans.clear(self.plan.folder)
            raise InputError(f"{self.the_study.given}: {_nothing(notes)}")
        self.step("shared_lines", tasks.shared_lines, [self._alone])
        taught = learned.furniture(parts.read(self.plan, "shared_lines", parts.number(0)))
        census = min(1.0, CENSUS / self.n_articles)
        self.step("articles", tasks.articles, self.parts, taught, census)

    def _gathered(self) -> Iterator[str]:
        """Write the articles part by part; the names of the parts.

        Raises:
            InputError: the corpus is not the one that the run began with.
        """
        before = parts.entries(self.plan, "gather")
        state = corpus_state(self.the_study)
        if (whole := before.get("all")) and whole["state"] == state:
            yield from (parts.number(n) for n in range(whole["n_parts"]))
            return
        items, n = gather.sources(self.the_study), 0
        while batch := list(islice(items, self.plan.size)):
            part = parts.number(n)
            lines = [kept.dump(self._known_as(item)) for item in batch]
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            if part not in before:
                parts.keep(self.plan, "sources", part, pa.table({"item": lines}))
                parts.complete(self.plan, "gather", part, sha256=digest)
            elif before[part]["sha256"] != digest:
                raise _changed(self.plan, self.the_study)
            n += 1
            yield part
        if any(part > parts.number(n - 1) for part in before if part != "all"):
            raise _changed(self.plan, self.the_study)
        parts.complete(self.plan, "gather", "all", n_parts=n, state=state)

    def _known_as(self, item: Source | Note) -> Source | Note:
        """An article that is shared without its text has no id made of its file's name, which may be its headline."""
        if isinstance(item, Source) and not self.plan.text and item.row is None and not item.states_id:
            item.article_id = hashlib.sha256(item.article_id.encode("utf-8", "replace")).hexdigest()[:16]
        return item

    # Signals

    def signals(self) -> None:
        """Find every signal, one article at a time."""
        self.step("signals", tasks.signals, self.parts, self._cast(), *self._disputes())
        if not self.plan.tone:
            self.not_made |= dict.fromkeys(("tone", "tone_agreement"), "left out: --no-tone")

    def _cast(self) -> tuple[naming.Referent, ...]:
        """Whose names are looked for."""
        [cast] = self.crew.each(tasks.cast, [tuple(self.parts)], self.plan)
        return tuple(cast)

    def _disputes(self) -> tuple[list[Dispute], str]:
        """The study's disputes by the articles' ids, and the name of their file; what is about no article is told."""
        if self.the_study.disputes is None:
            return [], ""
        name, part = self.the_study.disputes.name, parts.number(0)
        said, notes = self.disputes
        here, nowhere = disputed.known(said, self.plan, self.parts)
        if part not in parts.entries(self.plan, "disputes"):
            notes = [*notes, *disputed.unmet(nowhere, name)]
            files = disputed.rejected(self.plan, f"disputes-{part}", notes)
            parts.complete(self.plan, "disputes", part, files=files, reject=len(notes))
        return here, name

    # Comparison

    def compare(self) -> None:
        """Find what all articles share, then what those of a story show beside each other."""
        if self.plan.reuse:
            self._share()
        else:
            without = ("passages", "copies", "edits", "estimates", "paths", "tone_agreement")
            self.not_made |= dict.fromkeys(without, "left out: --no-reuse, as they rest on which texts are copies")
        [grouped] = self.step("group", stories.group, [self._alone]).values()
        if too_large := str(grouped["too_large"]):
            self.not_made |= dict.fromkeys(("variants", "omissions", "findings"), too_large)
        self.step("deal", stories.deal, self.parts)
        self.step("stories", stories.compare, stories.groups(self.plan, self.parts, grouped))
        if self.plan.reuse:
            self._weigh()

    def _share(self) -> None:
        """Find what all articles share: at once in one part, else block by block."""
        if len(self.parts) == 1:
            self.step("share", gathered.at_once, self.parts)
            return
        cut = [tuple(self.parts[at : at + BLOCK]) for at in range(0, len(self.parts), BLOCK)]
        named = {parts.number(n): spread.Block(n, of) for n, of in enumerate(cut)}
        sizes = [entry["n_words"] for entry in parts.entries(self.plan, "articles").values()]
        n_buckets = 1 + sum(sizes) // BUCKET
        found = self.step("words", spread.words, named.items(), n_buckets)
        article = place = n_words = 0
        for name, entry in found.items():
            named[name] = named[name]._replace(article=article, place=place)
            article, place = article + entry["n_articles"], place + entry["n_places"]
            n_words += entry["n_words"]
        blocks, buckets = list(named.values()), [parts.number(n) for n in range(n_buckets)]
        self.step("meet", spread.meet, [(name, n) for n, name in enumerate(buckets)], blocks)
        self.step("chain", spread.chain, named.items(), buckets)
        spread.count_words(self.plan, blocks, place)
        self.step("weigh words", spread.weigh, named.items(), blocks, buckets, n_words)
        n_stretches = 0
        for n, entry in enumerate(
            self.step("stretch", spread.stretch, named.items(), blocks, buckets, n_words).values()
        ):
            blocks[n] = blocks[n]._replace(stretch=n_stretches)
            n_stretches += entry["n_stretches"]
        self.step("gather stretches", gathered.gather, [self._alone], blocks, n_stretches)
        self.step("tell", gathered.tell, self.parts)

    def _weigh(self) -> None:
        """Estimate what one may defend, from all articles; then `measures` obey the study's setting `copies`."""
        share = min(1.0, WEIGHED / self.n_articles)
        few = self.n_articles <= PATHS
        measures = [] if few else [(m.signal, m.name) for m in pipeline.rules(self.the_study)]
        self.step("choose", estimates.choose, self.parts, measures, share)
        estimates.gather(self.plan, self.parts)
        if few:
            self.step("weigh", estimates.whole, [self._alone], self.the_study.disputes is not None)
        else:
            named = {parts.number(n): n for n in range(len(measures))}
            self.step("weigh", estimates.measure, named.items(), self.parts)
            self.step("weigh together", estimates.together, [(parts.number(0), tuple(named))])
            self.not_made["paths"] = f"of more than {PATHS:,} articles; their estimates are made"
        if share < 1:
            self.not_made["estimates"] = f"of all articles; made of about {WEIGHED:,}, whole texts taken by chance"
        if self.plan.tone:
            self.step("tone", estimates.tone_agreement, [self._alone])
        if self.the_study.settings.get("copies") == "one_per_text":
            self.step("count", tasks.count, self.parts)

    # The end

    def publish(self) -> dict[str, Any]:
        """Publish the tables, say in `run.json` what is there, and remove what was only needed on the way."""
        of: dict[str, dict[str, Entry]] = {name: {} for name in schema.TABLES}
        counts: Counter[str] = Counter()
        for name in MAKING:
            for entry in parts.entries(self.plan, name).values():
                counts.update({key: entry.get(key, 0) for key in ("reject", "doubt", "struck")})
                for file in entry.get("files", ()):
                    table = file["file"].removeprefix(self.plan.tables).partition("/")[0]
                    of[table].pop(file["file"], None)  # made anew
                    of[table][file["file"]] = file
        made = {name: list(own.values()) for name, own in of.items()}
        if self.plan.is_published_last:
            todo = [(name, tuple(f["file"] for f in own)) for name, own in made.items() if own]
            for name, entry in self.step("publish", publish.table, todo).items():
                made[name] = entry["files"]
        for name in schema.TABLES:
            if not made[name]:
                self.not_made.setdefault(name, NO_DISPUTES if name in disputed.TABLES else OF_CODINGS)
        whole = parts.entries(self.plan, "gather")
        state = {
            **(plans.state_of(self.plan.folder) or {}),
            "state": COMPLETE,
            "articles": self.n_articles,
            "left_out": counts["reject"],
            "doubts": counts["doubt"],
            "disputes": {"said": len(self.disputes[0]), "hits": counts["struck"]},
            "corpus": whole.pop("all")["state"],
            "corpus_sha256": hashlib.sha256("".join(e["sha256"] for e in whole.values()).encode()).hexdigest(),
            "tables": {name: {"rows": sum(f["rows"] for f in own), "files": own} for name, own in made.items() if own},
            "not_made": self.not_made,
        }
        plans.save(self.plan.folder, state)
        plans.clear(self.plan.folder, [WORK])
        return state


def _nothing(notes: Sequence[Note]) -> str:
    if not notes:
        return "no article could be read: there is none in it"
    where = notes[0].file + (f", row {notes[0].row}" if notes[0].row else "")
    return f"no article could be read: {where} {notes[0].reason}; {notes[0].remedy}"


def _changed(plan: Plan, the_study: Study) -> InputError:
    return InputError(
        f"{the_study.given}: has changed since the run in {plan.folder.address} began; name another folder, or give "
        "--fresh to throw that run away"
    )


def corpus_state(the_study: Study) -> str:
    """A fingerprint of the names, sizes and times of a corpus' files: another one if any of them was changed."""
    found: list[Any]
    if the_study.address is not None:
        found = fetched.states(the_study.address)
    else:
        of = [article.path for article in the_study.articles]
        if the_study.corpus is not None:
            is_file = the_study.corpus.is_file()
            of = [the_study.corpus] if is_file else [p for p in files.walk(the_study.corpus) if not isinstance(p, Note)]
        found = []
        for path in of:
            about = path.stat() if path.exists() else None
            found.append((str(path), about and about.st_size, about and about.st_mtime_ns))
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


@contextmanager
def progress(name: str, total: int | None = None) -> Iterator[Callable[[int], Any]]:
    """A bar on stderr, if it takes long: articles a second, time left."""
    from tqdm import tqdm

    with tqdm(
        total=total, desc=SAID.get(name, name), unit=" articles", delay=2, file=sys.stderr, leave=False, disable=None
    ) as bar:
        yield bar.update
