"""Words that tables use: labels of lines, voices, stances, kinds of differences."""

PARTS = ("headline", "alt_headline", "deck", "subheading", "body", "caption")
"""Labels of lines that are analysed. Rates use `body` unless they say otherwise."""
HEADS = {"headline": "headline", "alt_headline": "second headline", "deck": "line under the headline"}
"""The parts that stand over an article, and what the page calls them."""
FURNITURE = ("byline", "dateline", "credit", "update_note", "boilerplate", "related")
"""Labels of lines that are shown greyed and never analysed."""
BLANK = "blank"
VOICES = ("narrator", "reported", "quoted")
STANCES = ("for", "against", "observing", "unrelated")
LEDGER_KINDS = (
    "attribution lost", "hedge lost", "quotation marks lost",
    "question not answered", "deck contradicts headline", "headline against lead",
)  # fmt: skip
