"""What framing is, and which of its functions the suite can touch: for the page's section on method."""

from analysis.report.render import Fragment
from analysis.report.tables import table

FUNCTIONS = (
    (
        "defining a problem",
        "positions of headlines, names for actors, figures, what others carry",
        "which problem an article makes of an event as a whole",
    ),
    (
        "naming a cause",
        "words of cause, deeds told with or without a doer",
        "causes that no such word tells",
    ),
    (
        "judging",
        "loaded names, scare quotes, tone (of low validity)",
        "whether an article approves or condemns",
    ),
    (
        "recommending a remedy",
        "demands and how firmly they are told, who makes them",
        "remedies that are only implied",
    ),
)
"""Each function of a frame (Entman 1993), what of the suite touches it, and what it cannot tell."""


def functions() -> Fragment:
    """A table of the four functions."""
    columns = [("Function of a frame", ""), ("Touched by", ""), ("Out of reach", "")]
    caption = "The four functions of a frame (Entman 1993), and what of the suite touches them"
    return table(caption, columns, FUNCTIONS, take=False)
