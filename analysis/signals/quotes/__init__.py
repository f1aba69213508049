"""Quotations and indirect statements: what was said, by whom, with which verb, to whom.

A quotation has a source, a cue and a content (the scheme of PolNeAR: Newell, Margolin & Ruths, LREC 2018). The content
is the span; source and cue are columns. One module does one thing: `marks` pairs the marks, `tags` and `clauses` read
the sentence around them, `attribution` asks the rules for the speaker, `indirect` finds what stands without marks,
`people` and `sources` say who and what kind of source the speaker is, `kinds` tells speech from titles and scare quotes.

Limits: no model reads the text, so a subject is found by the order of phrases, not by a parse; a quotation within a
quotation belongs to the outer one; irony is not told from speech where a source stands near it.
"""

from analysis.signals.quotes.table import find

__all__ = ["find"]
