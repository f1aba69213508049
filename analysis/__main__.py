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


@cli.command()
@click.argument("study", type=click.Path())
@click.argument("out_dir", type=click.Path())
@click.option("--units", "n", type=click.IntRange(1), help="Units a question; without it as agreement needs.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the draw: the same gives the same sheets.")
@click.option("--coders", type=click.IntRange(1, 50), default=2, show_default=True, help="How many sheets to write.")
@click.option("--show-outlet", is_flag=True, help="Show the outlet beside each item, which coders else do not see.")
def sheets(study: str, out_dir: str, n: int | None, seed: int, coders: int, show_outlet: bool) -> None:
    """Write coding sheets for STUDY into the new folder OUT_DIR: for people to check what the suite says.

    \b
    OUT_DIR/coder_1.csv, …   a sheet for each coder: fill the column `answer`
    OUT_DIR/sheet.html       the same for paper
    OUT_DIR/codebook.html    the questions, what counts and what does not, with examples
    OUT_DIR/key/             for you alone: what each item is, its chance to be drawn, and what the suite said

    Sentences, headlines, quotations and names are drawn by chance within each outlet and each answer of the suite. Put
    the filled sheets and key.csv into the folder that `codings:` of the study file names, and run the report again: it
    tells how far coders agree, how often the suite is right in this corpus, and estimates corrected for its errors.

    A folder that holds anything is never overwritten. The command ends with 1 if an article was left out.
    """
    from analysis.sheets import run

    sys.exit(1 if run(study, out_dir, n, seed, coders, show_outlet) else 0)


@cli.command()
@click.argument("study", type=click.Path())
@click.argument("out_dir", type=click.Path())
@click.option(
    "--articles", "n", default=5, show_default=True, type=click.IntRange(2, 8), help="How many texts to read."
)
@click.option("--seed", default=1, show_default=True, help="Decides the order of the texts and the outlets' letters.")
def classroom(study: str, out_dir: str, n: int, seed: int) -> None:
    """Make a lesson of 45 minutes from STUDY: pages to print, in the new folder OUT_DIR.

    STUDY is a study file, a folder of articles, or a table file. OUT_DIR must not exist, or be empty.

    \b
    student/pack.html  headlines, texts, coding sheet, codebook: outlets hidden, also inside of the texts
    teacher/plan.html  the lesson minute by minute
    teacher/key.html   the outlets, what the suite reads in each sentence, what it gets wrong; what was hidden

    Of more articles than --articles, those are taken that differ most; the key says how. Read the student's pages
    before you copy them: an outlet that the study does not state cannot be hidden, nor can a nickname.
    """
    from analysis.classroom.pack import run

    sys.exit(1 if run(study, out_dir, n, seed) else 0)


@cli.command()
@click.argument("corpus", type=click.Path())
@click.argument("out", metavar="OUT_DIR", type=click.Path())
@click.option("--study", metavar="FILE", type=click.Path(), help="Study file: actors, disputes, settings, …")
@click.option("--workers", type=click.IntRange(1), help="Processes of this machine; as many as it has cores.")
@click.option("--scheduler", metavar="ADDRESS", help="Scheduler of a Dask cluster: tcp://host:8786.")
@click.option("--no-reuse", is_flag=True, help="Do not look for text that articles share.")
@click.option("--no-text", is_flag=True, help="Leave out every word of the articles, so that tables may be shared.")
@click.option("--no-tone", is_flag=True, help="Leave out lexicon tone (TextBlob, VADER).")
@click.option("--format", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
@click.option("--size", type=click.IntRange(1), default=2000, show_default=True, help="Articles of a part.")
@click.option("--fresh", is_flag=True, help="Throw away the run that OUT_DIR holds, and begin anew.")
def run(
    corpus: str,
    out: str,
    study: str | None,
    workers: int | None,
    scheduler: str | None,
    no_reuse: bool,
    no_text: bool,
    no_tone: bool,
    format: str,
    size: int,
    fresh: bool,
) -> None:
    """Find every signal in a CORPUS of any size and write each table to OUT_DIR.

    CORPUS is a folder of articles, a table file or a study file; CORPUS and OUT_DIR may be addresses (s3://bucket/news).
    Tables are Parquet, in parts (quotes/000000.parquet, …), or one CSV file each; run.json says what was made of what.

    Hits that the study's `disputes` call wrong are left out of every count; its `codings` are read by the report only.

    A run that was stopped goes on when the same command is given again; parts that are complete are not done twice.
    Memory grows with --size and --workers, not with the corpus. On a cluster OUT_DIR is where all machines can write.

    The command ends with 1 if anything was left out; table `rejects` names it.
    """
    from analysis.run.command import run as run_all

    options = {"reuse": not no_reuse, "text": not no_text, "tone": not no_tone, "format": format}
    sys.exit(1 if run_all(corpus, out, study, workers, scheduler, size, fresh, **options) else 0)


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
