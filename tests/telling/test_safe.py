from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.telling.safe import (
    cell,
    clean,
    clean_with_marks,
    link,
    markdown,
    shorten,
)

ANY = st.text(alphabet=st.characters(codec=None), max_size=60)
OBEYED = "\x00\x07\x08\x1b\x7f\x9b\u202a\u202e\u2066\u2069\ufeff\u2028\U000e0041\ud800"


@given(ANY)
def test_nothing_that_is_obeyed_is_left(text):
    out = clean(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in out)
    assert not set(out) & set(OBEYED)
    assert clean(out) == out


@pytest.mark.parametrize("mark", OBEYED)
def test_each_mark_goes_and_the_words_stay(mark):
    assert clean(f"one{mark}two").replace(" ", "") == "onetwo"


def test_right_to_left_words_stay():
    assert clean("قال المرصد") == "قال المرصد"


@given(ANY)
def test_a_cell_is_never_a_formula(text):
    out = cell(text)
    assert not out.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    row = io.StringIO()
    csv.writer(row).writerow([out])
    assert next(csv.reader(io.StringIO(row.getvalue())))[0] == out


@pytest.mark.parametrize(
    "text", ["=1+1", " =cmd|'/c calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"]
)
def test_formulas_are_disarmed(text):
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_markdown_and_tags_are_escaped():
    out = str(markdown("<script>*x*</script> [a](javascript:b) `c` | # d"))
    for sign in "<>*[]`|#":
        at = out.find(sign)
        while at >= 0:
            assert out[at - 1] == "\\"
            at = out.find(sign, at + 1)


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "data:text/html,x", "ftp://a/b", "//a/b", "a", ""),
        *("http://", "http://[", "java\nscript:alert(1)", None),
    ],
)
def test_only_web_addresses_are_links(url):
    assert link(url) is None


def test_an_address_cannot_close_its_markup():
    out = link('https://example.org/a"><script>x</script> <b>')
    assert out
    assert not set(out) & set('"<> ')


@given(st.text(alphabet="ab \x00\u202e\n", min_size=4, max_size=30), st.data())
def test_marks_move_with_the_words(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    out, marks = clean_with_marks(text, [(start, end)])
    assert out == clean(text)
    words = clean(text[start:end])
    assert [out[a:b] for a, b in marks] == ([words] if words else [])


@given(ANY, st.integers(10, 50))
def test_short_is_short(text, limit):
    assert len(shorten(text, limit)) <= limit
