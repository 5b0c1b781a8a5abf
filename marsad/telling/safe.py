"""Making other people's words harmless before they are printed.

Texts come from anywhere. What they say stays as it is; what a terminal, a page or a
spreadsheet would obey goes: control and escape characters, marks that reorder text
(Unicode bidirectional overrides, "Trojan Source", CVE-2021-42574), tag characters.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup

# C0 and C1 controls, bidi embeddings, overrides and isolates, byte-order marks,
# interlinear and tag characters, lone surrogates.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\u2028\u2029\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")

# What RFC 3986 lets stand in an address, and "%" for what is encoded already.
_IN_ADDRESSES = "%-._~:/?#[]@!$&*+,;=()"


def clean(text: str) -> str:
    """`text` on one line without anything that is obeyed rather than read."""
    return _SPACES.sub(" ", _OBEYED.sub(_instead, text)).strip()


def clean_with_marks(
    text: str, marks: list[tuple[int, int]]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`text` cleaned, and the character ranges `marks` moved to where they are now."""
    out = clean(text)
    moved = []
    for start, end in marks:
        words = clean(text[start:end])
        before = clean(text[:start])
        at = out.find(words, max(0, len(before) - 1)) if words else -1
        if at >= 0:
            moved.append((at, at + len(words)))
    return out, _apart(moved)


def shorten(text: str, limit: int) -> str:
    """`text` cut at a word to at most `limit` characters, the cut shown."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 4]
    at = cut.rfind(" ")
    return (cut[:at] if at > limit // 2 else cut).rstrip(" ,;:") + " […]"


def markdown(value: object) -> Markup:
    """`value` with every character escaped that Markdown or HTML would act on.

    Our own `Markup` passes as it is: templates mark what is theirs.
    """
    if isinstance(value, Markup):
        return value
    return Markup(_MARKDOWN.sub(r"\\\1", str(value)))  # noqa: S704


def cell(value: str) -> str:
    """`value` as a spreadsheet cell that is never run as a formula (OWASP, "CSV
    injection": a leading apostrophe)."""
    text = clean(value)
    return f"'{text}" if _FORMULA.match(text) else text


def link(url: str | None) -> str | None:
    """`url` if a browser may follow it (http, https), else None."""
    if not url:
        return None
    text = clean(url)
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(text, safe=_IN_ADDRESSES)


def _instead(match: re.Match[str]) -> str:
    return " " if match[0] in "\t\n\r\x0b\x0c\x85\u2028\u2029" else ""


def _apart(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`ranges` in order, those that touch one another joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
