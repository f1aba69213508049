"""Word lists: a lexicon whose entries are a signal by themselves, as they stand, without rules of their own.

Which lexicons these are, `analysis.pipeline.WORD_LISTS` says. Hedges are none of them: they have a room of their own.
"""

from pathlib import Path

import pandas as pd

from analysis import matcher, schema
from analysis.lexicon import Lexicon, load


def find(sentences: pd.DataFrame, lexicon: Lexicon | Path | str) -> pd.DataFrame:
    """Find the entries of a lexicon in each sentence.

    Args:
        sentences: table `sentences`.
        lexicon: a lexicon of the project by its name, a file, or one that is made already.

    Returns: table `cues`, one row an expression, in the order of the text. `signal` is the lexicon's name, `meter` that
        of the entry's category, or the category where it has none. `voice` and `quote_id` are missing until
        `spans.assign_voice` says who answers for the words; the words that an expression qualifies are not looked for.

    Raises:
        InputError: the lexicon's file is not there, or an entry of it is wrong.

    Note: A word list has no sense of what a text is about: it takes a word in another sense for its own, and misses
        what is said in other words. How often, only a sample that people have read can tell.

    >>> from analysis.lexicon import Entry
    >>> pressing = Lexicon("urgency", "", "", {"time": {}}, (Entry("immediately", "time"), Entry("at once", "time")))
    >>> text = "They left at once."
    >>> cues = find(schema.from_rows("sentences", [
    ...     {"article_id": "a", "sentence_id": 0, "start": 0, "end": len(text), "text": text,
    ...      "part": "body", "paragraph": 1, "n_words": 4}]), pressing)
    >>> cues[["signal", "category", "text"]].values.tolist()
    [['urgency', 'time', 'at once']]
    """
    if not isinstance(lexicon, Lexicon):
        lexicon = load(lexicon.stem, lexicon) if isinstance(lexicon, Path) else load(lexicon)
    names = ("article_id", "sentence_id", "start", "end", "text", "signal", "category", "entry", "meter")
    columns: dict[str, list] = {name: [] for name in names}
    add = [columns[name].append for name in names]
    texts = schema.texts(sentences)
    hits = matcher.find_all(matcher.make_all_plain(texts), lexicon)
    keys = (sentences[key].tolist() for key in ("article_id", "sentence_id", "start"))
    for article_id, sentence_id, offset, text, found in zip(*keys, texts, hits, strict=True):
        for start, end, entry in found:
            meter = lexicon.categories[entry.category].get("meter", entry.category)
            place = (article_id, sentence_id, offset + start, offset + end, text[start:end])
            for append, value in zip(add, (*place, lexicon.name, entry.category, entry.match, meter), strict=True):
                append(value)
    return schema.build("cues", columns)
