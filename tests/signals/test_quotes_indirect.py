"""Indirect statements: the content without its reporting clause, and who said it."""

import pytest

from analysis import corpus
from analysis.signals import quotes
from tests.signals.statements import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Pike said that the port was closed.", [("the port was closed", "Ada Pike", "said")]),
        ("Ada Pike said the port was closed.", [("the port was closed", "Ada Pike", "said")]),
        ("Ada Pike told reporters that the port was closed.", [("the port was closed", "Ada Pike", "told")]),
        ("Ada Pike said on Tuesday in Ames that the port was closed.", [("the port was closed", "Ada Pike", "said")]),
        ("The port was closed, Ada Pike said.", [("The port was closed", "Ada Pike", "said")]),
        (
            "The raid came after the council called for the removal of troops from Ames after the firm closed.",
            [("the removal of troops from Ames", "the council", "called for")],
        ),
        ("According to Ada Pike, the port was closed.", [("the port was closed", "Ada Pike", "According to")]),
        ("The port was closed, according to Ada Pike.", [("The port was closed", "Ada Pike", "according to")]),
        ("The ministry denied that the port was closed.", [("the port was closed", "The ministry", "denied")]),
        ("The ministry urged ships to leave.", [("to leave", "The ministry", "urged")]),
        ("Residents say, however, that the port is closed.", [("the port is closed", "Residents", "say")]),
        ("Residents of the old port say that it is closed.", [("it is closed", "Residents of the old port", "say")]),
        ("If Ada Pike said that it was closed, they would go.", []),
        ("If it rained, Ada Pike said, “we will go.”", [("If it rained", "Ada Pike", "said")]),
        (
            "Ada Pike said if it rained on Monday, “we will go.”",
            [("if it rained on Monday, “we will go.”", "Ada Pike", "said")],
        ),
        ("Ada Pike said: “It is closed until the end of May,” according to CNN.", []),
        ("The owners agreed to sell the port.", []),
        ("The port was closed in May.", []),
        ("“It is closed,” Ada Pike said.", []),
    ],
)
def test_statement(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a day, a place or an occasion between the verb and its clause
        ("The minister said on Friday it would close the port.", [("it would close the port", "The minister", "said")]),
        ("The ministry said Friday that the port would close.", [("the port would close", "The ministry", "said")]),
        (
            "The ministry said in a statement on Monday the talks between owners and crews had failed.",
            [("the talks between owners and crews had failed", "The ministry", "said")],
        ),
        ("The minister insisted on the terms she had set.", []),  # *on the terms* is no day
        # a clause with a long subject
        (
            "The minister said using a server at home was a mistake.",
            [("using a server at home was a mistake", "The minister", "said")],
        ),
        ("The minister said goodbye to the crews and left.", []),
        # a source that frames its sentence
        (
            "The port would close at noon and the ferries would stop, the ministry said.",
            [("The port would close at noon and the ferries would stop", "the ministry", "said")],
        ),
        (
            "The port, the ministry said, would close at noon.",
            [("The port", "the ministry", "said"), ("would close at noon", "the ministry", "said")],
        ),
        ("It was closed at noon, Ada Pike told Harborne News.", [("It was closed at noon", "Ada Pike", "told")]),
        (
            "The valve was closed, said Ada Pike, a lawyer for the crew, who lives in Ames.",
            [("The valve was closed", "Ada Pike", "said")],
        ),
        (
            "The owner had left, and she asked a clerk to sell it, the documents say.",
            [("The owner had left, and she asked a clerk to sell it", "the documents", "say")],
        ),
        (
            "The minister said that the ship sank in May, Harborne News reported on Tuesday.",
            [("the ship sank in May", "The minister", "said")],  # whose report it is stands in `via`
        ),
        (
            "Using a server at home was a mistake, she said.",
            [("Using a server at home was a mistake", "she", "said")],
        ),
        ("When she was asked about the valve, Ada Pike said it was closed.", [("it was closed", "Ada Pike", "said")]),
        ("When she was asked, the mayor said, “I know.”", []),
        ("As in Ames, the day shift starts around six, with a break at noon.", []),
        # as X noted
        ("As Ada Pike noted, the valve was closed.", [("the valve was closed", "Ada Pike", "noted")]),
        (
            "The valve was closed, as Ada Pike noted, and so was the port.",
            [("The valve was closed", "Ada Pike", "noted")],
        ),
        ("As she spoke, the crowd left the port.", []),
        # according to, over a whole sentence
        (
            "According to the ministry, the valve was closed and the crew had left.",
            [("the valve was closed and the crew had left", "the ministry", "According to")],
        ),
        (
            "According to Ada Pike, a lawyer for the crew, the valve was closed and the crew had left.",
            [("the valve was closed and the crew had left", "Ada Pike", "According to")],
        ),
        ("She acted according to the law, and the port was closed.", []),
        # a participle of saying carries its speaker on
        (
            "Ada Pike said the port was shut, adding that ships would have to wait.",
            [("the port was shut", "Ada Pike", "said"), ("ships would have to wait", "Ada Pike", "adding")],
        ),
        ("“We are late,” Ada Pike said, noting that it was noon.", [("it was noon", "Ada Pike", "noting")]),
        ("Insisting it was safe, the mayor opened the port.", [("it was safe", "the mayor", "Insisting")]),
        ("Ada Pike left the room, noting the closed valve.", []),
        ("Without saying that the valve was closed, she left.", []),
        # what somebody thinks that may be wrong
        (
            "Officials suspect that the fire was set on purpose.",
            [("the fire was set on purpose", "Officials", "suspect")],
        ),
        ("Residents fear the harbour wall will not hold.", [("the harbour wall will not hold", "Residents", "fear")]),
        ("Experts believe the ship ran aground.", [("the ship ran aground", "Experts", "believe")]),
        ("Some fear that the wall will not hold.", [("the wall will not hold", "Some", "fear")]),
        ("Ada Pike knew that the valve was closed.", []),  # the writer vouches for it
        ("I think the valve was closed.", []),  # the writer's own thought
        ("Fear that gripped the town is gone.", []),
        # clauses in the middle of a sentence end where the main clause goes on
        ("The mayor, who said the port was safe, has left.", [("the port was safe", "The mayor", "said")]),
        (
            "A senior official, who asked not to be named, claimed that the pilot had slept.",
            [("the pilot had slept", "A senior official", "claimed")],
        ),
        (
            "The resolution demanding that the port close was passed by a wide margin.",
            [("the port close", "The resolution", "demanding")],
        ),
        # nouns that hand a clause to a source, or to nobody named
        ("Reports that the valve was closed were false.", [("the valve was closed", "Reports", "Reports")]),
        (
            "The mayor responded to reports that Rowe had closed the valve.",
            [("Rowe had closed the valve", "reports", "reports")],
        ),
        (
            "The mayor’s claim that the valve was closed surprised the crew.",
            [("the valve was closed", "The mayor", "claim")],
        ),
        ("Amid fears that it leaks, the port stays open.", [("it leaks", None, "fears")]),
        (
            "The mayor’s threat to close the port came a day after the vote.",
            [("to close the port", "The mayor", "threat")],
        ),
        ("The claims that he made in court were false.", []),
        ("The fact that the valve was closed helped nobody.", []),
        # no source
        ("Nobody believes that the valve was closed.", [("the valve was closed", None, "believes")]),
        ("No one believes that the valve was closed.", [("the valve was closed", None, "believes")]),
        ("None of them said that the valve was closed.", [("the valve was closed", None, "said")]),
        # what stands behind the source that opens a sentence: told of the source, or the subject itself
        (
            "According to the ministry, Ada Pike, 34, was arrested.",
            [("Ada Pike, 34, was arrested", "the ministry", "According to")],
        ),
        (
            "According to the ministry, 12 people, most of them children, were killed.",
            [("12 people, most of them children, were killed", "the ministry", "According to")],
        ),
        (
            "According to the ministry, the valve, which opened in May, was closed.",
            [("the valve, which opened in May, was closed", "the ministry", "According to")],
        ),
        (
            "According to Ada Pike, who runs the port, the valve was closed.",
            [("the valve was closed", "Ada Pike", "According to")],
        ),
        (
            "According to Ada Pike, a lawyer for the crew, the valve, which was old, was closed.",
            [("the valve, which was old, was closed", "Ada Pike", "According to")],
        ),
        # what is asked for, without when and why
        (
            "The council called for the removal of the wall after the flood that killed two men.",
            [("the removal of the wall", "The council", "called for")],
        ),
        ("The rival challenged the mayor in court.", []),
        ("The council announced the closure of the port.", [("the closure of the port", "The council", "announced")]),
        ("The hospital admitted two men on Friday.", []),
        ("Dogs warned the family.", []),
        ("The guide recommended the book.", []),
        ("He announced the winner.", []),
        (
            "Ada Pike denied reports that the valve was closed.",
            [("reports that the valve was closed", "Ada Pike", "denied")],
        ),
        (
            "Ada Pike confirmed the mayor’s statement that the valve was closed.",
            [("the mayor’s statement that the valve was closed", "Ada Pike", "confirmed")],
        ),
        # which threat it is, and not what was threatened
        ("The threat that he poses is grave.", []),
        ("The charge that he faces is grave.", []),
        ("The promise that she kept was read out.", []),
        ("The report that the council commissioned was read out.", []),
        ("The claim that he lied was false.", [("he lied", None, "claim")]),
        ("The claim that he left was false.", [("he left", None, "claim")]),
        ("The claim that he made it was false.", [("he made it", None, "claim")]),
        # where the words end
        (
            "Voters believe the economy is weak, polls show.",
            [("the economy is weak", "Voters", "believe")],
        ),
        (
            "The report that the valve was unsafe, published on Monday, was read out.",
            [("the valve was unsafe", "The report", "report")],
        ),
        (
            "Contrary to the mayor’s claim that the valve was closed, it leaks.",
            [("the valve was closed", "the mayor", "claim")],
        ),
        ("The mayor threatened to sue, but Pike laughed.", [("to sue", "The mayor", "threatened")]),
        # what a text, an inquiry, a court or a body finds; of others the writer tells it
        ("The hikers found the trail was closed.", []),
        ("Police found that the valve was closed.", [("the valve was closed", "Police", "found")]),
        ("The results show that the valve was closed.", [("the valve was closed", "The results", "show")]),
        ("The court found that the valve was closed.", [("the valve was closed", "The court", "found")]),
        ("The law requires ships to leave by noon.", []),
        # whoever is accused is not who accuses
        (
            "The chemical plant blamed for the spill said it had closed the valve.",
            [("it had closed the valve", "The chemical plant blamed for the spill", "said")],
        ),
        ("The chemical plant blamed for the spill was closed in May.", []),
    ],
)
def test_whose_words_a_place_is_in(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The dispute began after the letter to the port emerged, in which the firm agrees to sell it.",
            [("the firm agrees to sell it", "the letter", "in which")],
        ),
        (
            "The firm sent a letter on Monday in which it threatens to close the port.",
            [("it threatens to close the port", "a letter", "in which")],
        ),
        (
            "She wrote a memo to the mayor in which the firm was blamed.",
            [("the firm was blamed", "a memo", "in which")],
        ),
        (
            "The firm sent a letter in which Ada Pike says that the port will close.",
            [("the port will close", "Ada Pike", "says")],
        ),
        ("The report on the crash in which three people died was late.", []),
        ("The town heard by letter of an accident in which the bridge fell.", []),
        ("The year in which the port was closed was a good one.", []),
        ("In which it rains, the mayor wrote a letter", []),
        ("He wrote a letter to the town in which he was born.", []),
    ],
)
def test_what_stands_in_a_text_is_its_own(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Though Ada Pike said the letter “implies” a sale of the port, the firm was silent.",
            [("the letter “implies” a sale of the port", "Ada Pike", "said")],
        ),
        ("Ada Pike said the port “was closed” in May.", [("the port “was closed” in May", "Ada Pike", "said")]),
        ("Ada Pike said no “good port” in May.", []),
        (
            "If the letter is a draft, as Ada Pike stated, then the firm will stay.",
            [("the letter is a draft", "Ada Pike", "stated")],
        ),
        (
            "The council’s motion demanding that the port close was passed in May.",
            [("the port close", "The council", "demanding")],
        ),
        (
            "The council passed a motion demanding that the port close.",
            [("the port close", "The council", "demanding")],
        ),
        ("The firm’s report says that the port is safe.", [("the port is safe", "The firm’s report", "says")]),
    ],
)
def test_words_in_marks_and_motions(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "verb", "verb_class"),
    [
        ("The mayor’s denial that the valve was closed was read out.", "deny", "denying"),
        ("The mayor’s refusal to close the valve was read out.", "refuse", "denying"),
        ("The mayor’s hopes that the valve was closed were read out.", "hope", "thinking"),
        ("The mayor doubts that the valve was closed.", "doubt", "denying"),
        ("The mayor’s claim that the valve was closed was read out.", None, None),
    ],
)
def test_what_is_not_stated_has_a_class(text: str, verb: str | None, verb_class: str | None) -> None:
    read = corpus.from_texts(["a"], ["Port reopens\n\n" + text])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    assert found[["verb", "verb_class"]].astype(object).where(found["verb"].notna(), None).values.tolist() == [
        [verb, verb_class]
    ]


