"""The committed example is what its command makes, and what it is said to be."""

from tests.benchmarks import example


def test_the_files_are_those_that_the_command_makes() -> None:
    assert example.ARTICLES.read_text(encoding="utf-8") == example.articles().to_csv(index=False, lineterminator="\n")
    for name, content in example.codings().items():
        assert (example.CODINGS / name).read_text(encoding="utf-8") == content, name


def test_twenty_articles_an_outlet() -> None:
    assert example.articles()["outlet"].value_counts().to_dict() == dict.fromkeys(example.OUTLETS, example.EACH)
