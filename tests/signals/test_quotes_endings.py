"""Indirect statements: which words are told, and where they end."""

import pytest

from tests.signals.statements import statements


def test_an_aside_with_a_source_of_its_own_is_not_in_the_statement() -> None:
    told = statements(
        "Rowe answered reports that Pike sent a letter — confirmed by Harborne News — saying it was over."
    )
    assert told == [("Pike sent a letter", "reports", "reports"), ("saying it was over", "reports", "reports")]
    told = statements("Rowe answered reports that the ship — owned by a firm in Ames — sank at noon.")
    assert told == [("the ship — owned by a firm in Ames — sank at noon", "reports", "reports")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # the writer goes on after *but* with a subject of its own
        ("The mayor said the port was closed, but Ada Pike laughed.", ["the port was closed"]),
        ("The mayor said it would close, but the owners refused.", ["it would close"]),
        ("Police said one man was hurt, but witnesses saw three.", ["one man was hurt"]),
        ("The firm insists the port is safe, but residents are worried.", ["the port is safe"]),
        ("The mayor told CNN that it was cheap, but a report in May was of another view.", ["it was cheap"]),
        ("The mayor denied that the port was closed, but Ada Pike shrugged.", ["the port was closed"]),
        ("According to the mayor, the port is closed, but Ada Pike laughed.", ["the port is closed"]),
        ("The port is safe, the mayor said, but Ada Pike laughed.", ["The port is safe"]),
        # the source goes on
        ("Ada Pike said it was closed, but that crews stayed.", ["it was closed, but that crews stayed"]),
        ("Ada Pike said it was closed, but the crews would stay.", ["it was closed, but the crews would stay"]),
        ("Ada Pike said it was closed, but it was safe.", ["it was closed, but it was safe"]),
        ("Ada Pike said it was closed but safe.", ["it was closed but safe"]),
    ],
)
def test_where_the_writer_goes_on(text: str, told: list[str]) -> None:
    assert [found[0] for found in statements(text)] == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two reporting verbs of one subject are two statements
        (
            "Pike alleged that figures had been changed and urged supporters to wait.",
            [("figures had been changed", "Pike", "alleged"), ("to wait", "Pike", "urged")],
        ),
        ("Pike said the port was late and criticised the cost.", [("the port was late", "Pike", "said")]),
        ("The army denied firing on the town and accused the rebels.", [("firing on the town", "The army", "denied")]),
        ("The council refused to stop and give way.", [("to stop and give way", "The council", "refused")]),
        ("Pike said Rowe had not yet called for talks.", [("Rowe had not yet called for talks", "Pike", "said")]),
        (
            "Pike said winds would drop, but she warned people not to go home.",
            [("winds would drop", "Pike", "said"), ("not to go home", "she", "warned")],
        ),
        # a promise not to do it is none to do it
        ("Pike promised not to leave.", [("not to leave", "Pike", "promised")]),
        ("The owners vowed to fight the ban in the high court.", [("to fight the ban in the high court", "The owners", "vowed")]),
        (
            "The owners vowed to fight the ban before the high court, arguing that it was unfair.",
            [
                ("to fight the ban before the high court", "The owners", "vowed"),
                ("it was unfair", "The owners", "arguing"),
            ],
        ),
        (
            "Water broke through, five days after Pike left, but Rowe said hopes were fading.",
            [("hopes were fading", "Rowe", "said")],
        ),
        ("Crews left five days after water broke through, but said it was over.", [("it was over", "Crews", "said")]),
        ("Pike, saying it was over, left.", [("it was over", "Pike", "saying")]),
        ("It ended when the owners, having sworn that they would stay, left.", [("they would stay", "the owners", "sworn")]),
        ("The mayor, asked whether it was over, replied that it was.", [("it was", "The mayor", "replied")]),
        ("The mayor, Ada Pike, asked whether it was over.", [("whether it was over", "Ada Pike", "asked")]),
        ("The lawyer said he would appeal, calling it absurd.", [("he would appeal", "The lawyer", "said")]),
        ("Police think they had help, a suggestion that the owner dismissed.", [("they had help", "Police", "think")]),
        # a subject with a clause of its own
        (
            "Pike said the bridge, which opened in May, was shut.",
            [("the bridge, which opened in May, was shut", "Pike", "said")],
        ),
        ("The bridge was shut, according to state radio.", [("The bridge was shut", "state radio", "according to")]),
        # what is asked for, promised, explained
        ("The council has asked for bedding and shoes.", [("bedding and shoes", "The council", "asked for")]),
        ("Unions have promised further protests.", [("further protests", "Unions", "promised")]),
        ("Unions promised the mayor a job.", []),
        ("The mayor explained how the bridge fell.", [("how the bridge fell", "The mayor", "explained")]),
        ("The judge ruled that it was late.", [("it was late", "The judge", "ruled")]),
        ("Crews brushed aside warnings from unions and police that it leaked.", [("it leaked", "unions", "warnings")]),
        ("The council has asked for beds, tents and food.", [("beds, tents and food", "The council", "asked for")]),
        ("The council has asked for beds, and the mayor left.", [("beds", "The council", "asked for")]),
        (
            "Relatives have asked for the owner, Corvane Lines, to be fined.",
            [("the owner, Corvane Lines, to be fined", "Relatives", "asked for")],
        ),
        ("Pike vowed to go on: “It is not over.”", [("to go on", "Pike", "vowed")]),
        ("She was asked by her lawyers not to speak, and left.", [("not to speak", "her lawyers", "asked")]),
        ("Crews were told by the mayor that it was over.", [("it was over", "the mayor", "told")]),
        ("Crews denied an initial police report that said he had left.", [("he had left", "an initial police report", "said")]),
        (
            "Pike has denounced crews that level charges, saying she wants none.",
            [("she wants none", "Pike", "saying")],
        ),
        ("Pike had printed a memo purporting to show that it leaked.", [("it leaked", "a memo", "purporting")]),
        ("Pike issued a statement saying it leaked.", [("it leaked", "Pike", "saying")]),
        ("A clerk for the council would not say whether it leaked.", []),
        ("Pike vowed never to return.", [("never to return", "Pike", "vowed")]),
        ("The council released ten letters sent in May.", []),
        ("The council cited a report Pike had written.", []),
        ("Pike said more than ten boats sank.", [("more than ten boats sank", "Pike", "said")]),
        ("Asked what she thought of it, Pike said it was late.", [("it was late", "Pike", "said")]),
        ("One issue that may come up is money.", []),
        ("A fall in turnout often reveals whether a mayor is loved.", []),
        ("The Gazette reported at least six boats sank.", [("at least six boats sank", "Gazette", "reported")]),
        # many speak without an article, whatever follows
        ("Rowe’s family say they want answers.", [("they want answers", "Rowe’s family", "say")]),
        ("Officials say gunmen stormed the school.", [("gunmen stormed the school", "Officials", "say")]),
        ("Neighbours say Rowe had gone.", [("Rowe had gone", "Neighbours", "say")]),
        # what stands between the words
        ("The port is, Pike said on Monday, the worst in the country.", [("The port is", "Pike", "said"), ("the worst in the country", "Pike", "said")]),
        ("Pike, who once told the paper that a bank was a rumour, left.", [("a bank was a rumour", "Pike", "told")]),
        # participles that tell more of a noun
        ("The chairman, a softly spoken clerk named Hugh Rowe, read the list.", []),
        (
            "It fell by a third, according to a study published on Monday that its authors said was small.",
            [("It fell by a third", "a study", "according to")],
        ),
        ("A charge that Rowe called “absurd” was dropped.", []),
    ],
)  # fmt: skip
def test_what_is_told_and_where_it_ends(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what the man did is not what the woman says she does
        (
            "Ms. Pike said the man had approached her and threatened to kill her.",
            [("the man had approached her and threatened to kill her", "Pike", "said")],
        ),
        (
            "They said he had waved a gun and vowed to kill them.",
            [("he had waved a gun and vowed to kill them", "They", "said")],
        ),
        (
            "The woman said he was kind at first, but he threatened to kill her.",
            [("he was kind at first, but he threatened to kill her", "The woman", "said")],
        ),
        ("The mayor said he had left and accused the firm.", [("he had left", "The mayor", "said")]),
        (
            "The woman said the stranger followed her and threatened to kill her.",
            [("the stranger followed her and threatened to kill her", "The woman", "said")],
        ),
        (
            "Police said the hackers stole data and threatened to leak it.",
            [("the hackers stole data and threatened to leak it", "Police", "said")],
        ),
        (
            "Mr. Pike said he was stopped by officers, who searched him and threatened to arrest him.",
            [("he was stopped by officers, who searched him and threatened to arrest him", "Pike", "said")],
        ),
        (
            "Pike denied having drugged and raped the woman.",
            [("having drugged and raped the woman", "Pike", "denied")],
        ),
        (
            "Pike denied killing his wife, his mother, and his son.",
            [("killing his wife, his mother, and his son", "Pike", "denied")],
        ),
        (
            "The army said rebels crossed the border, attacking two posts.",
            [("rebels crossed the border, attacking two posts", "The army", "said")],
        ),
        (
            "Pike said he faced a lawsuit, a complaint and a fine.",
            [("he faced a lawsuit, a complaint and a fine", "Pike", "said")],
        ),
        ("Crews asked the mayor whether it was over, and he said no.", [("whether it was over", "Crews", "asked")]),
        ("Anyone who claims to know the truth is lying.", [("to know the truth", "Anyone", "claims")]),
        ("His other wife claims that he lied.", [("he lied", "His other wife", "claims")]),
        ("In a statement the firm denied wrongdoing.", [("wrongdoing", "the firm", "denied")]),
        ("Pike may have been told by aides to stay away.", []),
        # nobody said it
        ("Neither side said whether a deal was near.", []),
        ("Crews did not say how many were hurt.", []),
        ("She was never told by doctors that the drug was risky.", []),
        ("If you are told by your bank that it is shut, call.", []),
        ("He was told by phone that it was over.", []),
        ("He was told by staff when they arrived.", []),
        ("Pike never asked for money.", []),
        # what is promised, and by whom
        ("The company promised shareholders a dividend.", []),
        ("The forecast promised rain.", []),
        ("The cash promised to flood victims never came.", []),
        ("Crews held signs saying the war was wrong.", [("the war was wrong", "Crews", "saying")]),
        ("The boy, told by his teacher to sit down, said he stood.", [("to sit down", "his teacher", "told"), ("he stood", "The boy", "said")]),
    ],
)  # fmt: skip
def test_what_readers_found_misread(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a second participle tells again
        ("Pike is insisting she is winning and urging crews to wait.", [("she is winning", "Pike", "insisting")]),
        # a quotation's own comma stands before the next source
        (
            "Pike warned him not to be “rude,” but Hugh Rowe said it was over.",
            [("not to be “rude,”", "Pike", "warned"), ("it was over", "Hugh Rowe", "said")],
        ),
        # nothing was said or promised
        ("Pike can say that it is over.", []),
        ("He cannot do what he promises to do.", []),
        ("Crews left in order to sleep.", []),
        ("Much depends on what happens in other early voting states that precede it.", []),
        ("She argued that:", []),
    ],
)
def test_where_nothing_more_is_told(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected
