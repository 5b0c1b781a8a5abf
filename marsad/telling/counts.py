"""Running counts as lines: where each origin's figure stood at the end of the days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from marsad.model import Claim, Figure, Origin, Point, Series, What
from marsad.telling.attribution import is_pointing, shown_name
from marsad.telling.incidents import who_words, with_refs
from marsad.telling.index import Index
from marsad.telling.lexicon import word
from marsad.telling.phrases import (
    capital,
    count_words,
    day_words,
    figure_words,
    is_vague,
    range_words,
    span_words,
)
from marsad.telling.references import References
from marsad.telling.safe import clean
from marsad.telling.scope import RECENT, Scope
from marsad.telling.shapes import Line, Statement
from marsad.telling.statements import CITED, cited, documents

# A figure of the day before still stands beside another origin's of today.
FRESH = timedelta(days=1)
_ALL = "all"
_DEEDS = (What.STRIKES, What.PLACES_TAKEN)  # counted by who did them
_HELD = "held"  # the scope of all places held at a moment: no part of those taken

Standing = dict[str, list[Point]]


def series_line(
    scope: Scope, references: References, key: str, series: Series
) -> Line | None:
    """`series` as it stood at the end of the days asked for: the span of the figures
    told, then each origin's own. None where nobody gave a number lately."""
    now = standing(scope, series.points, scope.question.end)
    if not now:
        return None
    points = [p for mine in now.values() for p in mine]
    line = Line(
        key,
        f"{series_name(scope.index, series)}: {headline(scope, series, points)}",
        f"{clean(series.theatre)}; {count_words(len(now), 'origin')}",
        tuple(
            _statement(scope, references, series, p)
            for mine in now.values()
            for p in _by_scope(mine)
        ),
        _before(scope, series, points),
        series.grade,
        _reason(series, points),
        is_new=any(_is_new(scope, p) for p in points),
        group=series.id or None,
    )
    return with_refs(line)


def _reason(series: Series, points: list[Point]) -> str:
    """What the grade rests on. It is of the claims whose home the series is, which
    need not be all that give it a number."""
    reason = clean(series.reason)
    if not reason or all(p.claim in series.claims for p in points):
        return reason
    return f"{reason}; numbers told beside another count are not graded here"


def in_order(series: Iterable[Series]) -> list[Series]:
    """`series` by what they count (the dead first), the whole before its parts."""
    order = list(What)
    return sorted(
        series,
        key=lambda s: (order.index(s.what), s.who != _ALL, -len(s.points), s.title),
    )


def standing(scope: Scope, points: Iterable[Point], by: date) -> Standing:
    """The points in force at the end of `by`: of each origin those of its latest day,
    if that is not more than a week back. Points without a number count nothing."""
    latest: Standing = {}
    for point in points:
        day = _day(scope, point)
        if day is None or not by - RECENT <= day <= by:
            continue
        if point.low is None and point.high is None:
            continue
        held = latest.setdefault(point.origin, [])
        last = _day(scope, held[0]) if held else None
        if last is not None and day < last:
            continue
        if last is not None and day > last:
            held.clear()
        held.append(point)
    return latest


def reported_in(scope: Scope, series: Series) -> bool:
    """Whether someone gave a number in the days asked for."""
    return any(
        scope.bearing(claim)
        for mine in standing(scope, series.points, scope.question.end).values()
        for claim in scope.index.claims(p.claim for p in mine)
    )


def headline(scope: Scope, series: Series, points: list[Point]) -> str:
    """The number in one phrase: the latest of each origin, of the whole where parts
    are told too; numbers, where there are any ("hundreds" is none), else the words."""
    best = _telling(scope, series, points)
    if len({(p.low, p.high) for p in best}) == 1:
        return _words(scope, series, best[0])
    if _is_vague(scope, series, best[0]):
        words = dict.fromkeys(_words(scope, series, p) for p in _rising(best))
        return " to ".join(words)
    return span_words([(p.low, p.high) for p in best])


def _telling(scope: Scope, series: Series, points: list[Point]) -> list[Point]:
    """The points that give the headline its numbers."""
    days = {p: day for p in points if (day := _day(scope, p))}
    since = max(days.values()) - FRESH
    best = [p for p in points if days[p] >= since]
    best = [p for p in best if not _part(series, p) or p.scope == _HELD] or best
    return [p for p in best if not _is_vague(scope, series, p)] or best


