"""From files to tables: articles, their lines and what each line is, and the sentences of the lines that count.

`read(study)` gives the tables `articles, lines, sentences, rejects`; `from_texts(ids, texts)` gives them for texts at
hand.
"""

from analysis.corpus.read import batches, from_texts, read

__all__ = ["batches", "from_texts", "read"]
