"""Saved web pages: the article of a page and what the page declares of it, through trafilatura; nothing is fetched.

What a page declares of itself (JSON-LD, meta tags) goes before what is guessed from its look.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.corpus import decode
from analysis.corpus.columns import declared_names
from analysis.corpus.source import Doubt, Unreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FIELDS = ("headline", "outlet", "published", "byline", "url")
MOST_TAGS = 100_000
"""Tags of the largest page that is read: those of news have some thousands; so many take ten seconds."""
DEEPEST = 20
"""Lists and objects within each other that are looked through for what a page declares of itself."""
CELL, CELLS_MOST = " | ", 3
"""How the extractor writes the cells of a table in one line, and how many a line of a story may have."""
LITTLE = 250
"""Characters below which trafilatura takes what it can get."""
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
DOUBTED = {"outlet": "outlet", "published": "date"}
_SUFFIX = re.compile(r"(.+)\s+[|–—·-]\s+(.+)")
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|Statement)$", re.IGNORECASE)


class Page(NamedTuple):
    """The article of a page: its paragraphs, a line each, and fields with the places they were taken from."""

    paragraphs: tuple[str, ...]
    fields: Mapping[str, str]
    sources: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()


@cache
def extractor() -> str:
    """Name and version of what takes the article out of a page.

    >>> extractor().startswith("trafilatura 2.")
    True
    """
    from importlib.metadata import version

    return f"trafilatura {version('trafilatura')}"


def read(data: bytes) -> Page:
    """Take the article out of a page.

    Raises:
        Unreadable: no page, or one without an article.

    Note: what trafilatura takes for the article is not always all of it, nor only it; captions are left out, and a long
        paragraph that stands twice is there once.

    References: Barbaresi (2021), Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
        Extraction (ACL demo).
    """
    import trafilatura  # 0.6 s

    if data.count(b"<") > MOST_TAGS:
        raise Unreadable(f"has more than {MOST_TAGS:,} tags", "save its text as .txt")
    text, doubts = _decoded(data)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise Unreadable("is no HTML page", "save the page again, or its text as .txt")
    fields, sources = _declared(tree)
    guessed = _guessed(tree)
    modified = fields.pop("modified", "")
    if modified and guessed.get("published") == modified[:10]:
        del guessed["published"]  # when it was changed is not when it was published
    guesses = [name for name in FIELDS if name not in fields and guessed.get(name)]
    for name in guesses:
        fields[name], sources[name] = guessed[name], f"guess of {extractor()}"
    if doubtful := [DOUBTED[name] for name in guesses if name in DOUBTED]:
        reason = f"the page does not declare its {' and '.join(doubtful)}; taken from a guess of {extractor()}"
        doubts += (Doubt(reason, "compare with the page, or list the article in a study file"),)
    fields["headline"] = _without_site(fields.get("headline", ""), fields.get("outlet", ""))
    # Neither recall nor precision is favoured: the one brings in footers, the other leaves out paragraphs of odd pages.
    article = trafilatura.extract(tree, include_comments=False) or ""
    paragraphs = tuple(line.strip() for line in article.split("\n") if line.strip())
    if not paragraphs:
        raise Unreadable("is a page without an article's text", "save the page once it has loaded, or its text as .txt")
    if len(article) < LITTLE:
        reason = f"a page of {len(article)} characters of text: perhaps not all of the article, or more than it"
        doubts += (Doubt(reason, "compare it with the page"),)
    if any(paragraph.count(CELL) > CELLS_MOST for paragraph in paragraphs):
        doubts += (Doubt("a page laid out in table cells: menus may stand in its text", "save its text as .txt"),)
    return Page(paragraphs, {k: v for k, v in fields.items() if v}, sources, doubts)


def _decoded(data: bytes) -> decode.Decoded:
    """The source of a page: UTF-8 if it is, else as the page says, else by a guess that is told."""
    stated = _CHARSET.search(data, 0, 4096)
    return decode.decode(data, stated[1].decode("ascii") if stated else None)


def _guessed(tree: "HtmlElement") -> dict[str, str]:
    """What trafilatura makes of a page where the page declares nothing."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(tree, extensive=False)
    values = (found.title, found.sitename, found.date, found.author, found.url)
    return {name: value for name, value in zip(FIELDS, values, strict=True) if value}


def _declared(tree: "HtmlElement") -> tuple[dict[str, str], dict[str, str]]:
    """What a page says of itself, and where: JSON-LD first, then meta tags, then its canonical link."""
    fields: dict[str, str] = {}
    sources: dict[str, str] = {}
    article = _json_ld(tree)
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name and (content := _even(tag.get("content"))):
            meta.setdefault(name.casefold(), content)
    link = tree.find(".//link[@rel='canonical']")
    if link is not None and (address := _even(link.get("href"))):
        meta["canonical"] = address
    for field in (*FIELDS, "modified"):
        names = declared_names(field)
        for key in names["json-ld"]:
            if value := _value(article, key):
                fields[field], sources[field] = value, f"the page's JSON-LD: {key}"
                break
        else:
            for key in names["meta"]:
                if value := meta.get(key, ""):
                    where = "canonical link" if key == "canonical" else f"meta tag {key}"
                    fields[field], sources[field] = value, f"the page's {where}"
                    break
    return fields, sources


def _json_ld(tree: "HtmlElement") -> Mapping[str, Any]:
    """The first article that a page describes in JSON-LD (schema.org)."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            for node in _nodes(data):
                kinds = node.get("@type")
                if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    return node
    return {}


def _nodes(data: Any, depth: int = 1) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list) and depth <= DEEPEST:
        for item in data:
            yield from _nodes(item, depth + 1)
    elif isinstance(data, dict) and depth <= DEEPEST:
        yield data
        yield from _nodes(data.get("@graph", []), depth + 1)


def _value(node: Any, path: str, depth: int = 1) -> str:
    """Text at a dotted path: `publisher.name`; several authors are listed."""
    for key in path.split("."):
        if isinstance(node, list):
            values = [_value(item, key, depth + 1) for item in node] if depth <= DEEPEST else []
            node = ", ".join(value for value in values if value)
        elif isinstance(node, dict):
            node = node.get(key)
        else:  # *author: Ann Lee* as well as *author: {name: Ann Lee}*
            node = node if key == "name" else None
    if isinstance(node, list):
        node = ", ".join(str(item) for item in node if isinstance(item, str))
    return _even(node) if isinstance(node, str) else ""


def _even(text: str | None) -> str:
    return _SPACE.sub(" ", text or "").strip()


def _without_site(headline: str, outlet: str) -> str:
    """A title without the site's name behind it.

    >>> _without_site("Bridge closed - again | The Daily", "The Daily")
    'Bridge closed - again'
    """
    parts = _SUFFIX.fullmatch(headline)
    return parts[1] if parts and parts[2].casefold() == outlet.casefold() else headline
