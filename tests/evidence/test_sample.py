"""The draw: known chances, every unit reachable, small groups seen, the same seed the same sheet."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import schema
from analysis.evidence import sample

ARTICLES = schema.from_rows("articles", [{"article_id": "a", "outlet_key": "x", "text": "t", "n_words": 1}])


def units(sizes: dict[tuple[str, str], int], variable: str = "quote") -> pd.DataFrame:
    """A population with so many units of each outlet and answer."""
    rows = [
        {"variable": variable, "unit": "sentence", "article_id": "a", "sentence_id": 1, "outlet_key": outlet, "predicted": group, "group": group, "text": "t"}
        for (outlet, group), n in sizes.items()
        for _ in range(n)
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    table["start"] = range(0, 2 * len(table), 2)
    return table.assign(end=table["start"] + 1)


@given(st.lists(st.integers(1, 300), min_size=1, max_size=12), st.integers(1, 400))
def test_what_is_allocated(sizes, n):
    drawn = sample.allocate(sizes, n)
    assert all(min(size, sample.OF_EACH_GROUP) <= k <= size for k, size in zip(drawn, sizes, strict=True))
    least = sum(min(size, sample.OF_EACH_GROUP) for size in sizes)
    assert sum(drawn) == min(sum(sizes), max(n, least))


def test_chances_add_up_to_the_population():
    population = units({("x", "yes"): 9, ("x", "no"): 91, ("y", "yes"): 30, ("y", "no"): 400})
    drawn = sample.draw(population, ARTICLES, n=60)
    assert len(drawn) == 60
    assert (1 / drawn["probability"]).sum() == pytest.approx(530)
    per_group = drawn.groupby("stratum")["n_drawn"].first()
    assert per_group.to_dict() == drawn.groupby("stratum").size().to_dict()
    assert per_group["x / yes"] / 9 > per_group["y / no"] / 400, "a small group is seen more closely"
    schema.check(drawn, "sampled")


def test_every_unit_has_the_chance_that_the_key_says():
    population = units({("x", "yes"): 6, ("x", "no"): 24})
    times = pd.Series(0, index=population["start"])
    for seed in range(400):
        times[sample.draw(population, ARTICLES, n=10, seed=seed)["start"]] += 1
    drawn = sample.draw(population, ARTICLES, n=10)
    chance = drawn.drop_duplicates("predicted").set_index("predicted")["probability"]
    assert (times / 400).iloc[:6].mean() == pytest.approx(chance["yes"])
    # 24 shares of 400 draws: each within four standard errors of its chance
    off = (times / 400).iloc[6:] - chance["no"]
    assert off.abs().max() < 4 * (chance["no"] * (1 - chance["no"]) / 400) ** 0.5


def test_the_same_seed_draws_the_same_and_another_another():
    population = units({("x", "yes"): 50, ("x", "no"): 150})
    first, again, other = (sample.draw(population, ARTICLES, n=20, seed=seed) for seed in (3, 3, 4))
    assert first.equals(again)
    assert set(first["start"]) != set(other["start"])
    assert set(first["item"]).isdisjoint(other["item"]), "items of another draw cannot be taken for these"


def test_small_outlets_are_drawn_from_together_where_there_are_too_many():
    sizes = {(f"outlet {k:02d}", group): 60 - k for k in range(40) for group in ("yes", "no")}
    drawn = sample.draw(units(sizes), ARTICLES, n=40)
    assert len(drawn) == 40
    outlets = drawn["stratum"].str.partition(" / ")[0]
    assert set(outlets[outlets != sample.OTHERS]) == {f"outlet {k:02d}" for k in range(9)}
    assert (outlets == sample.OTHERS).sum() >= 4
