"""The table `mentions`: every expression for each actor of a cast."""

from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from analysis import schema
from analysis.matcher import find_all, make_all_plain
from analysis.signals.naming import forms
from analysis.signals.naming.article import Article
from analysis.signals.naming.cast import Referent, compiled

_COLUMNS = [c for c in schema.TABLES["mentions"].names if c not in ("voice", "quote_id")]


def find(sentences: pd.DataFrame, cast: Sequence[Referent]) -> pd.DataFrame:
    """Every expression for each actor of the cast in the analysed lines: names, roles, labels, terms; no pronouns.

    Args:
        sentences: table `sentences`.
        cast: whom to look for: `cast.of_study` or `census.learn` make one.

    Returns: table `mentions`, in the order of the text. `voice` and `quote_id` are missing until `spans.assign_voice`.

    Note: a description is found by the study's terms, beside a full name (`Bo Lind, head of the board`), where such a
    description comes again in the same words, or as an office that one person alone bears in the article (`the
    president`). Who else is meant by a description is not known. Expressions of two actors may overlap: `Lind's
    letter` names the letter, and `Lind` its author.

    >>> from analysis.study import Actor
    >>> text = "Gen. Bo Lind, head of the harbour board, met foreign guards."
    >>> found = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 11}]), (
    ...     Referent(Actor("lind", "Bo Lind", kind="person")),
    ...     Referent(Actor("guards", "the guards", kind="collective", terms=("guards",)))))
    >>> list(zip(found["text"], found["form"]))
    [('Gen. Bo Lind', 'full name'), ('head of the harbour board', 'role'), ('foreign guards', 'term')]
    """
    ready = compiled(tuple(cast))
    texts = schema.texts(sentences)
    plain = make_all_plain(texts)
    article = Article(plain, find_all(plain, ready.lexicon), ready, cast)
    ids, sentence_ids = sentences["article_id"].tolist(), sentences["sentence_id"].tolist()
    starts, parts = sentences["start"].tolist(), sentences["part"].tolist()
    rows = []
    for article_id, own in groupby(range(len(texts)), key=ids.__getitem__):
        met: set[int] = set()
        for e in article.expressions(list(own)):
            s, actor = e.sentence, cast[e.number].actor
            if e.named:
                form = forms.of_name(plain[s][e.name_start : e.end], plain[s][e.start : e.name_start].strip(), actor)
            else:
                form = forms.of_description(plain[s][e.start : e.end], actor)
            first = parts[s] == "body" and e.number not in met
            if first:
                met.add(e.number)
            rows.append(
                (
                    article_id, sentence_ids[s], starts[s] + e.start, starts[s] + e.end, texts[s][e.start : e.end],
                    actor.id, actor.name, form.form, form.title or pd.NA, form.wording, parts[s], first,
                    e.kind == "name",
                )
            )  # fmt: skip
    return schema.build("mentions", dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True)) if rows else {})


def firsts(mentions: pd.DataFrame) -> pd.Series:
    """Of each mention: is it its article's first expression for the actor in the body? As column `first` says it.

    >>> pair = {"article_id": ["a", "a", "a"], "actor": ["lind"] * 3, "part": ["headline", "body", "body"]}
    >>> firsts(pd.DataFrame(pair)).tolist()
    [False, True, False]
    """
    body = mentions["part"] == "body"
    first = pd.Series(False, index=mentions.index)
    first[body] = ~mentions[body].duplicated(["article_id", "actor"])
    return first
