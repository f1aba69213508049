"""Stance: which side a headline or sentence takes toward a claim, who answers for it, and the words that decide.

The claim's words are looked for by their stems, or by terms of the claim's own; then ordered rules ask for an answer,
a denial, a falsity, a negation, a question, a hedge, an attribution. What only knowledge of the world could tell is
not told: without a sign against the claim, a sentence that has its words counts as asserting it. Of an event that a
sentence only names (*branded the strike needless*) it says nothing; one that is called off, it is against.
"""

from analysis.signals.stance.reading import Reading, emergent, read
from analysis.signals.stance.table import find

__all__ = ["Reading", "emergent", "find", "read"]
