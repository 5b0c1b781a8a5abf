"""Plain text and Markdown: an optional header or front matter, then the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from marsad.gather.decoding import clean, decode
from marsad.gather.fields import split_front_matter, split_header
from marsad.gather.guard import third_party
from marsad.gather.outcome import Found, Note

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_MOST_MARKED = 200_000  # characters; hostile Markdown takes time in their square


def read_text(data: bytes) -> Found:
    """A .txt file. Its header is a block of `Outlet: ...` lines, or front matter."""
    text, notes = decode_noting(data)
    fields, body = split_front_matter(text)
    if not fields:
        fields, body = split_header(text)
    return Found(text=body, fields=fields, notes=notes)


def read_markdown(data: bytes) -> Found:
    """A .md file: its words without the marks. A first heading is the title where
    front matter gives none."""
    text, notes = decode_noting(data)
    fields, body = split_front_matter(text)
    if len(body) > _MOST_MARKED:
        told = f"longer than {_MOST_MARKED:,} characters: its Markdown marks are kept"
        return Found(text=body, fields=fields, notes=(*notes, Note("marked_up", told)))
    with third_party("Markdown"):
        blocks = _blocks(body)
    if blocks and blocks[0].tag == "h1" and "title" not in fields:
        fields["title"] = blocks[0].words
    if blocks and blocks[0] == _Block("h1", fields.get("title", "")):
        del blocks[0]  # the title stands apart
    return Found(text="\n\n".join(b.words for b in blocks), fields=fields, notes=notes)


def decode_noting(
    data: bytes, declared: str | None = None
) -> tuple[str, tuple[Note, ...]]:
    """The cleaned text of `data`, with a note where its encoding was guessed."""
    text, guessed = decode(data, declared)
    if guessed is None:
        return clean(text), ()
    told = f"encoding guessed to be {guessed}; if letters look wrong, save it as UTF-8"
    return clean(text), (Note("encoding_guessed", told),)


class _Block(NamedTuple):
    tag: str
    words: str


def _blocks(markdown: str) -> list[_Block]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - lazy: slow to load

    out = []
    tag = ""
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.nesting == 1:
            tag = token.tag
        words = _TAG.sub("", _words(token)).strip()
        if words:
            out.append(_Block(tag, words))
    return out


def _words(token: Token) -> str:
    if token.type != "inline":
        return token.content
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
        if child.type != "image"
    )
