"""How news outlets tell the same story differently: framing signals as spans of articles.

Articles become lines and sentences (`analysis.corpus`), signals are spans of them (`analysis.signals`), comparison
sets the spans of several outlets side by side (`analysis.comparison`), and `analysis.report` draws them.
This module stays empty of imports: papermill imports the package at every call.
"""

__version__ = "0.1.0"
