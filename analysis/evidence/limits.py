"""What cannot be said: sentences that follow from the tables, for the box on the page."""

import pandas as pd


def cannot_say(articles: pd.DataFrame) -> list[str]:
    """What a corpus does not allow to say, each in one sentence that is true of it.

    >>> from analysis import schema
    >>> one = schema.build("articles", {"article_id": ["a"], "outlet_key": ["article a"], "n_words": [9]})
    >>> cannot_say(one)[0]
    'There is one article: there is nothing to compare it with.'
    """
    n = len(articles)
    sentences = []
    sizes = articles.groupby("outlet_key", dropna=False).size()
    if n == 1:
        sentences.append("There is one article: there is nothing to compare it with.")
    elif (sizes == 1).all():
        sentences.append(
            "How an outlet usually tells things. Each article stands alone here, so every sentence is about "
            "these articles."
        )
    else:
        sentences.append(
            "How an outlet usually tells things. Figures without an interval are counts of these articles, in which "
            "chance is not ruled out."
        )
    sentences.append(
        "How the event was covered. These articles were given to the program; they are no sample of anything."
    )
    unstated = articles[articles["outlet"].isna()]["article_id"].tolist()
    if unstated:
        named = _listed(unstated) if len(unstated) <= 8 else f"{len(unstated)} of {n} articles"
        verb = "does" if len(unstated) == 1 else "do"
        sentences.append(
            f"Who published {'it' if n == 1 else 'each'}. {named} {verb} not state an outlet; "
            "each such article stands alone and is pooled with nothing."
        )
    dated = int((articles["published_precision"] == "day").sum())
    if n > 1 and dated < n:
        who = (
            "No article states" if dated == 0 else f"Only {dated} of {n} articles {'states' if dated == 1 else 'state'}"
        )
        sentences.append(
            f"Who wrote first, or who took words from whom. {who} the day it was published, and a later article may "
            "simply have known more."
        )
    sentences.append(
        "Whether an article is right, fair or biased. What differs is shown with the words themselves; "
        "the judgement is the reader’s."
    )
    sentences.append(
        "That no mark is missing or wrong. Rules read the texts, and rules err: each section says how, and every "
        "mark can be checked in the texts below."
    )
    return sentences


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
