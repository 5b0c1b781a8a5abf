"""What a brief does not know: read, undated, not located, how old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from marsad.model import Claim, Incident
from marsad.telling.phrases import count_words, day_words, moment_words
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line


def limit_lines(
    scope: Scope, incidents: Iterable[Incident], told: list[Claim]
) -> Iterator[Line]:
    """One line for each limit that there is; `told` are the claims of the brief."""
    for head, note in _limits(scope, list(incidents), told):
        yield Line("", head, notes=(note,) if note else ())


def _limits(
    scope: Scope, incidents: list[Incident], told: list[Claim]
) -> Iterator[tuple[str, str]]:
    picture, asked = scope.index.picture, scope.question
    documents = picture.documents.values()
    dated = [d.published for d in documents if d.published]
    # Not all claims need be loaded for a brief, but each is a group's or homeless.
    known = len(scope.index.group_of) + len(picture.homeless)
    inside = sum(1 for p in dated if asked.start <= p.day <= asked.end)
    yield (
        f"{count_words(len(documents), 'document')} known, "
        f"{inside:,} of them published in these days",
        f"{count_words(known, 'claim')} read from them; {len(told):,} of these belong "
        "to the incidents told here. What could not be read or dated: marsad issues",
    )
    if silent := len(documents) - len(_heard(scope)):
        yield (
            f"{count_words(silent, 'document')} of them gave nothing to an incident, "
            "count or relation",
            "Those in a language that is not read have nothing told here",
        )
    if dated:
        newest = max(dated, key=lambda p: p.known_from)
        day_only = newest.precision == "day"
        of = day_words(newest.day) if day_only else moment_words(newest.known_from)
        yield f"The newest document is of {of}", ""
    if undated := len(picture.documents) - len(dated):
        yield (
            f"{count_words(undated, 'document')} without a date",
            "What they tell counts only where it gives its own day; see marsad issues",
        )
    if loose := sum(1 for c in told if c.when is None):
        yield (
            f"When it happened is not said by {count_words(loose, 'claim')} told here",
            "Taken in by the day of the report, and called “date not told”",
        )
    if nowhere := sum(1 for i in incidents if i.place is None or i.place.lat is None):
        yield f"{count_words(nowhere, 'incident')} told here not located on the map", ""
    if machine := sum(1 for c in told if c.confidence is not None):
        yield (
            f"Read by machine: {count_words(machine, 'claim')} told here",
            "Check the sentence before you rely on a line",
        )
    if picture.homeless:
        yield (
            f"{count_words(len(picture.homeless), 'claim')} of the record without an "
            "incident, count or relation are not told here",
            f"See them: marsad claims {scope.command}",
        )


def _heard(scope: Scope) -> set[str]:
    """The documents that the groups of the picture rest on."""
    groups = scope.index.picture.groups
    return {d for group in groups for origin in group.origins for d in origin.documents}
