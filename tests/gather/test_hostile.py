"""Files made to break a reader, and files that are none."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from marsad.gather import Gathered, Note, Refused, gather_file, outcome
from marsad.settings import Settings

RefusedFile = Callable[[str, bytes | str], Refused]
ENDINGS = ["txt", "md", "html", "pdf", "docx", "eml", "jsonl", "json", "x"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file(refused: RefusedFile, ending: str) -> None:
    assert refused(f"r.{ending}", b"").code == "empty"


@pytest.mark.parametrize("ending", ["txt", "md", "html", "eml"])
def test_nothing_but_space(refused: RefusedFile, ending: str) -> None:
    assert refused(f"r.{ending}", b" \n\n \n").code == "no_text"


@pytest.mark.parametrize("ending", ["txt", "md", "html", "dat"])
def test_binary(refused: RefusedFile, ending: str) -> None:
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9
    assert refused(f"r.{ending}", data).code == "binary"


@pytest.mark.parametrize(
    "data", [b"{\\rtf1 hello}", b"\xd0\xcf\x11\xe0" * 9, b"SQLite format 3\0" * 9]
)
def test_known_formats_that_are_not_read(refused: RefusedFile, data: bytes) -> None:
    assert refused("r.dat", data).code == "unsupported"


def test_fifty_megabytes_of_text(refused: RefusedFile) -> None:
    found = refused("r.txt", b"word " * 10_000_000)
    assert found.code == "too_long"
    assert "max_chars" in found.message


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"%PDF" * 300)
    (found,) = gather_file(path, Settings(max_bytes=1000))
    assert isinstance(found, Refused)
    assert found.code == "too_large"
    assert "max_bytes" in found.message


def test_a_row_over_the_limit_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"text": "%s"}\n{"text": "Short."}' % ("long " * 100))
    long, short = gather_file(path, Settings(max_chars=100))
    assert isinstance(long, Refused)
    assert (long.where, long.code) == ("line 1", "too_long")
    assert isinstance(short, Gathered)


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "blockquote"])
def test_deeply_nested_html(
    gather: Callable[[str, str], list[object]], english: str, tag: str
) -> None:
    before = time.perf_counter()
    page = "<html><body>" + f"<{tag}>" * 100_000 + english
    assert len(gather("r.html", page)) == 1
    assert time.perf_counter() - before < 10


@pytest.mark.parametrize("data", ["[" * 20_000, "<!--" * 40_000, ">" * 50_000 + "a"])
def test_hostile_markdown(
    gather: Callable[[str, str], list[object]], data: str
) -> None:
    before = time.perf_counter()
    assert len(gather("r.md", data)) == 1
    assert time.perf_counter() - before < 5


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    data = _with_part(_word(), "word/document.xml", b" " * 30_000_000)
    assert len(data) < 200_000
    path = tmp_path / "r.docx"
    path.write_bytes(data)
    (found,) = gather_file(path, Settings(max_bytes=20_000_000))
    assert isinstance(found, Refused)
    assert found.code == "bomb"


def test_an_entity_bomb(refused: RefusedFile) -> None:
    entities = '<!ENTITY a0 "lol">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    with zipfile.ZipFile(io.BytesIO(_word())) as archive:
        body = archive.read("word/document.xml").decode()
    prolog, _, rest = body.partition("?>")
    body = f"{prolog}?><!DOCTYPE x [{entities}]>{rest.replace('hello', '&a9;')}"
    found = refused("r.docx", _with_part(_word(), "word/document.xml", body.encode()))
    assert found.code == "unreadable"


def test_zips_that_are_no_word_file(refused: RefusedFile) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert refused("r.docx", other.getvalue()).code == "unsupported"
    assert refused("r.zip", other.getvalue()).code == "unsupported"
    assert refused("r.docx", _word()[:3000]).code == "unreadable"


def test_a_pdf_with_a_password(refused: RefusedFile) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    assert refused("r.pdf", _written(writer)).code == "encrypted"


def test_a_scanned_pdf(refused: RefusedFile) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    found = refused("r.pdf", _written(writer))
    assert found.code == "no_text"
    assert "needs OCR" in found.message


@pytest.mark.parametrize("data", [b"%PDF-1.7 garbage", b"not a pdf at all" * 99])
def test_a_broken_pdf(refused: RefusedFile, data: bytes) -> None:
    assert refused("r.pdf", data).code == "unreadable"


def test_a_pipe_never_blocks(tmp_path: Path, limits: Settings) -> None:
    pipe = tmp_path / "r.txt"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        (found,) = gather_file(path, limits)
        assert isinstance(found, Refused)
        assert found.code == "not_a_file"


def test_a_folder_or_a_missing_file_is_refused(
    tmp_path: Path, limits: Settings
) -> None:
    folder = tmp_path / "x.txt"
    folder.mkdir()
    codes = [
        found.code
        for path in (folder, tmp_path / "gone.txt")
        for found in gather_file(path, limits)
        if isinstance(found, Refused)
    ]
    assert codes == ["not_a_file", "unreadable"]


def test_a_file_that_may_not_be_read(
    tmp_path: Path, limits: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "r.txt"
    path.write_text("x")

    def refuse(self: Path, mode: str) -> None:  # root is stopped by no permission
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = gather_file(path, limits)
    assert isinstance(found, Refused)
    assert found.code == "permission"


def test_a_name_of_the_greatest_length(
    gather: Callable[[str, str], list[object]],
) -> None:
    (found,) = gather("r" * 251 + ".txt", "The army said so on Friday.")
    assert isinstance(found, Gathered)


def test_a_name_that_is_not_utf8_can_be_stored(
    tmp_path: Path, limits: Settings
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xff.txt"))
    path.write_text("The army said so on Friday.")
    (found,) = gather_file(path, limits)
    assert isinstance(found, Gathered)
    found.document.key.encode()
    assert found.document.path
    found.document.path.encode()


def test_a_parser_that_breaks_in_any_way_is_a_refusal(
    refused: RefusedFile, monkeypatch: pytest.MonkeyPatch, english: str
) -> None:
    def burst(*_: object, **__: object) -> None:
        raise RecursionError("too deep\nfor it")

    monkeypatch.setattr("trafilatura.bare_extraction", burst)
    found = refused("r.html", f"<html><body><p>{english}</p></body></html>")
    assert found.code == "unreadable"
    assert "RecursionError" in found.message


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ending=st.sampled_from(ENDINGS), data=st.binary(min_size=1, max_size=300))
def test_any_bytes_under_any_name_are_taken_or_refused(
    tmp_path: Path, limits: Settings, ending: str, data: bytes
) -> None:
    path = tmp_path / f"r.{ending}"
    path.write_bytes(data)
    for found in gather_file(path, limits):
        if isinstance(found, Gathered):
            found.document.text.encode("utf-8")
            assert found.document.text.strip()
        else:
            assert found.message


def test_importing_loads_no_parser() -> None:
    heavy = "{'trafilatura', 'pypdf', 'docx', 'py3langid', 'numpy', 'lxml', 'pydantic'}"
    code = f"import sys, marsad.gather; print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_every_code_is_told_in_the_docs_of_its_class() -> None:
    code = "".join(
        path.read_text("utf-8") for path in Path(outcome.__file__).parent.glob("*.py")
    )
    for kind, call in ((Note, "Note"), (Refused, "Unreadable")):
        used = set(re.findall(call + r'\(\s*"(\w+)",', code))
        told = set(re.findall(r"\w+", kind.__doc__ or ""))
        assert used, call
        assert used <= told


def _word() -> bytes:
    word = docx.Document()
    word.add_paragraph("hello")
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The Word file `data` with the part `name` replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def _written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