def _is_vague(scope: Scope, series: Series, point: Point) -> bool:
    claim = scope.index.picture.claims.get(point.claim)
    figure = _figure(claim, series, point) if claim else None
    return figure is not None and is_vague(figure)


def _statement(
    scope: Scope, references: References, series: Series, points: list[Point]
) -> Statement:
    """What one origin counts in one scope, on its latest day."""
    claims = scope.index.claims(p.claim for p in points)
    first = points[0]
    day = _day(scope, first)
    notes = [part] if (part := _part(series, first)) else []
    if first.since and first.scope != _HELD:  # held at a moment, since none
        notes.append(f"since {day_words(first.since, False)}")
    if day:
        told = "as of" if first.as_of else "reported"
        notes.append(f"{told} {day_words(day, False)}")
    if (number := documents(claims)) > 1:
        notes.append(f"1 origin, {count_words(number, 'document')}")
    values = {p: _words(scope, series, p) for p in _rising(points)}
    name = _name(series, first.origin)
    # Each number leads to a sentence that has it; then come further documents.
    own = {word: p.claim for p, word in reversed(values.items())}
    refs = [references.cite(c) for c in scope.index.claims(reversed(own.values()))]
    refs += cited(references, claims)
    words = ", ".join(dict.fromkeys(values.values()))
    shown = tuple(dict.fromkeys(refs))[: max(CITED, len(own))]
    return Statement(f"{name}: {words}", "", shown, "; ".join(notes))


def _part(series: Series, point: Point) -> str:
    """The scope of a point where it is not that of the series."""
    whole = ("", _ALL, series.who)
    return "" if (point.scope or "") in whole else clean(point.scope or "")


def _by_scope(points: list[Point]) -> list[list[Point]]:
    found: dict[tuple[str, date | None], list[Point]] = {}
    for point in points:
        found.setdefault((point.scope or "", point.since), []).append(point)
    return list(found.values())


def _rising(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda p: (p.low or p.high or 0, p.high or 0))


def _words(scope: Scope, series: Series, point: Point) -> str:
    """A value; where it is not exact, in the words of its claim."""
    claim = scope.index.picture.claims.get(point.claim)
    figure = _figure(claim, series, point) if claim else None
    return figure_words(figure) if figure else range_words(point.low, point.high)


def _figure(claim: Claim, series: Series, point: Point) -> Figure | None:
    wanted = (series.what, point.low, point.high)
    return next(
        (f for f in claim.figures if (f.what, f.low, f.high) == wanted),
        None,
    )


def _before(scope: Scope, series: Series, now: list[Point]) -> tuple[str, ...]:
    """What the same origins counted by the day before: how it grew."""
    same = {p.origin for p in _telling(scope, series, now)}
    before = standing(scope, series.points, scope.day_before)
    points = [p for origin in same for p in before.get(origin, ())]
    days = [d for p in points if (d := _day(scope, p))]
    if not days or set(points) <= set(now):
        return ()
    told = headline(scope, series, points)
    return (f"Before: {told} as of {day_words(max(days), False)}",)


def series_name(index: Index, series: Series) -> str:
    """`Killed, civilians`; `Killed by the army`."""
    name = word("series_name", series.what.value)
    if series.who == _ALL and series.what in _DEEDS:
        return name  # by whom, not of whom: nobody is named
    return f"{name}{who_words(shown_name(series.who), index.claims(series.claims))}"


def _name(series: Series, key: str) -> str:
    known = (_called(o) for o in series.origins if key in (o.key, o.name))
    name = clean(next(known, key))
    if is_pointing(name):
        return f"A speaker not named here (“{name}”)"
    return capital(name)


def _called(origin: Origin) -> str:
    named = origin.voice != "unsourced"
    name = shown_name(origin.name)
    return name if named else f"{name} (no source named)"


def _day(scope: Scope, point: Point) -> date | None:
    """The day a point counts to; the day of its report where it does not say."""
    if point.as_of is not None:
        return point.as_of
    claim = scope.index.picture.claims.get(point.claim)
    published = scope.index.document(claim).published if claim else None
    return published.day if published else None


def _is_new(scope: Scope, point: Point) -> bool:
    claim = scope.index.picture.claims.get(point.claim)
    moment = scope.index.known_from(claim) if claim else None
    return moment is not None and moment >= scope.new_from
