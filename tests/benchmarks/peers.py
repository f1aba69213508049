"""What others would do with the same articles: the notebooks that `tests/benchmarks/throughput.py` is measured against.

Each takes texts and gives tables (a row a sentence, a hit, a quotation, an article), as this suite does, with much less
in them: no lines of the site, no speakers, stances, names, deeds, figures or voices. `words` are the entries of this suite's
lexicons that can be written as plain words.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pandas as pd

from analysis import codebook, lexicon
from analysis.matcher import _trie as trie

Tables = dict[str, pd.DataFrame]
LEXICONS = ("hedges", "causes")
SAYING = "said|says|told|added|asked|wrote|warned|noted|argued|insisted|explained|according to"


@cache
def words() -> tuple[str, ...]:
    """The expressions that all are asked to find, in small letters; a `*` at a word's end falls away."""
    entries = [e for name in LEXICONS for e in lexicon.load(name).entries] + list(codebook.load().terms.entries)
    return tuple(sorted({e.match.replace("*", "").lower() for e in entries if not e.regex}))


def textblob(texts: Sequence[str]) -> Tables:
    """TextBlob's polarity and subjectivity, nothing else."""
    from textblob import TextBlob

    return {
        "tone": pd.DataFrame([tuple(TextBlob(text).sentiment) for text in texts], columns=["polarity", "subjectivity"])
    }


def notebook(texts: Sequence[str]) -> Tables:
    """A careful notebook of TextBlob and NLTK: sentences, words, one expression for all entries, quotations, tone."""
    from nltk.tokenize import NLTKWordTokenizer
    from nltk.tokenize.punkt import PunktSentenceTokenizer
    from textblob import TextBlob

    splitter, tokenizer = PunktSentenceTokenizer(), NLTKWordTokenizer()
    listed = re.compile(rf"\b(?:{trie(words())})\b")
    quoted = re.compile(rf"[“\"]([^”\"]+)[”\"](?:[^.“\"]{{0,60}}?\b({SAYING})\b)?")
    sentences, hits, quotes, tone = [], [], [], []
    for number, text in enumerate(texts):
        for start, end in splitter.span_tokenize(text):
            sentences.append((number, start, end, text[start:end], len(tokenizer.tokenize(text[start:end]))))
        hits += [(number, *m.span(), m[0]) for m in listed.finditer(text.lower())]
        quotes += [(number, *m.span(1), m[1], m[2]) for m in quoted.finditer(text)]
        tone.append((number, *TextBlob(text).sentiment))
    return {
        "sentences": pd.DataFrame(sentences, columns=["article", "start", "end", "text", "n_words"]),
        "hits": pd.DataFrame(hits, columns=["article", "start", "end", "text"]),
        "quotes": pd.DataFrame(quotes, columns=["article", "start", "end", "text", "verb"]),
        "tone": pd.DataFrame(tone, columns=["article", "polarity", "subjectivity"]),
    }


def spacy_blank(texts: Sequence[str]) -> Tables:
    """spaCy without a model: tokens, sentencizer, PhraseMatcher with the same entries, quotations by Matcher."""
    nlp, phrases, patterns = _spacy()
    sentences, hits, quotes = [], [], []
    for number, doc in enumerate(nlp.pipe(texts)):
        sentences += [(number, s.start_char, s.end_char, s.text, len(s)) for s in doc.sents]
        hits += [(number, s.start_char, s.end_char, s.text) for s in phrases(doc, as_spans=True)]
        quotes += [(number, s.start_char, s.end_char, s.text) for s in patterns(doc, as_spans=True)]
    return {
        "sentences": pd.DataFrame(sentences, columns=["article", "start", "end", "text", "n_words"]),
        "hits": pd.DataFrame(hits, columns=["article", "start", "end", "text"]),
        "quotes": pd.DataFrame(quotes, columns=["article", "start", "end", "text"]),
    }


@cache
def _spacy() -> tuple[Any, Any, Any]:
    import spacy
    from spacy.matcher import Matcher, PhraseMatcher

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
    phrases.add("entry", [nlp.make_doc(word) for word in words()])
    patterns = Matcher(nlp.vocab)
    inside = {"TEXT": {"NOT_IN": ["“", "”", '"']}, "OP": "+"}
    patterns.add("quote", [[{"TEXT": {"IN": ["“", '"']}}, inside, {"TEXT": {"IN": ["”", '"']}}]], greedy="LONGEST")
    return nlp, phrases, patterns


def str_count(texts: Sequence[str]) -> Tables:
    """pandas' `str.count`, once for each entry: how often each article has each."""
    lower = pd.Series(texts).str.lower()
    return {"hits": pd.DataFrame({word: lower.str.count(rf"\b{re.escape(word)}\b") for word in words()})}


PEERS: dict[str, tuple[str, Callable[[Sequence[str]], Tables]]] = {
    "textblob": ("TextBlob's sentiment alone", textblob),
    "notebook": ("TextBlob + NLTK notebook", notebook),
    "spacy": ("spaCy blank, the same lexicons", spacy_blank),
    "str.count": ("pandas `str.count`", str_count),
}
"""By their short names: what they are, and what they do."""
