"""Words that tables use: labels of lines, voices, stances, kinds of differences."""

PARTS = ("headline", "alt_headline", "deck", "subheading", "body", "caption")
"""Labels of lines that are analysed. Rates use `body` unless they say otherwise."""
HEADS = {"headline": "headline", "alt_headline": "second headline", "deck": "line under the headline"}
"""The parts that stand over an article, and what the page calls them."""
FURNITURE = ("byline", "dateline", "credit", "update_note", "boilerplate", "related")
"""Labels of lines that are shown greyed and never analysed."""
LINES = {
    **HEADS,
    "deck": "line under the headline (deck)",
    "subheading": "heading inside the text",
    "caption": "caption",
    "byline": "author line",
    "dateline": "place and date",
    "credit": "credit of a picture",
    "update_note": "note of the editors",
    "boilerplate": "line of the site",
    "related": "link to another story",
}
"""What the page calls the lines of an article that are not its text, the field's term beside the plain words."""
BLANK = "blank"
VOICES = ("narrator", "reported", "quoted")
STANCES = ("for", "against", "observing", "unrelated")
LEDGER_KINDS = (
    "attribution lost", "hedge lost", "quotation marks lost",
    "question not answered", "deck contradicts headline", "headline against lead",
)  # fmt: skip
