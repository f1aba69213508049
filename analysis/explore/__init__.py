"""For playing, in notebook `09_explore`: pick articles and a signal, search, add words, dispute a hit, see the numbers.

`desk` holds what is looked at, `concordance` finds words, `views` makes HTML of both; none of them knows of controls.
`panels` puts ipywidgets before them. Nothing is written but a study's file of disputes.
"""

from analysis.explore.bench import Bench
from analysis.explore.panels import dispute, look, search, words

__all__ = ["Bench", "dispute", "look", "search", "words"]
