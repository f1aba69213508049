"""A folder of everything that goes wrong with files: what each is, and what must be said of it.

`CASES` has for each file how it is written, how many articles it gives, and the beginning of every note on it:
`severity: reason`, with `row N:` before a reason that is about a row.
"""

import gzip
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus import files

Write = Callable[[Path], object]


class Case(NamedTuple):
    """One file: how it is written, the articles that it gives, and what is said of it."""

    write: Write
    articles: int
    notes: tuple[str, ...]


def text(words: str, encoding: str = "utf-8") -> Write:
    return lambda path: path.write_bytes(words.encode(encoding))


def raw(data: bytes) -> Write:
    return lambda path: path.write_bytes(data)


def packed(data: bytes) -> Write:
    return lambda path: path.write_bytes(gzip.compress(data, mtime=0))


def frame(**columns: list) -> Write:
    return lambda path: pd.DataFrame(columns).to_parquet(path)


def arrow(**columns: pa.Array) -> Write:
    return lambda path: pq.write_table(pa.table(columns), path)


def book(*rows: list) -> Write:
    def write(path: Path) -> None:
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        made.save(path)

    return write


def document(*paragraphs: str) -> Write:
    def write(path: Path) -> None:
        made = docx.Document()
        for paragraph in paragraphs:
            made.add_paragraph(paragraph)
        made.save(str(path))

    return write


def archive(**members: bytes) -> Write:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in members.items():
                made.writestr(name.replace("__", "/"), data)

    return write


