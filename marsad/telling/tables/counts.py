"""Tolls: the range of every count, what sets its bounds, how it grew, who counts whom.

Rows overlap (civilians are among all, a strike's dead among an offensive's) and are
never to be added up: no total stands anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model import Claim, Figure, Picture, Step, Tally
from marsad.telling.attribution import shown_name
from marsad.telling.index import Index
from marsad.telling.lexicon import word
from marsad.telling.phrases import figure_words, range_words
from marsad.telling.places import place_name
from marsad.telling.safe import clean
from marsad.telling.tables.evidence import (
    Row,
    evidence,
    fits,
    place_names,
    rests_on,
    where,
)


def toll_table(
    picture: Picture,
    tallies: Iterable[Tally],
    *,
    group: str | None = None,
    place: str | None = None,
    actor: str | None = None,
) -> list[Row]:
    """A row for each count of a running count or of a strike, the widest first.

    `place` and `actor` (who does it, suffers it or counts it) are parts of names."""
    index = Index.of(picture)
    return [
        _row(index, tally)
        for tally in tallies
        if (group is None or tally.group == group)
        and fits(place, _places(index, tally))
        and fits(actor, _actors(index, tally))
    ]


def growth(picture: Picture, steps: Iterable[Step]) -> list[Row]:
    """How a count grew: each figure in the order in which it became known."""
    index = Index.of(picture)
    out = []
    for step in steps:
        claim = picture.claims[step.claim]
        out.append(
            {
                "published": step.published,
                "as_of": step.as_of,
                "as of": step.as_of,
                "since": step.since,
                "origin": shown_name(step.origin),
                "counts": f"{word('series_name', step.what.value)}, {clean(step.who)}",
                "number": _number(claim, step),
                "low": step.low,
                "high": step.high,
                "claim": clean(claim.ref),
                "outlet": clean(index.document(claim).source.name),
                "quote": clean(claim.quote),
            }
        )
    return out


def counted_by(picture: Picture, steps: Iterable[Step]) -> list[Row]:
    """Who counts whom: by origin, whom it counts, and its latest number of each."""
    latest: dict[tuple[str, str, str], Step] = {}
    for step in steps:
        key = (step.origin, step.what.value, step.who)
        before = latest.get(key)
        if before is None or _when(before) <= _when(step):
            latest[key] = step
    return [
        {
            "origin": shown_name(origin),
            "counts": f"{word('series_name', what)}, {clean(who)}",
            "number": _number(picture.claims[step.claim], step),
            "as of": step.as_of or step.published,
            "claim": clean(picture.claims[step.claim].ref),
        }
        for (origin, what, who), step in sorted(latest.items(), key=lambda p: p[0])
    ]


def _when(step: Step) -> tuple[str, str]:
    return (str(step.as_of or step.published or ""), str(step.published or ""))


def _row(index: Index, tally: Tally) -> Row:
    low = index.picture.claims.get(tally.low_claim or "")
    high = index.picture.claims.get(tally.high_claim or "")
    setters = dict.fromkeys(c for c in (tally.low_claim, tally.high_claim) if c)
    claims = dict.fromkeys((*setters, *tally.claims))
    return {
        "id": tally.group,
        "of": "running count" if tally.form == "series" else "incident",
        "title": clean(tally.title),
        "what": tally.what.value,
        "who": clean(tally.who),
        "counts": f"{word('series_name', tally.what.value)}, {clean(tally.who)}",
        "range": _range(tally, low, high),
        "low": tally.low,
        "high": tally.high,
        "low set by": clean(low.ref) if low else None,
        "high set by": clean(high.ref) if high else None,
        "as of": tally.as_of,
        "origins": [shown_name(o) for o in tally.origins],
        "rests on": rests_on(index, claims),
        **where(tally.place),
        "evidence": evidence(index, claims),
    }


def _range(tally: Tally, low: Claim | None, high: Claim | None) -> str:
    """The range; a word that only stands for one ("dozens") is told as a word."""
    ends = [_figure(low, tally.low, None), _figure(high, None, tally.high)]
    words = list(dict.fromkeys(figure_words(f) for f in ends if f and _is_word(f)))
    if words and tally.low_claim == tally.high_claim:
        return words[0]
    return range_words(tally.low, tally.high)


def _is_word(figure: Figure) -> bool:
    return figure.low != figure.high and not any(c.isdigit() for c in figure.text)


def _figure(claim: Claim | None, low: int | None, high: int | None) -> Figure | None:
    figures = claim.figures if claim else ()
    return next(
        (f for f in figures if low in {None, f.low} and high in {None, f.high}), None
    )


def _number(claim: Claim, step: Step) -> str:
    told = (f for f in claim.figures if (f.low, f.high) == (step.low, step.high))
    figure = next((f for f in told if f.what is step.what), None)
    return figure_words(figure) if figure else range_words(step.low, step.high)


def _places(index: Index, tally: Tally) -> list[str | None]:
    names: list[str | None] = [tally.title, *place_names(tally.place)]
    for claim in index.claims(tally.claims):
        names += [place_name(p) for p in claim.places]
    return names


def _actors(index: Index, tally: Tally) -> list[str | None]:
    names: list[str | None] = [tally.who, *tally.origins]
    for claim in index.claims(tally.claims):
        for mention in (*claim.initiator, *claim.target):
            names += [mention.text, mention.actor.name if mention.actor else None]
            names.append(mention.actor.side if mention.actor else None)
    return names
