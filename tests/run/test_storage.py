"""Corpus and tables by address: in memory, and in an object store (moto's server, over the network)."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from analysis import corpus as reading
from analysis import study
from analysis.errors import InputError
from analysis.run import command
from analysis.storage import Folder
from tests.run.conftest import SIZE, assert_same


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    before = dict(os.environ)
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "testing", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_SECRET_ACCESS_KEY": "testing",
    }  # fmt: skip
    try:
        files = fsspec.filesystem("s3", skip_instance_cache=True)
        files.mkdir("news")
        yield "s3://news"
    finally:
        os.environ.clear()
        os.environ.update(before)
        fsspec.filesystem("s3").clear_instance_cache()
        server.stop()


def put(address: str, path: Path) -> str:
    files, place = fsspec.core.url_to_fs(address)
    files.put_file(str(path), f"{place}/{path.name}")
    return f"{address}/{path.name}"


def fetch(address: str, to: Path) -> Path:
    folder = Folder(address)
    for name in folder.names():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (to / name).write_bytes(folder.read(name))
    return to


def same_tables(out: Path, whole: Path) -> None:
    """But for where the corpus was, which every file says, they are the same."""
    one, two = (json.loads((folder / "run.json").read_text()) for folder in (out, whole))
    assert {n: t["rows"] for n, t in one["tables"].items()} == {n: t["rows"] for n, t in two["tables"].items()}
    from tests.run.conftest import tables

    left, right = tables(out), tables(whole)
    for name, table in right.items():
        columns = [c for c in table.columns if c != "file"]
        assert left[name][columns].equals(table[columns]), name


@pytest.mark.parametrize("kind", ["memory", "s3"])
def test_corpus_and_tables_at_an_address(
    kind: str, corpus: Path, whole: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    base = request.getfixturevalue("bucket") if kind == "s3" else "memory://news"
    given = put(base, corpus)
    assert command.run(given, f"{base}/out", workers=2 if kind == "s3" else 1, size=SIZE) == 1
    assert not [name for name in Folder(f"{base}/out").names() if name.startswith("work")]
    same_tables(fetch(f"{base}/out", tmp_path / "out"), whole)
    assert command.run(given, f"{base}/out", size=SIZE) == 1  # is complete
    if kind == "memory":
        command.run(given, f"{base}/csv", size=SIZE, format="csv", workers=1)
        assert Folder(f"{base}/csv").read("articles.csv").decode("utf-8-sig").startswith("article_id,outlet,")


def test_a_folder_of_files_at_an_address_is_read_as_one_on_this_machine(tmp_path: Path) -> None:
    shutil.copytree("seeds", tmp_path / "seeds")
    (tmp_path / "seeds" / ".hidden.txt").write_text("hidden")
    for path in (tmp_path / "seeds").iterdir():
        put("memory://articles/seeds", path)
    here, there = (reading.read(study.load(p)) for p in (tmp_path / "seeds", "memory://articles/seeds"))
    for name in here:
        assert there[name].equals(here[name]), name


def test_what_is_wrong_with_an_address_is_said_in_one_line(tmp_path: Path) -> None:
    for address, why in (
        ("memory://nowhere/news", "no such file or folder"),
        ("nonsense://a/b", "cannot be opened"),
    ):
        with pytest.raises(InputError, match=why) as error:
            command.run(address, str(tmp_path / "out"))
        assert "\n" not in str(error.value)


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    folder = Folder(str(tmp_path))
    folder.write("a", b"first")
    with pytest.raises(TypeError), folder.writing("a") as file:
        file.writelines([b"half", None])
    assert (folder.read("a"), folder.names()) == (b"first", ["a"])


def test_assert_same_sees_a_difference(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a").write_text(name)
    with pytest.raises(AssertionError):
        assert_same(tmp_path / "one", tmp_path / "two")
