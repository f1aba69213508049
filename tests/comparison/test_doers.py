"""Does a telling say who did it, or only what?"""

import pandas as pd
import pytest

from analysis.comparison.doers import says_who

WHO = [
    "a U.S. airstrike", "a US drone strike", "The US attack", "Israeli missiles", "an Army rocket", "Police gunfire",
    "a North Korean missile", "Iran’s missiles", "Turkey’s bombs", "the rebels’ rockets", "the gunman’s bullets",
    "an officer’s gun", "the army’s latest shelling", "Lind’s rockets", "a strike by the US", "an attack by gunmen",
    "the shelling of Ames by the coalition", "a raid in Ames by rebels at night",
]  # fmt: skip
WHAT = [
    "an airstrike", "the drone strike in Baghdad", "a mine", "An earthquake", "Turkey’s earthquake", "a Turkish earthquake",
    "Rockets by night", "the city’s worst fire", "the country’s deadliest attack", "Monday’s airstrike", "Boston’s bombing",
    "last week’s strike", "Yesterday’s raid", "the shelling of US bases", "a blast targeting American soldiers",
    "a rocket from Israeli territory", "an attack by mistake", "A House Fire", "the missile that US forces saw", "a strike by",
]  # fmt: skip


@pytest.mark.parametrize(("said", "agents"), [("who", WHO), ("what", WHAT)])
def test_who_is_said_only_where_somebody_is_named(said, agents):
    assert {agent: says_who(agent, "weapon or event") for agent in agents} == dict.fromkeys(agents, said)


def test_who_is_no_weapon_is_somebody():
    assert says_who("the earthquake’s survivors", pd.NA) == "who"
    assert says_who(pd.NA, pd.NA) == "nothing"
