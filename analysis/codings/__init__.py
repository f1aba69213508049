"""Codings: judgements by coders, read from a study's folder, each checked against the text that it was made on.

`read(folder, given, articles, …)` gives the tables `codings`, `coders`, `asked`, `sampled` and `rejects`.
"""

from analysis.codings.read import read

__all__ = ["read"]
