"""Rules that find no side: the claim is asked, is the topic of something, or is kept at a distance."""

from analysis.signals.stance.case import NEAR, Case, Decision, asks, is_apart, spans, tells
from analysis.signals.stance.sentence import words_of
from analysis.signals.stance.subject import comma_after, comma_before

DISTANCE = ("rumour", "modal", "matter", "demand", "open", "would_be")
AHEAD = ("would_be", "matter", "demand")
"""Categories that bear on what follows them only."""
DOUBTING = "question of falsity"
"""The rule of a question whether the claim is false: `Is the video a hoax?`"""


def question(case: Case) -> Decision | None:
    """A question about the claim: observing, unless it takes the claim for granted (`Why did …?`)."""
    s = case.sentence
    for stretch in s.stretches:
        inside = [i for i in case.touched if stretch.first <= i < stretch.after]
        if not inside and stretch.after - stretch.first <= NEAR:  # `…: real or hoax?`
            inside = [c.first for c in s.of("truth", "falsity", "fabrication") if c.first in range(*stretch[:2])]
        if inside and asks(s, inside[0]):
            false = [c for c in s.of("falsity", "fabrication") if stretch.first <= c.first < stretch.after]
            rule = DOUBTING if false and not s.of("truth") else "question"
            mark = s.plain.find("?", s.words[stretch.after - 1].end)
            return Decision("observing", rule, (*spans(case, inside), (mark, mark + 1)))
    return None


def supposed(case: Case) -> Decision | None:
    """`If the port is not closing, …`: what a sentence only supposes at its beginning, it does not say, nor deny."""
    s = case.sentence
    if not s.words or s.words[0].form not in words_of("supposing") or "matter" in case.claim.has:
        return None
    if s.forms(1, 2) == ["only"]:
        return None  # `If only the port had closed`: it has not
    end = comma_after(s, 0, len(s.words))
    inside = [i for i in case.touched if i < end]
    if end == len(s.words) or inside != list(case.touched):
        return None  # If Pike wins port will not close: no comma tells what is supposed
    return Decision("observing", "matter", spans(case, (0, *inside)))


def topic(case: Case) -> Decision | None:
    """`Confusion over a letter on withdrawal`: the claim is what something is about, and is not said."""
    s = case.sentence
    for i in range(1, len(s.words)):
        if s.words[i].form in words_of("topic") and s.words[i - 1].form in words_of("carrier"):
            _, after = s.clause(i)
            inside = [k for k in case.touched if i < k < min(after, i + 1 + NEAR)]
            if inside and len(inside) == len(case.touched):
                return Decision("observing", "topic", spans(case, (i - 1, i, *inside)))
    return None


def distance(case: Case) -> Decision | None:
    """The claim is hedged, rumoured, asked about, looked into or demanded, unless the claim itself says so."""
    s = case.sentence
    if set(DISTANCE) & case.claim.has:
        return None
    for cue in s.of(*DISTANCE):
        if cue.first in case.touched or s.words[cue.first].stem in case.claim.stems:
            continue
        first, after = s.clause(cue.first)
        comma = comma_before(s, first, cue.first + 1)
        if cue.category in AHEAD:
            first = cue.after
        elif comma is not None and cue.category != "open" and after - comma > NEAR:
            first = comma
        if cue.category == "would_be":
            after = min(after, cue.after + NEAR)
        inside = [i for i in case.touched if first <= i < after]
        if cue.category == "modal" and cue.after < after and not any(i >= cue.after for i in inside):
            relative = set(s.forms(cue.first - 1, cue.first)) & (words_of("relative") | {"that"})
            if relative or tells(case, inside):
                continue  # `bear that may be hungry`, `bear that escaped could be hungry`
        if inside or (is_apart(s, cue) and cue.category not in AHEAD):
            return Decision("observing", cue.category, spans(case, inside or case.touched, cue))
    return None
