"""Plan: what a run is asked to do, what it depends on, and whether a folder holds the same run already."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from analysis import __version__, paths, schema, strict_yaml
from analysis import study as studies
from analysis.errors import InputError
from analysis.storage import Folder

RUN, WORK, STUDY = "run.json", "work", "study"
RUNNING, COMPLETE = "running", "complete"
FORMATS = ("parquet", "csv")
SHIPPED = ("title", "question", "background", "columns", "actors", "propositions", "settings", "outlets")
"""Keys of a study file that go with a run; its articles do not."""
DIFFERS = {
    "corpus": "another corpus", "study": "another study file (or another file that it names), or none",
    "size": "parts of another size",
    "reuse": "another --no-reuse", "text": "another --no-text", "tone": "another --no-tone",
    "format": "another --format", "schema": "tables of another version of the suite",
    "code": "rules of another version of the suite",
}  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A run: its folder, and what it depends on. It goes with every task, so it is small.

    `corpus` as it was given; `study`, `schema` and `code` are fingerprints of what came with the study, of the tables
    and of the rules; `size`: articles and notes of a part.
    """

    folder: Folder
    corpus: str
    study: str
    size: int
    reuse: bool
    text: bool
    tone: bool
    format: str
    schema: str
    code: str

    @property
    def asked(self) -> dict[str, Any]:
        """Everything that another run would have to share to be the same run."""
        return {key: getattr(self, key) for key in DIFFERS}

    @property
    def is_published_last(self) -> bool:
        """Are the tables made in another form than the one that they are published in?"""
        return self.format != "parquet" or not self.text

    @property
    def tables(self) -> str:
        """Where tasks write tables, and read those of other tasks: a folder of the run's."""
        return f"{WORK}/tables/" if self.is_published_last else ""

    def metadata(self) -> dict[str, str]:
        """What every table file says of its origin."""
        return {
            "told_differently": __version__,
            "schema": str(self.schema),
            "parameters": json.dumps(self.asked, sort_keys=True),
        }

    @property
    def the_study(self) -> studies.Study:
        """The study that came with the run: propositions, actors, settings, lexicons; no articles."""
        return _study(self.folder, self.study)


@lru_cache(maxsize=4)
def _study(folder: Folder, digest: str) -> studies.Study:
    if folder.local is not None:
        return studies.load(folder.local / STUDY / "study.yaml")
    here = Path(tempfile.mkdtemp(prefix="told-differently-"))
    try:
        (here / STUDY).mkdir()
        for name in folder.names(STUDY):
            (here / STUDY / name).write_bytes(folder.read(f"{STUDY}/{name}"))
        # Its lexicons are read when they are needed: what is at an address has to be here until the process ends
        import atexit

        atexit.register(shutil.rmtree, here, ignore_errors=True)
        return studies.load(here / STUDY / "study.yaml")
    except BaseException:
        shutil.rmtree(here, ignore_errors=True)
        raise


def source(corpus: str, study_file: str | None) -> studies.Study:
    """The articles of CORPUS with everything else of the study file.

    Raises:
        InputError: either cannot be read.
    """
    articles = studies.load(corpus)
    if study_file is None:
        return articles
    about = studies.load(study_file)
    if about.path.suffix.lower() not in studies.STUDY_FILES:
        raise InputError(f"{study_file}: is no study file (.yaml)")
    return replace(
        about, articles=articles.articles, corpus=articles.corpus, address=articles.address, given=articles.given
    )


def shipped(the_study: studies.Study) -> dict[str, bytes]:
    """The files by which the study goes with the run: its study file without articles, and the files that it names."""
    data: dict[str, Any] = {"title": the_study.title}
    if the_study.path.suffix.lower() in studies.STUDY_FILES and the_study.path.is_file():
        whole = strict_yaml.read(the_study.path, the_study.given)
        data |= {key: whole[key] for key in SHIPPED if key in whole}
    data["corpus"] = ".."
    files = {}
    for name, path in the_study.lexicons.items():
        files[f"{name}.yaml"] = path.read_bytes()
    if the_study.lexicons:
        data["lexicons"] = {name: f"{name}.yaml" for name in the_study.lexicons}
    if the_study.frames:
        files["frames.codebook.yaml"] = the_study.frames.read_bytes()
        data["frames"] = "frames.codebook.yaml"
    return files | {"study.yaml": yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()}


