"""The methods paragraphs: what a paper must say of a run, written by the run itself, in short and in full.

What it must say is on the list of Krippendorff (2018, chapter 14) and of the journals' checklists: what was estimated,
from which articles, by which instruments in which version, how well they work and how that is known, how chance was
dealt with, and what was left out.
"""

from analysis.evidence.methods.corpus import NO_JUDGEMENT
from analysis.evidence.methods.full import paragraph
from analysis.evidence.methods.short import MOST_WORDS, short

__all__ = ["MOST_WORDS", "NO_JUDGEMENT", "paragraph", "short"]
