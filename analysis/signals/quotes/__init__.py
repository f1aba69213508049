"""Quotations and indirect statements: what was said, by whom, with which verb, to whom.

A quotation has a source, a cue and a content (the scheme of PolNeAR: Newell, Margolin & Ruths, LREC 2018). The content
is the span; source and cue are columns. One module does one thing:

marks        pairs the marks of a paragraph
tokens       words and masked quotations;  `tags` their classes, and in `context`;  `verbs` the reporting verbs
phrases      noun phrases, verb groups, sentences;  `leftward` single steps between them;  `subjects` whose verb it is;
             `clauses` which verbs govern a word
rules        who speaks, in the order in which it is asked;  `governing` by the verbs before the words, `verbless` by
             other phrases;  `attribution` what they give;  `carried` words that go on from the ones before
indirect     what is reported without marks: by verbs and `nouns` of telling, by sources that `framed` a whole sentence;
             `contents` says where such words begin and end
kinds        speech, title of a work, scare quotes; sentence or fragment
mentions     how the text names a source;  `names` how news write people;  `people` those of the article;  `cast` whom a
             mention means;  `antecedents` what *it* and *they* can stand for
sources      what kind of source it is;  `addressees` to whom it speaks
table        all of it, as the table `quotes`

Limits: no model reads the text, so a subject is found by the order of phrases, not by a parse; a quotation within a
quotation belongs to the outer one; irony is not told from speech where a source stands near it.
"""

from analysis.signals.quotes.table import find

__all__ = ["find"]