@cache
def code() -> str:
    """A fingerprint of the rules: the suite's modules, lexicons and codebooks."""
    digest = hashlib.sha256()
    for folder, pattern in (("analysis", "*.py"), ("data/lexicons", "*.yaml"), ("data/frames", "*.yaml")):
        for path in sorted((paths.ROOT / folder).rglob(pattern)):
            digest.update(path.relative_to(paths.ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def make(
    out: str,
    the_study: studies.Study,
    *,
    size: int,
    reuse: bool = True,
    text: bool = True,
    tone: bool = True,
    format: str = "parquet",
) -> Plan:
    """A plan for a run of `the_study` into the folder `out`."""
    files = shipped(the_study)
    if the_study.disputes is not None:  # they hold words of articles, and do not go with the run
        files["disputes"] = the_study.disputes.read_bytes()
    digest = hashlib.sha256(b"\0".join(name.encode() + b"\0" + files[name] for name in sorted(files))).hexdigest()[:12]
    return Plan(Folder(out), the_study.given, digest, size, reuse, text, tone, format, schema.version(), code())


def begin(plan: Plan, the_study: studies.Study, fresh: bool = False) -> dict[str, Any]:
    """Make the folder ready: a new one, or one that holds the same run; what its `run.json` says.

    Raises:
        InputError: it cannot be written, holds another run, or other files.
    """
    if the_study.corpus is not None and the_study.corpus.is_dir() and plan.folder.local is not None:
        corpus, out = the_study.corpus.resolve(), plan.folder.local.resolve()
        if corpus == out or corpus in out.parents:
            raise InputError(f"{plan.folder.address}: lies in the corpus; name a folder outside of {the_study.given}")
    if plan.folder.local is not None and plan.folder.local.exists() and not plan.folder.local.is_dir():
        raise InputError(f"{plan.folder.address}: is a file; name a folder")
    state = state_of(plan.folder)
    if state is None:
        if plan.folder.names():
            raise InputError(f"{plan.folder.address}: holds files that are no run's; name a new folder")
    elif fresh:
        clear(plan.folder)
        state = None
    elif differs := [key for key in DIFFERS if state["parameters"].get(key) != getattr(plan, key)]:
        raise InputError(
            f"{plan.folder.address}: holds a run with {DIFFERS[differs[0]]}; name another folder, or give --fresh to "
            "throw that run away"
        )
    elif state["state"] == RUNNING and (changed := _changed(plan.folder, shipped(the_study))):
        raise InputError(
            f"{plan.folder.address}/{STUDY}/{changed}: has changed since the run began; give --fresh to begin anew"
        )
    if state is None:
        state = {"told_differently": __version__, "state": RUNNING, "parameters": plan.asked}
        save(plan.folder, state)
        for name, data in shipped(the_study).items():
            plan.folder.write(f"{STUDY}/{name}", data)
    return state


def _changed(folder: Folder, files: Mapping[str, bytes]) -> str | None:
    """The first file of the study that does not stand in the folder as it was put there."""
    for name, data in files.items():
        try:
            if folder.read(f"{STUDY}/{name}") != data:
                return name
        except FileNotFoundError:  # stopped before it was written
            folder.write(f"{STUDY}/{name}", data)
        except InputError:
            return name
    return None


def state_of(folder: Folder) -> dict[str, Any] | None:
    """What `run.json` of a folder says; none if there is no run.

    Raises:
        InputError: it is no `run.json` of the suite.
    """
    try:
        state = json.loads(folder.read(RUN))
        if state["state"] not in (RUNNING, COMPLETE) or not state["told_differently"] or not state["parameters"]:
            raise ValueError
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{folder.address}/{RUN}: is no run of this suite; name another folder") from None
    return dict(state)


def save(folder: Folder, state: Mapping[str, Any]) -> None:
    with folder.writing(RUN) as file:  # little by little: it names every file of every part
        for piece in json.JSONEncoder(indent=1).iterencode(state):
            file.write(piece.encode())
        file.write(b"\n")


def clear(folder: Folder, names: Sequence[str] = ()) -> None:
    """Remove what a run made, and nothing else; its `run.json` last, so that it stays a run until then."""
    for name in names or (WORK, STUDY, *schema.TABLES, *(f"{name}.csv" for name in schema.TABLES), RUN):
        folder.remove(name)
