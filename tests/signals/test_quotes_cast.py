"""Whom a name, a description or a pronoun means that speaks."""

import pytest

from tests.signals.statements import statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Severn & Western said the port was closed.", "Severn & Western"),
        ("Severn & Western Railway said the port was closed.", "Severn & Western Railway"),
        ("The port was closed, Procter & Gamble said.", "Procter & Gamble"),
        ("Ernst & Young, the auditors, said the port was closed.", "Ernst & Young"),
        ("AT&T said the port was closed.", "AT&T"),
        ("A spokesman for Marks & Spencer said the port was closed.", "A spokesman for Marks & Spencer"),
        ("Johnson & Johnson chief Ada Pike said the port was closed.", "Ada Pike"),
        ("The boss of Marks & Spencer, Ada Pike, said the port was closed.", "Ada Pike"),
        ("Susan Pike & John Rowe said the port was closed.", "Susan Pike"),
    ],
)
def test_an_ampersand_in_a_name(text: str, speaker: str) -> None:
    assert [found[1] for found in statements(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # *it* is a body: the subject of the sentence before, or the one body that it names; never somebody unnamed
        ("The council met on Monday. It said the port was closed.", "The council"),
        ("The union disputes that. It insists the port is unsafe.", "The union"),
        ("The trust has 41 boats, according to its annual report. It said the port was closed.", "The trust"),
        (
            "A source said it was late. The closure will save the trust a million. It said no boat was lost.",
            "the trust",
        ),
        ("Ada Pike wrote to the council. It said the port was closed.", "the council"),
        ("The report said the port was old. It said the pier would fall.", "The report"),
        ("A source said it was late. It said the port was closed.", "It"),
        # *they* are several
        ("Watchdogs tested the port in May. They said the pier would fall.", "Watchdogs"),
        ("Unions reacted with fury. They warned that boats would stop.", "Unions"),
        ("Police said it was late. They said the port was closed.", "Police"),
        ("The source said it was late. They said the port was closed.", "They"),
        ("The letter said it was late. They said the port was closed.", "They"),
        # the name beside a description
        ("Its leader, Conservative councillor Hugh Brandreth, said the port was closed.", "Hugh Brandreth"),
        ("One of them, Ann Lee, said the port was closed.", "Ann Lee"),
        ("Its leader, speaking in North Ames, said the port was closed.", "Its leader"),
        # somebody taken up again
        ("A senior doctor in Ames said it was late. The doctor said the port was closed.", "A senior doctor in Ames"),
        ("A nurse said it was late. Another nurse came. The nurse said the port was closed.", "The nurse"),
        ("A lawyer for Pike said no. The lawyer for Rowe said yes. The lawyer said the port was closed.", "The lawyer"),
        # who is asked or told does not say it
        ("Mr. Rowe asked Mr. Pike how high it was.\n\nHe said it was ten feet high.", "Pike"),
        ("Hugh Rowe and John Pike met. Rowe said it was over. He told Rowe that it was late.", "John Pike"),
        # what cannot speak
        ("Prices rose. They said the port was closed.", "They"),
        ("Two floods hit the town. They said the port was closed.", "They"),
        # *she* is no firm
        ("Trainmen United said no.\n\nBut rail chief Philippa Strand spoke. She said it was over.", "Philippa Strand"),
        ("Trainmen United said it was late. She said it was over.", "She"),
        ("Harborne Steel said it was late. She said it was over.", "She"),
    ],
)
def test_whom_a_word_stands_for(text: str, speaker: str) -> None:
    assert statements(text)[-1][1] == speaker


def test_who_was_asked_answers() -> None:
    asked = "Johnson was asked by Nick Robinson whether he had lied. He said it was work."
    assert statements(asked)[-1][1] != "Nick Robinson"
