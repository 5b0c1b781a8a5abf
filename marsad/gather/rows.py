"""The corpus form: documents as JSON, one a line (.jsonl) or in one value (.json)."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from marsad.errors import Unreadable
from marsad.gather.decoding import decode, storable
from marsad.gather.fields import stated
from marsad.gather.outcome import Found, Note, Refused

_NOT_A_DOCUMENT = (
    "no object with a `text` field; documents have doc_id, outlet, published, title "
    "and text (docs/corpus-form.md)"
)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_lines(stream: BinaryIO, path: str, stem: str) -> Iterator[Found | Refused]:
    """The documents of a .jsonl file; a broken line is refused by itself. `path` names
    the file in refusals, `stem` the documents without a `doc_id`."""
    seen: set[str] = set()
    for number, line in enumerate(_utf8(stream), 1):
        if line.strip():
            where = f"line {number}"
            yield _line(line, path, where, f"{stem}-{number}", seen)


def read_value(stream: BinaryIO, path: str, stem: str) -> Iterator[Found | Refused]:
    """The documents of a .json file: one object, or a list of them. JSON lines under
    that name are read as such."""
    data = stream.read()
    try:
        value = json.loads(decode(data)[0])
    except (ValueError, RecursionError) as wrong:
        if _starts_with_object(data):
            yield from read_lines(io.BytesIO(data), path, stem)
            return
        raise Unreadable(
            "bad_json", f"not valid JSON ({wrong}); mend it and add it again"
        ) from wrong
    if isinstance(value, dict) and "text" in value:
        yield read_row(value, path, None, stem, set())
        return
    if not isinstance(value, list) or not any(
        isinstance(row, dict) and "text" in row for row in value
    ):
        raise Unreadable("not_a_document", _NOT_A_DOCUMENT)
    seen: set[str] = set()
    for number, row in enumerate(value, 1):
        yield read_row(row, path, f"item {number}", f"{stem}-{number}", seen)


def _utf8(stream: BinaryIO) -> BinaryIO:
    """`stream` in UTF-8, without a byte-order mark; UTF-16 is what Windows shells
    write."""
    start = stream.read(3)
    stream.seek(0)
    if start.startswith(_WIDE):
        return io.BytesIO(decode(stream.read())[0].encode("utf-8", "surrogatepass"))
    if start == codecs.BOM_UTF8:
        stream.seek(3)
    return stream


def _starts_with_object(data: bytes) -> bool:
    first = data.lstrip().partition(b"\n")[0]
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _line(
    line: bytes, path: str, where: str, key: str, seen: set[str]
) -> Found | Refused:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as wrong:
        told = f"not UTF-8 ({wrong.reason}); save the file as UTF-8 and add it again"
        return Refused(path, where, "encoding", told)
    except (ValueError, RecursionError) as wrong:
        told = f"not valid JSON ({_told(wrong)}); mend the line, add the file again"
        return Refused(path, where, "bad_json", told)
    return read_row(row, path, where, key, seen)


def _told(wrong: Exception) -> str:
    if isinstance(wrong, json.JSONDecodeError):
        return f"{wrong.msg} at character {wrong.colno}"  # of one line
    return str(wrong)


def read_row(
    row: Any, path: str, where: str | None, key: str, seen: set[str]
) -> Found | Refused:
    """The document of one row. `key` names it where it has no `doc_id`; `seen` holds
    the keys of the file's earlier rows, and gets this one."""
    try:
        row = _storable(row)
    except RecursionError:
        return Refused(path, where, "bad_json", "nested too deep; mend it")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Refused(path, where, "not_a_document", _NOT_A_DOCUMENT)
    fields, notes = stated(row)
    key = fields.setdefault("key", key)
    if key in seen:
        told = f"doc_id {key!r} stands twice in {path}; give each document its own"
        notes = (*notes, Note("duplicate_key", told))
    seen.add(key)
    if row.get("published_inferred"):
        told = "its date was inferred by who wrote the file, not stated by the source"
        notes = (*notes, Note("date_inferred", told))
    origin = row.get("text_origin")
    return Found(
        text=row["text"],
        fields=fields,
        claims=row.get("claims"),
        text_origin=origin if isinstance(origin, str) else None,
        where=where,
        exact=True,
        notes=notes,
    )


def _storable(value: Any) -> Any:
    """`value` with every text in it storable, so that quotes still match the text."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {storable(name): _storable(item) for name, item in value.items()}
    return value