def cut(write: Write, share: float = 0.6) -> Write:
    """The beginning of a file, as a download that broke off leaves it."""

    def beginning(path: Path) -> None:
        write(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return beginning


def rewritten(write: Write, old: bytes, new: bytes) -> Write:
    """A workbook with something else written in its first sheet."""

    def exchange(path: Path) -> None:
        write(path)
        with zipfile.ZipFile(path) as made:
            members = {name: made.read(name) for name in made.namelist()}
        sheet = "xl/worksheets/sheet1.xml"
        members[sheet] = members[sheet].replace(old, new).replace(b'"A3"', b'"A' + new[3:])
        archive(**members)(path)

    return exchange


def spoilt(write: Write) -> Write:
    """A file with bytes in its middle overwritten."""

    def overwrite(path: Path) -> None:
        write(path)
        data = bytearray(path.read_bytes())
        middle = len(data) // 2
        data[middle - 20 : middle + 20] = b"\xff" * 40
        path.write_bytes(bytes(data))

    return overwrite


def link(target: str) -> Write:
    return lambda path: path.symlink_to(target)


def story(number: int) -> str:
    """A small article that no other file has."""
    return f"Bridge {number} closed\n\nBridge {number} was closed on Monday, police said. Nobody was hurt.\n"


def page(head: str, number: int, body: str = "") -> str:
    body = (
        body
        or f"<p>Bridge {number} was closed on Monday after a crack was found in one of its pillars, police said.</p>"
    )
    more = "<p>Nobody was hurt, and the mayor asked people to use the ferry until the bridge has been looked at.</p>"
    more += "<p>“It opens on Friday,” she said. “Until then there is no danger to anybody in the town.”</p>"
    return f"<html><head><title>Bridge {number} closed</title>{head}</head><body><article><h1>Bridge {number} closed</h1>{body}{more if body else ''}</article></body></html>"


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'.encode()


def bomb(path: Path) -> None:
    """Ten million blanks in a few bytes of a Word document, over what is unpacked for a test."""
    document("A.")(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/media/a.bin", b" " * (files.LARGEST_TREE + 1))


def laughing(path: Path) -> None:
    document("A.")(path)
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["word/document.xml"] = laughs()
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)


def long_line(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for _ in range(50):
            file.write("word " * 200_000)


CURLY = "“It’s a letter — no more,” he said of bridge {n}.\n"
WESTERN = ("doubt: not UTF-8; read as Windows-1252, a guess",)
EMPTY = ("reject: has 10,000 empty rows one after the other in sheet 'Sheet'; what stands below is not read",)
CASES: dict[str, Case] = {
    # Texts and their bytes
    "a01.txt": Case(text(story(1)), 1, ()),
    "a02-bom.txt": Case(text(story(2), "utf-8-sig"), 1, ("doubt: a byte order mark before the text was left out",)),
    "a03-utf16.txt": Case(text(story(3), "utf-16"), 1, ("doubt: read as UTF-16, after its byte order mark",)),
    "a04-utf16be.txt": Case(raw(b"\xfe\xff" + story(4).encode("utf-16-be")), 1, ("doubt: read as UTF-16",)),
    "a05-western.txt": Case(text(CURLY.format(n=5), "cp1252"), 1, ("doubt: not UTF-8; read as Windows-1252, a guess",)),
    "a06-cyrillic.txt": Case(
        text("Мост закрыт\n\nПисьмо было ошибкой, сказал министр обороны во вторник в столице страны.\n", "cp1251"),
        0,
        ("reject: is in a language that is not asked for: ", "doubt: not UTF-8; read as "),
    ),
    "a07-crlf.txt": Case(text(story(7).replace("\n", "\r\n")), 1, ()),
    "a08-cr.txt": Case(text(story(8).replace("\n", "\r")), 1, ()),
    "a09-empty.txt": Case(raw(b""), 0, ("reject: is empty",)),
    "a10-blank.txt": Case(text(" \n\t\n\u00a0\n"), 0, ("reject: is empty",)),
    "a11-nul.txt": Case(raw(b"a\x00b"), 0, ("reject: holds NUL characters: not a text",)),
    "a12-utf16-no-bom.txt": Case(text(story(12), "utf-16-le"), 0, ("reject: holds NUL characters: not a text",)),
    "a13-pdf.txt": Case(raw(b"%PDF-1.7\n%\xe2\xe3"), 0, ("reject: is a PDF, not plain text",)),
    "a14-office.txt": Case(archive(x=b"x"), 0, ("reject: is a zip archive or office document",)),
    "a15-old-office.txt": Case(raw(b"\xd0\xcf\x11\xe0\xa1\xb1"), 0, ("reject: is an old office document",)),
    "a16-rtf.txt": Case(raw(b"{\\rtf1 A.}"), 0, ("reject: is rich text (RTF)",)),
    "a17-image.md": Case(raw(b"\x89PNG\r\n\x1a\n\x00"), 0, ("reject: is a PNG image",)),
    "a18-mojibake.txt": Case(
        text("Itâ€™s bridge 18\n\nâ€œNo danger,â€\x9d she said."),
        1,
        ("doubt: UTF-8 that was saved as Windows-1252 (â€™); read back",),
    ),
    "a19-lost.txt": Case(
        text("It\ufffds bridge 19\n\n\ufffdNo danger,\ufffd she said."),
        0,
        ("reject: has 3 lost or garbled characters (U+FFFD)",),
    ),
    "a20-one-lost.txt": Case(
        text(f"{story(20)}\nThe caf\ufffd beside it stays open."), 1, ("doubt: lost or garbled characters (U+FFFD): 1",)
    ),
    "a21-mixed.txt": Case(
        text("“It’s bridge 21”\n\nâ€œNo danger,â€\x9d she said, â€˜noneâ€™."),
        0,
        ("reject: has 4 lost or garbled characters (â€œ)",),
    ),
    "a22-page.txt": Case(text(page("", 22)), 1, ("doubt: looks like HTML; its tags were read as text",)),
    "a23-wrapped.txt": Case(
        text(
            "Bridge 23\n\n"
            + "The bridge was closed on Monday after\na crack was found in one of its\npillars, police said.\n" * 3
        ),
        1,
        ("doubt: lines look cut to a fixed width",),
    ),
    "a24-book.txt": Case(text("word " * 300_000), 0, ("reject: has 1,500,000 characters",)),
    "a25-line-of-50-mb.txt": Case(long_line, 0, ("reject: is larger than 4 MB",)),
    # Names and places
    "b01.pdf": Case(raw(b"%PDF-1.7"), 0, ("reject: files of type .pdf are not read",)),
    "b02-nameless": Case(text(story(2)), 0, ("reject: has no file type",)),
    "b03.doc": Case(raw(b"\xd0\xcf\x11\xe0"), 0, ("reject: files of type .doc are not read",)),
    "README.md": Case(text("About these."), 0, ("reject: is about the folder, by its name",)),
    "b05-copy-of-a01.txt": Case(text(story(1)), 0, ("reject: is a duplicate of a01.txt: the same text",)),
    "b06-loop.txt": Case(link("b06-loop.txt"), 0, ("reject: is a link that leads nowhere, or back to itself",)),
    "b07-broken-link.txt": Case(link("nowhere.txt"), 0, ("reject: is a link that leads nowhere",)),
    "b08-leaves.txt": Case(link("/etc/hostname"), 0, ("reject: is a link that leaves the corpus folder",)),
    "b09-linked-folder": Case(link("."), 0, ("reject: is a link to a folder; linked folders are not followed",)),
    "b10-fifo.txt": Case(os.mkfifo, 0, ("reject: is no file",)),
    "b13-fifo.parquet": Case(os.mkfifo, 0, ("reject: is no file",)),
    "b14-fifo.docx": Case(os.mkfifo, 0, ("reject: is no file",)),
    "b11-folder.txt": Case(lambda path: path.mkdir(), 0, ()),
    "b12-link-inside.txt": Case(link("a01.txt"), 0, ("reject: is a duplicate of a01.txt: the same text",)),
    # Pages
    "c01.html": Case(text(page("", 301)), 1, ()),
    "c02-western.html": Case(text(page('<meta charset="windows-1252">', 302), "cp1252"), 1, ()),
    "c03-no-text.html": Case(
        text("<html><body><script>render()</script></body></html>"), 0, ("reject: is a page without an article's text",)
    ),
    "c04-empty.html": Case(raw(b""), 0, ("reject: is empty",)),
    "c05-binary.html": Case(raw(b"<html>\x00\x01\x02</html>"), 0, ("reject: holds NUL characters: not a text",)),
    "c06-date.html": Case(
        text(page('<meta property="article:published_time" content="tomorrow">', 306)),
        1,
        ("doubt: the page's meta tag article:published_time 'tomorrow' is no date",),
    ),
    "c07-json-ld.html": Case(text(page('<script type="application/ld+json">{"a": [</script>', 307)), 1, ()),
    "c08-deep.html": Case(text("<html><body>" + "<div>" * 20_000 + "<p>Bridge 308 was closed.</p>"), None, ()),
    "c10-many-tags.html": Case(text("<html><body>" + "<p>A" * 110_000), 0, ("reject: has more than 100,000 tags",)),
    "c11-undefined.html": Case(text(page('<meta charset="undefined">', 311), "cp1252"), 1, WESTERN),
    "c12-idna.html": Case(text(page('<meta charset="idna">', 312), "cp1252"), 1, WESTERN),
    "c13-deep-json-ld.html": Case(
        text(page('<script type="application/ld+json">' + "[" * 700 + "]" * 700 + "</script>", 313)), 1, ()
    ),
    "c14-deep-author.html": Case(
        text(
            page(
                '<script type="application/ld+json">{"@type": "NewsArticle", "author": '
                + "[" * 700
                + "]" * 700
                + "}</script>",
                314,
            )
        ),
        1,
        (),
    ),
    "c09.html.gz": Case(packed(page("", 309).encode()), 1, ()),
    # Documents
    "d01.docx": Case(document("Bridge 401 closed", "It was closed on Monday."), 1, ()),
    "d02-empty.docx": Case(document(), 0, ("reject: is empty",)),
    "d03-text.docx": Case(text(story(403)), 0, ("reject: is no .docx file but looks like plain text",)),
    "d04-zip.docx": Case(archive(a=b"x"), 0, ("reject: is no whole .docx document",)),
    "d05-cut.docx": Case(cut(document("Bridge 405 closed")), 0, ("reject: is no whole .docx file",)),
    "d06-spoilt.docx": Case(spoilt(document("Bridge 406 closed")), 0, ("reject: is no whole .docx",)),
    "d07-bomb.docx": Case(bomb, 0, ("reject: unpacks to more than",)),
    "d08-laughs.docx": Case(laughing, 0, ("reject: ",)),
    # Delimited tables
    "e01.csv": Case(text("headline,text\nBridge 501,Closed.\n"), 1, ()),
    "e02-no-text.csv": Case(text("a,b\n1,2\n"), 0, ("reject: no column of text or headline; its columns are a, b",)),
    "e03-header-only.csv": Case(text("headline,text\n"), 0, ("reject: has no row that is an article",)),
    "e04-fields.csv": Case(
        text("headline,text\nBridge 504,Closed, and open.\nBridge 505,Open.\n"),
        1,
        ("reject: row 1: has 3 fields where the header has 2",),
    ),
    "e05-quote.csv": Case(
        text('headline,text\nBridge 506,Closed.\nBridge 507,"Open.\nBridge 508,Open.\n'),
        1,
        ("reject: row 2: opens a quotation mark that nothing closes, so lines 3 to 4 went into it",),
    ),
    "e06-behind-quote.csv": Case(
        text('headline,text\nBridge 509,"Open" again.\nBridge 510,Open.\n'),
        1,
        ("reject: row 1: has text behind the mark that closes a quoted field",),
    ),
    "e07-twice.csv": Case(text("text,text\nA,B\n"), 0, ("reject: column text stands twice in the header",)),
    "e08-nan.csv": Case(
        text("headline,text\nBridge 511,NaN\nBridge 512,Open.\n"), 1, ("reject: row 1: its text is 'NaN': no value",)
    ),
    "e09-dates.csv": Case(
        text("text,date\nBridge 513.,2020-02-30\nBridge 514.,9999-12-31\nBridge 515.,Monday\nBridge 516.,03/04/2020\n"),
        2,
        (
            "reject: row 1: date '2020-02-30' is a day that no calendar has",
            "reject: row 2: date '9999-12-31' is a day that no calendar has",
            "doubt: row 3: date 'Monday' is no date",
            "doubt: row 4: date '03/04/2020' could be two different days",
        ),
    ),
    "e10-nul.csv": Case(raw(b"text\nA\x00.\n"), 0, ("reject: holds NUL characters: not a text",)),
    "e11-western.csv": Case(
        text("text\n" + "Bridge 517 was closed.\n" + CURLY.format(n=518).replace(",", ""), "cp1252"),
        2,
        ("doubt: not UTF-8; read as Windows-1252, a guess",),
    ),
    "e12-workbook.csv": Case(book(["text"], ["A."]), 0, ("reject: is a zip archive or office document",)),
    "e13-duplicates.csv": Case(
        text("text,outlet,url\nBridge 519.,X,x.example/1\nBridge 519.,X,\nBridge 520.,X,x.example/1\nBridge 519.,Y,\n"),
        2,
        (
            "reject: row 2: is a duplicate of e13-duplicates.csv, row 1: the same text",
            "reject: row 3: is a duplicate of e13-duplicates.csv, row 1: the same URL, another text",
            "doubt: row 4: has the same text as e13-duplicates.csv, row 1, with another outlet; kept as a copy",
        ),
    ),
    "e14-long-line.csv": Case(
        lambda path: path.write_text(
            f"headline,text\nBridge 521,{'word ' * 2_000_000}\nBridge 522,Open.\n", encoding="utf-8"
        ),
        1,
        ("reject: row 1: is a line of more than",),
    ),
    "e15-cell.csv": Case(
        lambda path: path.write_text(f"text\n{'Bridge' * 5461}5\n", encoding="utf-8"),
        1,
        ("doubt: row 1: its text has 32,767 characters",),
    ),
    "e16-tags.tsv": Case(
        text("headline\ttext\nBridge 523\t<p>Closed.</p>\n"), 1, ("doubt: row 1: its text holds HTML tags",)
    ),
    "e17-swallows.csv": Case(
        lambda path: path.write_text('text\n"Bridge 524\n' + "word\n" * 2_000_000, encoding="utf-8"),
        0,
        (
            "reject: row 1: opens a quotation mark that nothing closes",
            "reject: what stands below row 1 cannot be told apart",
        ),
    ),
    "e18-utf16.csv": Case(
        text("headline,text\nBridge 525,“Shut.”\n", "utf-16"), 1, ("doubt: read as UTF-16, after its byte order mark",)
    ),
    "e19-cr.csv": Case(text("headline,text\rBridge 526,Shut.\rBridge 527,Open.\r"), 2, ()),
    "e20-entities.csv": Case(
        text("text\nBridge 528 &amp; more.\n"), 1, ("doubt: row 1: its text holds HTML entities (&amp;)",)
    ),
    "e21-western-far-below.csv": Case(
        lambda path: path.write_bytes(
            b"text\n"
            + b"".join(b"Bridge %d.\n" % n for n in range(529_000, 529_005))
            + b"\n" * (2 << 20)
            + CURLY.format(n=530).replace(",", "").encode("cp1252")
        ),
        6,
        ("doubt: not UTF-8; read as Windows-1252, a guess",),
    ),
    # JSON
    "f01.json": Case(text(json.dumps({"articles": [{"text": "Bridge 601."}]})), 1, ()),
    "f02-broken.json": Case(text('[{"text": "A."'), 0, ("reject: is no JSON",)),
    "f03-number.json": Case(text("7"), 0, ("reject: is neither a list of objects nor an object",)),
    "f04-list.json": Case(text('["A.", {"text": "Bridge 604."}]'), 1, ("reject: row 1: is no JSON object",)),
    "f11-deep-value.jsonl": Case(
        text('{"text": "Bridge 611."}\n{"text": ' + "[" * 700 + '"A."' + "]" * 700 + "}\n" + '{"text": "Bridge 612."}'),
        2,
        ("reject: row 2: its text is nested more than 20 deep",),
    ),
    "f05-deep.json": Case(text("[" * 100_000), 0, ("reject: is no JSON",)),
    "f06.jsonl": Case(
        text('{"text": "Bridge 606."}\nnot json\n[1]\n{"n": 1}\n{"text": "A\\u0000."}\n'),
        1,
        (
            "reject: row 2: is no JSON",
            "reject: row 3: is no JSON object",
            "reject: row 4: no field of text or headline",
            "reject: row 5: holds NUL characters",
        ),
    ),
    "f07-surrogate.jsonl": Case(
        text('{"text": "Bridge 607 was closed a\\ud83d."}\n'), 1, ("doubt: row 1: held halves of characters",)
    ),
    "f08-nan.jsonl": Case(
        text('{"text": NaN, "headline": "Bridge 608"}\n'), 0, ("reject: row 1: its text is 'NaN'", "reject: has no row")
    ),
    "f09-newsapi.json": Case(
        text(
            json.dumps(
                {
                    "articles": [
                        {
                            "source": {"name": "X"},
                            "title": "Bridge 609",
                            "publishedAt": "2020-01-07T10:00:00Z",
                            "url": "x.example/609",
                            "content": "It was closed… [+2000 chars]",
                        }
                    ]
                }
            )
        ),
        1,
        ("doubt: row 1: its text is cut, by its last words",),
    ),
    # Packed files
    "g01.txt.gz": Case(packed(story(701).encode()), 1, ()),
    "g02-not.csv.gz": Case(text("text\nA.\n"), 0, ("reject: is no whole gzip file",)),
    "g03-cut.jsonl.gz": Case(
        cut(packed("\n".join(f'{{"text": "{os.urandom(40).hex()}"}}' for _ in range(50)).encode())),
        0,
        ("reject: is no whole gzip file",),
    ),
    "g04-bomb.csv.gz": Case(
        packed(b"text\n" + b"word word word word\n" * 4_000_000),
        0,
        ("reject: unpacks to more than 100 times its size",),
    ),
    "g05.gz": Case(packed(b"A."), 0, ("reject: files of type .gz are not read",)),
    "g06-spoilt.csv.gz": Case(
        spoilt(packed(("text\n" + "\n".join(os.urandom(20).hex() for _ in range(99))).encode())),
        0,
        ("reject: is no whole gzip file",),
    ),
    # Workbooks
    "h01.xlsx": Case(book(["headline", "text"], ["Bridge 801", "Closed."]), 1, ()),
    "h02-csv.xlsx": Case(text("text\nA.\n"), 0, ("reject: is no .xlsx file but looks like plain text",)),
    "h06-far.xlsx": Case(rewritten(book(["text"], ["Bridge 806."], ["A."]), b'r="3"', b'r="20000000"'), 1, EMPTY),
    "h07-many-empty.xlsx": Case(rewritten(book(["text"], ["Bridge 807."], ["A."]), b'r="3"', b'r="10003"'), 1, EMPTY),
    "h03-cut.xlsx": Case(cut(book(["text"], ["A."])), 0, ("reject: is no whole .xlsx file",)),
    "h04-empty.xlsx": Case(book(), 0, ("reject: has no row that is an article",)),
    "h05-zip.xlsx": Case(archive(a=b"x"), 0, ("reject: is no whole .xlsx workbook",)),
    # Parquet
    "i01.parquet": Case(
        frame(headline=["Bridge 901", None], text=["Closed.", None]),
        1,
        ("reject: row 2: has neither text nor headline",),
    ),
    "i02-cut.parquet": Case(cut(frame(text=["A."])), 0, ("reject: is no whole Parquet file",)),
    "i03-text.parquet": Case(text("text\nA.\n"), 0, ("reject: is no whole Parquet file",)),
    "i04-spoilt.parquet": Case(spoilt(frame(text=[os.urandom(500).hex() for _ in range(50)])), None, ("reject: ",)),
    "i05-no-text.parquet": Case(frame(n=[1]), 0, ("reject: no column of text or headline",)),
    "i07-year-50000.parquet": Case(
        arrow(
            text=pa.array(["Bridge 907.", "Bridge 908."]),
            date=pa.array([1_515_733_344_000, 1_578_355_200], pa.timestamp("s")),
        ),
        1,
        ("reject: row 1: holds a value that is none",),
    ),
    "i06-bytes.parquet": Case(
        arrow(text=pa.array([b"It\x92s shut.", b"Bridge 906."], pa.binary())),
        1,
        ("reject: row 1: holds bytes that are no UTF-8 text",),
    ),
}


def make(folder: Path) -> dict[str, Case]:
    """Write the folder; a file that this system cannot have is left out."""
    made = {}
    for name, case in CASES.items():
        try:
            case.write(folder / name)
        except (OSError, NotImplementedError):
            continue
        made[name] = case
    return made
