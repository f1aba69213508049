"""What the rules find told indirectly in a text, for tests."""

import pandas as pd

from analysis import corpus
from analysis.signals import quotes


def statements(body: str) -> list[tuple[str, object, str]]:
    """Content, speaker and cue of each indirect statement."""
    read = corpus.from_texts(["a"], ["Port reopens\n\n" + body])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    found = found[found["kind"] == "indirect"]
    return [(r.text, None if pd.isna(r.speaker) else r.speaker, r.cue) for r in found.itertuples()]
