"""Who speaks: full names, roles, pronouns, documents; what kind of source; to whom; taken from where."""

import pandas as pd
import pytest

from analysis import corpus
from analysis.signals import quotes


def table(body: str, **options: object) -> pd.DataFrame:
    read = corpus.from_texts(["a"], ["Port reopens\n\n" + body])
    found = quotes.find(read["articles"], read["lines"], read["sentences"], **options)  # type: ignore[arg-type]
    return found[found["kind"] == "speech"]


def last(body: str, column: str, **options: object) -> object:
    value = table(body, **options)[column].iloc[-1]
    return None if pd.isna(value) else value


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ada Pike opened the port. “It is done,” Pike said.", "Ada Pike"),
        ("Secretary of Defense John Rowe spoke. “It is done,” Mr. Rowe said.", "John Rowe"),
        ("“It is done,” Secretary of Defense John Rowe said.", "John Rowe"),
        ("“It is done,” said Joint Chiefs of Staff Chairman Gen. John Rowe.", "John Rowe"),
        ("Sen. Ada Pike met John Rowe, a clerk. “It is done,” the senator said.", "Ada Pike"),
        ("Ada Pike, the mayor, met John Rowe. “It is done,” the mayor said.", "Ada Pike"),
        ("John Rowe arrived late. “It is done,” he said.", "John Rowe"),
        ("Susan Pike met John Rowe at noon. “It is done,” she said.", "Susan Pike"),
        ("Susan Pike spoke after John Rowe left. “It is done,” she said.", "Susan Pike"),
        ("Mrs. Clare spoke to Mr. Dunn. “It is done,” she said.", "Clare"),
        ("Susan Pike, who beat John Rowe, said it was “done at last.”", "Susan Pike"),
        ("“It is done,” said a spokesman for Susan Pike.", "a spokesman for Susan Pike"),
        ("A letter from Gen. John Rowe came to light. “It is done,” the letter says.", "John Rowe"),
        ("The memo was written by Susan Pike. “It is done,” the memo reads.", "Susan Pike"),
        ("“It is done,” the report says.", "the report"),
        ("“It is done,” the ministry said.", "the ministry"),
        ("Abu Mahdi was there. “It is done,” Adel Abdul Mahdi, the prime minister, said.", "Adel Abdul Mahdi"),
        ("Nobody knows who wrote the words “it is done at last by the men of the port.”", None),
    ],
)
def test_speaker(text: str, speaker: str | None) -> None:
    assert last(text, "speaker") == speaker if speaker else not len(table(text)) or last(text, "speaker") is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a person close to, familiar with, briefed on something is the source, not the thing
        ("A senior clerk close to the case said it was “over at last”.", "A senior clerk close to the case"),
        ("Two people familiar with the sale said it was “over at last”.", "Two people familiar with the sale"),
        ("A man briefed on the talks said it was “over at last”.", "A man briefed on the talks"),
        ("People close to Susan Pike said it was “over at last”.", "People close to Susan Pike"),
        ("In a case close to the mayor, the judge said it was “over at last”.", "the judge"),
        ("Susan Pike, briefed on the talks, said it was “over at last”.", "Susan Pike"),
        ("Susan Pike arrived in Ames and said it was “over at last”.", "Susan Pike"),
        ("Susan Pike was briefed on the talks. “It is done,” she said.", "Susan Pike"),
        # an inquiry into the sinking of something is the source, not the thing
        (
            "An inquiry into the sinking of the ferry Ames Star said it was “unfit”.",
            "An inquiry into the sinking of the ferry Ames Star",
        ),
        ("Susan Pike, sinking into her chair, said it was “over at last”.", "Susan Pike"),
        # a second verb after *and* makes no participle of the first
        ("A spokesman for Ms Rowe called the claim “absurd” and pointed to the audit.", "A spokesman for Ms Rowe"),
        ("A spokesman for Ms Rowe called the claim “absurd”. She left.", "A spokesman for Ms Rowe"),
        ("A man in Ames called Susan Pike “absurd”.", "A man in Ames"),
        # *it* that speaks is the body that is the subject of the sentence before
        ("The port authority, whose staff left, was absent. It called the talk “unfair”.", "The port authority"),
        ("Susan Pike spoke. The ministry was absent. It called the talk “unfair”.", "The ministry"),
        ("The old bridge was absent from the list. It called for “care”.", "It"),
        ("The company director was absent. It called the talk “unfair”.", "It"),
        ("The council closed the port, the union said. It called the talk “unfair”.", "the union"),
        # a description without capitals before a name does not hide that the name is a subject
        ("John Pike said no.\n\nCompany boss Paul Rowe is in Ames. “It is done,” he said.", "Paul Rowe"),
        ("John Pike said no.\n\nThe ferry owner Paul Rowe is in Ames. “It is done,” he said.", "Paul Rowe"),
        ("John Pike met company boss Paul Rowe. “It is done,” he said.", "John Pike"),
        ("John Pike said no. He sold the boats of boss Paul Rowe. “It is done,” he said.", "John Pike"),
    ],
)
def test_speaker_beside_other_nouns(text: str, speaker: str) -> None:
    assert last(text, "speaker") == speaker


