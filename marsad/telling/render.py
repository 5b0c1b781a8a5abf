"""A brief in the format asked for: text, Markdown, HTML or JSON.

JSON has the fields of `shapes.Brief`: `title`, `question` (`start`, `end`, `as_of`,
`place`), `period`, `as_of`, `summary`, `sections` (`key`, `title`, `lines`, `also`,
`left_out`, `command`), `references`, `marks` (the map), `off_map` and `days` (the
timeline).
A line has `key`, `head`, `where_when`, `statements` (`lead`, `quote`, `refs`, `note`),
`notes`, `grade`, `reason`, `refs`, `is_new`, `is_update`, `group`, `place`, `points_to`
and, all in one, `text`. Days are ISO dates, moments ISO times in UTC; what is not known
is null. Fields are added, never renamed, within one value of `form`.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from marsad.telling.chart import map_svg, timeline_svg
from marsad.telling.safe import markdown
from marsad.telling.shapes import Brief, Line, Reference

Format = Literal["text", "md", "html", "json"]
FORM = "marsad-brief/1"
WIDTH = 88  # characters of a line of text


def render(brief: Brief, format: Format = "text", width: int = WIDTH) -> str:  # noqa: A002
    """`brief` as one document ending in a line break; `width` is that of text."""
    if format == "json":
        return _json(brief)
    template = _environment(format).get_template(f"brief.{format}.j2")
    drawn = {}
    if format == "html":
        drawn["map"] = map_svg(brief.marks, f"Map of incidents, {brief.period}")
        drawn["timeline"] = timeline_svg(brief.days, "Incidents a day")
    return template.render(brief=brief, width=max(40, width), **drawn).strip() + "\n"


def _json(brief: Brief) -> str:
    row: dict[str, Any] = {"form": FORM, **asdict(brief)}
    for section, made in zip(brief.sections, row["sections"], strict=True):
        for name, lines in (("lines", section.lines), ("also", section.also)):
            for line, written in zip(lines, made[name], strict=True):
                written["text"] = line.text
    return json.dumps(row, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a brief holds a {type(value).__name__}")


@cache
def _environment(format: Format) -> Environment:  # noqa: A002
    """The templates of one format. What they are given is escaped without their
    asking: in HTML by Jinja, in Markdown by `finalize`."""
    env = Environment(
        loader=PackageLoader("marsad.telling"),
        autoescape=format != "text",  # noqa: S701 - nothing obeys plain text
        finalize=markdown if format == "md" else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["wrap"] = _wrap
    env.filters["refs"] = _REFS[format]
    env.filters["marked"] = _marked
    env.filters["said"] = _said
    env.filters["flag"] = _flag
    env.filters["address"] = Markup  # `safe.link` lets nothing through that closes it
    return env


def _wrap(text: str, width: int, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def _said(line: Line) -> list[str]:
    """The statements of a line with their numbers, for plain text."""
    return [f"{s.text} {_text_refs(s.refs)}".strip() for s in line.statements]


def _flag(line: Line) -> str:
    return " - NEW" if line.is_new else " - UPDATE" if line.is_update else ""


def _text_refs(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{n}]" for n in numbers)


def _md_refs(numbers: tuple[int, ...]) -> Markup:
    link = Markup("[\\[{0}\\]](#ref-{0})")
    return Markup(" ").join(link.format(n) for n in numbers)


def _html_refs(numbers: tuple[int, ...]) -> Markup:
    links = (
        Markup('<a class="ref" href="#ref-{0}">[{0}]</a>').format(n) for n in numbers
    )
    return Markup("").join(links)


_REFS: dict[Format, Callable[[tuple[int, ...]], str]] = {
    "text": _text_refs,
    "md": _md_refs,
    "html": _html_refs,
}


def _marked(reference: Reference) -> Markup:
    """The sentence of a reference with its anchor words in `<mark>`."""
    out, at = Markup(""), 0
    for start, end in reference.marks:
        out += escape(reference.quote[at:start])
        out += Markup("<mark>{}</mark>").format(reference.quote[start:end])
        at = end
    return out + escape(reference.quote[at:])
