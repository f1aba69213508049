"""From files to tables: articles, their lines and what each line is, and the sentences of the lines that count.

`read(study)` gives the tables `articles, lines, sentences, rejects` and what the articles of each outlet share;
`batches(study)` gives them piece by piece, `from_texts(ids, texts)` for texts at hand, and `inspect(study)` counts and
names what would be left out.
"""

from analysis.corpus.inspect import Inspection, inspect
from analysis.corpus.read import batches, from_texts, read, shared_lines

__all__ = ["Inspection", "batches", "from_texts", "inspect", "read", "shared_lines"]