def test_the_sentence_that_names_its_source_does_not_go_on_with_the_one_before() -> None:
    told = statements("Ada Pike left the town. She said it was late.\n\nThe pilot slept, according to an official.")
    assert told[-1] == ("The pilot slept", "an official", "according to")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a noun, a clause that tells more of it, and its own verb
        ("The authority, whose staff wrote the draft, disputed the report.", []),
        ("The bank, whose clerks signed the note, disputed the letter on Monday.", []),
        ("The ministry, which wrote the draft, disputed the report.", []),
        (
            "The authority, whose staff wrote the draft, disputed the report, saying the port was safe.",
            [("the port was safe", "The authority", "saying")],
        ),
        # a clause, and who says it
        (
            "The authority, whose staff wrote the draft, was to blame, said the report.",
            [("The authority, whose staff wrote the draft, was to blame", "the report", "said")],
        ),
        ("The port was unsafe, said the report.", [("The port was unsafe", "the report", "said")]),
    ],
)
def test_a_clause_that_tells_more_of_the_subject(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those whose work it is to find
        ("Researchers found that the port leaks.", [("the port leaks", "Researchers", "found")]),
        ("The researchers found that the port leaks.", [("the port leaks", "The researchers", "found")]),
        ("Police found that the port was unsafe.", [("the port was unsafe", "Police", "found")]),
        ("Pew found that voters are divided.", [("voters are divided", "Pew", "found")]),
        ("NASA found that the moon has water.", [("the moon has water", "NASA", "found")]),
        ("Auditors found that the money was gone.", [("the money was gone", "Auditors", "found")]),
        ("Investigators determined that the port leaks.", [("the port leaks", "Investigators", "determined")]),
        ("Police established that he was alone.", [("he was alone", "Police", "established")]),
        ("The port was unsafe, researchers found.", [("The port was unsafe", "researchers", "found")]),
        ("The port was unsafe, the study found.", [("The port was unsafe", "the study", "found")]),
        ("Scientists in Ames estimated that 40 boats sank.", [("40 boats sank", "Scientists in Ames", "estimated")]),
        # those who come upon something
        ("The hikers found that the port was closed.", []),
        ("Ada Pike found that the door was locked.", []),
        ("Ann Pew found that the door was locked.", []),
        ("A doctor found that the door was locked.", []),
        ("Residents found that the road was shut.", []),
        ("Researchers found a key in the drawer.", []),
        ("The door was locked, she found.", []),
        # a verb that tells nothing
        ("The letters were torn, she tucked away.", []),
        ("The letters, some of them torn, she tucked away in a drawer.", []),
    ],
)
def test_who_finds(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # who will not speak states nothing
        ("The Department of Health refused to comment last night.", []),
        ("The firm declined to comment on the claims.", []),
        ("The firm declined comment.", []),
        ("The firm declined an invitation to comment.", []),
        ("The firm refused to be drawn on the price.", []),
        ("The mayor declined to be interviewed.", []),
        ("The mayor refused to discuss the case.", []),
        ("A spokesman refused to say whether the port was safe.", []),
        ("The council refused to confirm or deny that the port was closed.", []),
        ("The firm did not respond to a request for comment.", []),
        # but why, or what else one will not do, is told
        (
            "The firm declined to comment, saying that it was for the mayor to decide.",
            [("it was for the mayor to decide", "The firm", "saying")],
        ),
        ("Ada Pike refused to resign.", [("to resign", "Ada Pike", "refused")]),
        ("The union refused to rule out a strike.", [("to rule out a strike", "The union", "refused")]),
        ("Ada Pike said the firm refused to comment.", [("the firm refused to comment", "Ada Pike", "said")]),
        ("The firm refused to comment; Ada Pike said that it was shut.", [("it was shut", "Ada Pike", "said")]),
        ("Ada Pike declined to comment but said that it was shut.", [("it was shut", "Ada Pike", "said")]),
        ("He refused to answer questions but told reporters that he would stay.", [("he would stay", "He", "told")]),
    ],
)
def test_who_will_not_speak(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # that somebody refused, threatened, promised to do something is told by the source of the sentence
        (
            "According to a person with direct knowledge of the talks, the ministry had declined to provide money.",
            [("the ministry had declined to provide money", "a person", "According to")],
        ),
        ("Rowe had threatened to quit, officials said.", [("Rowe had threatened to quit", "officials", "said")]),
        (
            "The ministry, according to two clerks, had promised to pay.",
            [("The ministry", "two clerks", "according to"), ("had promised to pay", "two clerks", "according to")],
        ),
        # what somebody said is their own, whoever tells it
        ("According to Ada Pike, Rowe warned that it would fall.", [("it would fall", "Rowe", "warned")]),
        ("The ministry refused to pay on Monday.", [("to pay on Monday", "The ministry", "refused")]),
        # a sentence goes on behind its source
        (
            "The deal fell apart, the source said, when the ministry refused to release the money.",
            [
                ("The deal fell apart", "the source", "said"),
                ("when the ministry refused to release the money", "the source", "said"),
            ],
        ),
        (
            "The port was full, Ada Pike said, until the crews left.",
            [("The port was full", "Ada Pike", "said"), ("until the crews left", "Ada Pike", "said")],
        ),
        ("The port was full, Ada Pike said, when reporters asked her.", [("The port was full", "Ada Pike", "said")]),
        ("The port was full, Ada Pike said, as the crews cheered.", [("The port was full", "Ada Pike", "said")]),
    ],
)
def test_who_tells_what_somebody_did(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Women now face a dash along icy roads, campaigners claim.",
            [("Women now face a dash along icy roads", "campaigners", "claim")],
        ),
        ("Drivers face a ban, unions claim.", [("Drivers face a ban", "unions", "claim")]),
        ("The port is unsafe, local campaigners claim.", [("The port is unsafe", "local campaigners", "claim")]),
        ("The port was sold, midwives say.", [("The port was sold", "midwives", "say")]),
        ("Schools will open, headteachers insist.", [("Schools will open", "headteachers", "insist")]),
        (
            "The port, campaigners claim, is unsafe.",
            [("The port", "campaigners", "claim"), ("is unsafe", "campaigners", "claim")],
        ),
        # nouns
        ("He paid a fine, a claim.", []),
        ("She filed her house and car claims.", []),
        ("The firm lost the boats, fans, claims and all.", []),
        ("The boss gave police officers the keys.", []),
    ],
)
def test_a_bare_plural_behind_what_it_says(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert statements(text) == expected
