"""Text reuse: what articles share, which of them are one text, how its editions differ, and in what order they tell.

`Shared` reads the articles once; from it come the tables `passages`, `copies` and `edits`.
"""

from analysis.comparison.reuse.passages import Shared

__all__ = ["Shared"]
