"""What is new since the day before: pointers to the lines that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marsad.telling.bundles import by_origin
from marsad.telling.excerpt import excerpt
from marsad.telling.incidents import brief_mention, with_refs
from marsad.telling.lexicon import lexicon, word
from marsad.telling.phrases import day_words
from marsad.telling.plan import Told
from marsad.telling.references import References
from marsad.telling.safe import shorten
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line, Section, Statement
from marsad.telling.statements import cited, statement

WORDS = 170  # characters quoted of an update


def news_section(
    scope: Scope,
    references: References,
    written: Iterable[tuple[Told, Line]],
    states: Iterable[Section],
) -> Section:
    """The new incidents and updates of `written` by consequence, then what changed in
    `states` (tolls, control). What finds no room is only counted: it is marked in its
    own section."""
    news = [(told, line) for told, line in written if line.is_new or line.is_update]
    news.sort(key=lambda pair: (-pair[0].during, -pair[0].weight, pair[1].head))
    changed = [line for section in states for line in section.lines if line.is_new]
    most, most_states = lexicon()["length"]["new"]
    lines = [_pointer(scope, references, told, line) for told, line in news[:most]]
    lines += [_state(line) for line in changed[:most_states]]
    left_out = len(news) + len(changed) - len(lines)
    title = word("sections", "new").format(before=day_words(scope.day_before))
    return Section(
        "new",
        title,
        tuple(lines),
        left_out=left_out,
        command="marked “new” or “update” in the sections below" if left_out else "",
        empty="Nothing that was not reported before.",
    )


def _pointer(scope: Scope, references: References, told: Told, line: Line) -> Line:
    """An incident in short: who tells of it, or, for an update, what is said anew."""
    claims = list(told.claims)
    if line.is_update:
        said = _update(scope, references, told)
    else:
        said = brief_mention(scope, references, claims)
    return with_refs(
        replace(line, statements=(said,), notes=(), reason="", points_to=line.key)
    )


def _update(scope: Scope, references: References, told: Told) -> Statement:
    news = scope.news_in(told.incident, list(told.claims))
    origin, claims = by_origin(scope, news)[0]
    one = statement(scope, references, origin, claims)
    return Statement(
        one.lead,
        shorten(excerpt(claims[0]), WORDS),
        cited(references, claims),
        one.note,
    )


def _state(line: Line) -> Line:
    """A toll or a holder: its head says it, its own line what it was before."""
    refs = tuple(dict.fromkeys(n for s in line.statements for n in s.refs[:1]))
    before = next((n for n in line.notes if n.startswith("Before: ")), "")
    told = before or (line.statements[0].text if line.statements else "")
    return with_refs(
        replace(
            line,
            statements=(Statement(told, "", refs),),
            notes=(),
            reason="",
            points_to=line.key,
        )
    )
