"""Disputes: hits that a reader calls wrong. The next run counts them nowhere, shows them, and says what that changed.

A study names its file (`disputes: ours.csv`), one row a disputed hit. `file` reads and writes it, `strike` takes the
hits out of the tables, `changes` says which figures differ because of it.
"""

from analysis.codings.rows import Note
from analysis.disputes.changes import changes
from analysis.disputes.file import COLUMNS, Dispute, append, read
from analysis.disputes.signals import SIGNALS, Signal, about
from analysis.disputes.strike import hits_of, match, without

__all__ = [
    "COLUMNS", "SIGNALS", "Dispute", "Note", "Signal", "about", "append", "changes", "hits_of", "match", "read",
    "without",
]  # fmt: skip
