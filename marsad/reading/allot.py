"""Which claim of a sentence a figure belongs to: one (of 1,785 figures in the training
corpus 18 stand in two).

A toll goes to the claim of harm, a count of places to what takes places; among claims
that may all carry it, to the one with its anchor nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from marsad.model import Claim, Figure, Span, What
from marsad.reading.figures import Count

_FIRE = frozenset(
    [
        *("air_strike", "drone_strike", "shelling", "bombing", "suicide_bombing"),
        "chemical_attack",
    ]
)
_EVEN = 0.5
_HARM = _FIRE | {"armed_clash", "attack_on_civilians", "casualties"}
_CARRIES: dict[What, frozenset[str]] = {
    What.KILLED: _HARM,
    What.WOUNDED: _HARM,
    What.MISSING: _HARM | {"abduction"},
    What.DISPLACED: frozenset(["displacement"]),
    What.CAPTURED: frozenset(["abduction", "surrender", "armed_clash"]),
    What.DETAINED: frozenset(["arrest"]),
    What.PLACES_TAKEN: frozenset(
        ["territory_taken", "control", "advance", "withdrawal"]
    ),
    What.STRIKES: _FIRE,
    What.EQUIPMENT_LOST: frozenset(["equipment_loss"]),
    What.FORCES: frozenset(["deployment", "advance", "surrender", "withdrawal"]),
}
_TAKES: dict[What, frozenset[str]] = {
    What.KILLED: _HARM,
    What.WOUNDED: _HARM,
    What.EQUIPMENT_LOST: _FIRE | {"equipment_loss"},
}
"""Tolls that a claim of these kinds takes over though the network did not mark them."""


def allot(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one sentence, each figure left with one of them."""
    holders: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for figure in claim.figures:
            if figure.span is not None:
                holders[figure.span.start, figure.span.end].append(number)
    dropped: set[tuple[int, tuple[int, int]]] = set()
    for place, numbers in holders.items():
        if len(numbers) > 1:
            best = max(numbers, key=lambda n: (*_fit(claims[n], place), -n))
            dropped |= {(n, place) for n in numbers if n != best}
    return [_without(claim, n, dropped) for n, claim in enumerate(claims)]


def gather(claims: Sequence[Claim], counts: Sequence[Count]) -> list[Claim]:
    """The claims of one sentence, with the tolls that none of them has: each goes to
    the claim of its kind with the nearest anchor."""
    out = list(claims)
    for count in counts:
        figure, place = count.figure, count.where
        held = any(
            f.span and f.span.start < place.end and place.start < f.span.end
            for claim in out
            for f in claim.figures
        )
        kinds = _TAKES.get(figure.what)
        fit = [n for n, claim in enumerate(out) if kinds and claim.kind in kinds]
        if held or not fit:
            continue
        best = max(fit, key=lambda n: (_believed(out[n]), -_gap(out[n], place)))
        claim = out[best]
        out[best] = replace(
            claim,
            figures=(*claim.figures, replace(figure, span=place)),
            reasons=(*claim.reasons, f"figures: rule '{figure.text}'"),
        )
    return out


def _believed(claim: Claim) -> bool:
    """More likely right than not: no figure is lost to a doubtful claim."""
    return claim.confidence is None or claim.confidence >= _EVEN


def _gap(claim: Claim, place: Span) -> int:
    """Characters between a claim's anchor and a figure."""
    anchor = claim.anchor_span
    return max(anchor.start - place.end, place.start - anchor.end, 0)


def _fit(claim: Claim, place: tuple[int, int]) -> tuple[bool, bool, int]:
    """How well a claim carries its figure at `place`: its kind, whether it is believed,
    its nearness."""
    figure = next(f for f in claim.figures if f.span and f.span.start == place[0])
    fits = claim.kind in _CARRIES.get(figure.what, frozenset([claim.kind]))
    return fits, _believed(claim), -_gap(claim, Span(*place))


def _without(
    claim: Claim, number: int, dropped: set[tuple[int, tuple[int, int]]]
) -> Claim:
    kept = tuple(f for f in claim.figures if (number, _place(f)) not in dropped)
    if len(kept) == len(claim.figures):
        return claim
    told = "figures: left to another claim of the sentence"
    return replace(claim, figures=kept, reasons=(*claim.reasons, told))


def _place(figure: Figure) -> tuple[int, int]:
    return (figure.span.start, figure.span.end) if figure.span else (-1, -1)
