"""Bytes to text."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import Unreadable
from marsad.gather.decoding import clean, decode, storable

RUSSIAN = "Армия заявила, что отбила атаку на город и нанесла противнику потери. " * 3
ARABIC = "قال المرصد إن المعارضة دخلت المدينة بعد معارك عنيفة مع القوات الحكومية. " * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
        (RUSSIAN, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        ("The army said so.", "utf-16-le"),
    ],
)
def test_a_guessed_encoding_is_right_and_told(text: str, encoding: str) -> None:
    decoded, guessed = decode(text.encode(encoding))
    assert decoded == text
    assert guessed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_certain_encoding_is_no_guess(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == (RUSSIAN, None)


def test_a_declared_encoding_is_used_where_it_is_not_utf8() -> None:
    assert decode("à la carte".encode("latin-1"), "latin-1") == ("à la carte", None)
    assert decode("à la carte".encode(), "latin-1") == ("à la carte", None)
    assert decode(b"plain", "no-such-codec") == ("plain", None)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", bytes(range(32)) * 9]
)
def test_binary_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_noise_is_never_text() -> None:
    for _ in range(5):
        with pytest.raises(Unreadable):
            decode(os.urandom(4000))


def test_clean_keeps_paragraphs_and_drops_controls() -> None:
    dirty = "\ufeffOne\r\ntwo.\r\r\x00\x07Thre\u0301e\u2028four \x1b\n"
    assert clean(dirty) == "One\ntwo.\n\nThr\u00e9e\nfour"


def test_marks_heaped_on_a_letter_cost_no_time() -> None:
    heaped = "a" + "\u0301\u0323" * 100_000
    before = time.perf_counter()
    assert clean(heaped) == heaped
    assert time.perf_counter() - before < 2


@given(st.text(alphabet=st.characters()))
def test_storable_text_keeps_every_offset(text: str) -> None:
    stored = storable(text)
    assert len(stored) == len(text)
    assert "\0" not in stored
    stored.encode("utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except Unreadable:
        return
    clean(text).encode("utf-8")
