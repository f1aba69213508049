"""Codings: judgements by coders, read from a study's folder, each checked against the text that it was made on.

`read(folder, given, articles, …)` gives the tables `codings`, `coders`, `asked`, `sampled` and `rejects`.
"""

from analysis.codings.read import known, read

__all__ = ["known", "read"]