def test_aliases_of_the_study_give_the_name() -> None:
    aliases = [("Ada Pike", ["A. Pike", "Pikova"])]
    assert last("“It is done,” Pikova said.", "speaker", aliases=aliases) == "Ada Pike"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is done,” Gen. John Rowe said.", "military"),
        ("“It is done,” Sen. John Rowe said.", "politician"),
        ("“It is done,” ministry spokeswoman Ada Pike said.", "official"),
        ("“It is done,” Prof. Ada Pike said.", "expert"),
        ("“It is done,” a resident said.", "witness"),
        ("“It is done,” the letter reads.", "document"),
        ("“It is done,” Reuters reported.", "media"),
        ("“It is done,” an official said.", "anonymous"),
        ("“It is done,” a source said.", "anonymous"),
        ("“It is done,” the ministry said.", "institution"),
        ("Gen. John Rowe came. “It is done,” Rowe said.", "military"),
        ("“It is done,” John Rowe said.", "person"),
        ("Secretary of Defense John Rowe said it was late. “It is done,” Rowe said.", "official"),
        ("Residents of Ames said it was “over.”", "witness"),
        ("London said it was “deeply concerned.”", "institution"),
        ("Denzel Washington was there. “It is done,” Washington said.", "person"),
        ("The Environment Agency said: “The beach is closed.”", "institution"),
        ("The agency said: “The beach is closed.”", "institution"),
        ("The news agency said: “The beach is closed.”", "media"),
        ("Xinhua News Agency said: “The beach is closed.”", "media"),
        ("A police chief said: “The beach is closed.”", "police"),
        ("Pew said it was “over.”", "institution"),
        ("NASA said it was “over.”", "institution"),
        # nothing is told of them but how they know
        ("Two people familiar with the matter said it was “over.”", "anonymous"),
        ("A person briefed on the talks said it was “over.”", "anonymous"),
        ("Those close to the mayor said it was “over.”", "anonymous"),
        ("People who asked not to be named said it was “over.”", "anonymous"),
        ("One person who spoke on condition of anonymity said it was “over.”", "anonymous"),
        ("Someone familiar with the talks said it was “over.”", "anonymous"),
        ("“It is done,” said a person close to the mayor.", "anonymous"),
        ("Four people involved in the talks said it was “over.”", "anonymous"),
        ("A man close to Ms. Pike said it was “over.”", "anonymous"),
        # where they were, or what they are, is told
        ("Two people near the port said it was “over.”", "citizen"),
        ("People close to the fire said it was “over.”", "citizen"),
        ("People involved in the crash said it was “over.”", "citizen"),
        ("Residents familiar with the river said it was “over.”", "witness"),
        ("A lawyer familiar with the case said it was “over.”", "legal"),
    ],
)
def test_speaker_type(text: str, kind: str) -> None:
    assert last(text, "speaker_type") == kind


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("“It is done,” Ada Pike told CNN.", "CNN"),
        ("“It is done,” Ada Pike told reporters at the port.", "reporters at the port"),
        ("“It is done,” Ada Pike said in a statement.", "statement"),
        ("“It is done,” Ada Pike said Tuesday in an interview with CNN.", "CNN"),
        ("“It is done,” Ada Pike told CNN. “Go home,” she said.", "CNN"),
        ("“It is done,” Ada Pike said.", None),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    assert last(text, "addressee") == addressee


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“It is done,” Ada Pike said, according to Harborne News.", "Harborne News"),
        (
            "“It is done,” Ada Pike said, adding that she was glad, the Harborne News quoted Ms. Pike.",
            "the Harborne News",
        ),
        ("“It is done,” Ada Pike said.", None),
    ],
)
def test_via(text: str, via: str | None) -> None:
    assert last(text, "via") == via


@pytest.mark.parametrize(
    ("text", "kind", "form"),
    [
        ("He starred in the film “Low Water” in May.", "title", "fragment"),
        ("The so-called “reform” failed.", "scare", "fragment"),
        ("The “reform” of the port failed.", "scare", "fragment"),
        ("Ada Pike called the reform “dead.”", "speech", "fragment"),
        ("“We are done,” Ada Pike said.", "speech", "sentence"),
        ("Ada Pike said it “was a mistake.”", "speech", "fragment"),
    ],
)
def test_kind_and_form(text: str, kind: str, form: str) -> None:
    read = corpus.from_texts(["a"], ["Port reopens\n\n" + text])
    found = quotes.find(read["articles"], read["lines"], read["sentences"])
    assert found[found["kind"] != "indirect"][["kind", "form"]].to_numpy().tolist() == [[kind, form]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A man who saw the crash said it was “over.”", "A man"),
        ("People who live near the port said it was “over.”", "People"),
        ("One person who spoke on condition of anonymity said it was “over.”", "One person"),
        ("Those close to the mayor said it was “over.”", "Those close to the mayor"),
    ],
)
def test_speaker_of_whom_a_clause_tells_more(text: str, speaker: str) -> None:
    assert last(text, "speaker") == speaker
