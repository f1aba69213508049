"""The numbers ledger: which figures are held together, and how they stand to each other."""

import pytest

from analysis import schema
from analysis.comparison import numbers as ledgers
from analysis.pipeline import analyse
from analysis.signals import numbers
from analysis.spans import assign_voice


def tables(*articles):
    """Tables of articles, each a list of sentences."""
    texts = [" ".join(sentences) for sentences in articles]
    rows = []
    for a, sentences in enumerate(articles):
        start = 0
        for n, text in enumerate(sentences):
            rows.append({"article_id": str(a), "sentence_id": n, "start": start, "end": start + len(text), "text": text,
                         "part": "body", "paragraph": 1, "n_words": len(text.split())})  # fmt: skip
            start += len(text) + 1
    sentences = schema.from_rows("sentences", rows)
    made = {
        "articles": schema.from_rows("articles", [{"article_id": str(a), "outlet_key": f"Outlet {a}", "text": text, "n_words": 1} for a, text in enumerate(texts)]),
        "sentences": sentences,
        "quotes": schema.empty("quotes"),
    }  # fmt: skip
    return {**made, "numbers": assign_voice(numbers.find(sentences), made["quotes"])}


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("A blast at the port of Ames killed 12 people.", "Fourteen people were killed by a blast at the port of Ames.", "different"),
        ("A blast at the port of Ames killed 12 people.", "Twelve people were killed by a blast at the port of Ames.", "same"),
        ("About 5,000 US troops are based in Ruritania.", "More than 5,000 American soldiers stay in Ruritania.", "other hedge"),
        ("Some 1,900 boats left the port of Ames.", "In Ames 1,950 boats left the port.", "rounded"),
        ("The council of Ames passed the budget on Sunday.", "On Monday, the council of Ames passed the budget.", "different"),
    ],
)  # fmt: skip
def test_figures_of_the_same_thing(first, second, relation):
    found = ledgers.ledger(tables([first], [second]))
    assert found["relation"].tolist() == [relation, relation]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A blast at the port of Ames killed 12 people.", "The war has killed 40,000 people."),
        ("Some 5,000 US troops are in Ruritania.", "Some 3,000 Ruritanian troops are in Ames."),
        ("Two ministers met in Ames.", "Three bridges in Ames were closed."),
        ("Ruiz said on Monday the plan was dead.", "Ruiz said on Friday the plan was alive."),
    ],
)
def test_figures_of_different_things_are_kept_apart(first, second):
    assert not len(ledgers.ledger(tables([first], [second])))


@pytest.mark.parametrize(
    ("part", "other", "held"),
    [
        ("Four of the city's nine bridges in Ames will close.", "Four bridges in Ames will close.", ["Four", "Four"]),
        ("Four of the nine bridges in Ames will close.", "Five bridges in Ames will close.", ["Four", "Five"]),
        ("Four of the nine bridges in Ames will close.", "There are ten bridges in Ames.", ["nine", "ten"]),
    ],
)
def test_of_a_part_and_its_whole_only_the_nearer_is_of_the_same_thing(part, other, held):
    assert ledgers.ledger(tables([part], [other]))["said"].tolist() == held


def test_within_one_article_too():
    found = ledgers.ledger(
        tables(["Currently 5,000 US troops are in Ruritania.", "More than 5,000 US soldiers stay in Ruritania."])
    )
    assert found["said"].tolist() == ["5,000", "More than 5,000"]
    assert set(found["relation"]) == {"other hedge"}


def test_the_seeds_as_a_careful_reader_has_them():
    found = ledgers.ledger(analyse("data/studies/iraq-letter.yaml"))
    assert found[["relation", "article_id", "said"]].to_numpy().tolist() == [
        ["other hedge", "004", "5,000"],
        ["other hedge", "004", "more than 5,000"],
        ["other hedge", "004", "More than 5,000"],
        ["same", "000", "Sunday"],  # the day on which the parliament passed its resolution
        ["same", "003", "Sunday"],
        ["same", "004", "Sunday"],
        ["same", "002", "billions of dollars"],  # what the base cost, in the same person's words
        ["same", "004", "billions of dollars"],
    ]
    assert found["source"].fillna("").tolist() == [""] * 6 + ["Donald Trump"] * 2
