"""The command line: `python -m analysis COMMAND`.

Every command imports what it needs when it runs, so that `--help` answers at once.
"""

import io
import sys

import click

from analysis import __version__
from analysis.errors import InputError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="told-differently")
def cli() -> None:
    """How news outlets tell the same story differently."""


@cli.command()
@click.argument("signal", type=click.Choice(["quotes", "hedges", "stance"]))
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("target", metavar="OUT", type=click.Path())
def find(signal: str, source: str, target: str) -> None:
    """Find one SIGNAL in the records of IN and write it to OUT.

    The names' endings say the formats: .jsonl, .csv, .tsv or .parquet. Further fields are ignored, every line of a
    text is the article's own, and places are 0-based, half-open, in Unicode characters.

    \b
    SIGNAL  fields of IN           OUT, one record a record of IN (JSONL)
    quotes  id, text               id, quotes: start, end, speaker, speaker_mention, cue, direct
            (first line: headline) (direct or indirect; no scare quotes, no titles of works)
    hedges  id, sentence           id, cues: [start, end] of each cue of uncertainty
    stance  id, headline, claim    id, stance: for, against, observing, or null

    As CSV, TSV and Parquet OUT has one row a quotation, cue or headline, with the id first and the words in `text`.
    In CSV and TSV a cell that begins with = + - @ (full-width ones too), a tab or a line end gets an apostrophe before
    it: words of an article are text for a spreadsheet, never a formula.

    A record that cannot be read is named on stderr with its line and left out; the command then ends with 1. OUT is
    written beside its place and put there at the end: a run that fails leaves an existing OUT as it was.
    """
    from analysis.find import run

    sys.exit(1 if run(signal, source, target) else 0)


@cli.command()
@click.argument("path", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for programs.")
def check(path: str, as_json: bool) -> None:
    """Say what of PATH would be read, and every file and row that would not.

    PATH is a folder of articles, a table file, or a study file. Nothing is written, and nothing else is analysed.

    Left out is what cannot be read whole; a doubt is what can, but perhaps wrongly. Each is named with its file, its
    row, the reason and the way out. The command ends with 1 if anything is left out, with 0 for doubts alone.
    """
    from analysis.check import run

    sys.exit(1 if run(path, as_json) else 0)


@cli.command()
@click.argument("name")
@click.argument("path", type=click.Path())
@click.option("--out", type=click.Path(), help="File to write, in place of data/studies/NAME.yaml.")
def new(name: str, path: str, out: str | None) -> None:
    """Draft the study file NAME for the articles of PATH, a folder or a table file.

    The draft lists the articles with outlet and date where they state them, the actors named most, and words for a
    proposition that you write. It runs as it is. An existing file is never overwritten.
    """
    from analysis.draft import run

    run(name, path, out)


def main() -> None:
    """Run the command line; what the user can mend is one line on stderr, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names of files may hold what its encoding cannot
            stream.reconfigure(errors="backslashreplace")
    try:
        cli(prog_name="python -m analysis")
    except InputError as error:
        sys.exit(f"error: {error}")


if __name__ == "__main__":
    main()
