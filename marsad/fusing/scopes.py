"""Who a figure counts: the scopes that tolls are kept apart by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from marsad.fusing.lexicon import any_of
from marsad.fusing.parties import folded
from marsad.model import Actor, Claim, Figure, What

# Order tells: "civilian men" are civilians before they are men.
SCOPES = (
    "health workers",
    "journalists",
    "aid workers",
    "students",
    "children",
    "women",
    "civilians",
    "insurgents",
    "soldiers",
    "government forces",
    "fighters",
)
ALL = "all"
FAMILIES = "families"  # a unit of its own: nobody knows how many people they are
HELD = "held"  # places held at a moment, not taken in a stretch of time
FURTHER = "further"  # taken beside those told before: a share of a total
_HARM = frozenset({What.KILLED, What.WOUNDED, What.MISSING})
_GOVERNMENT = ":government"  # ids of the actors that countries are
_BY = "by "  # a share: what one of several doers did
_PARTS = {
    "civilians": {"children", "women", "students", "health workers", "journalists"},
    "fighters": {"insurgents", "government forces", "soldiers"},
    "government forces": {"soldiers"},
}


def directory(claims: Iterable[Claim]) -> dict[str, Actor]:
    """Actors by the folded words that claims use for them: figures name whom they
    count in words only."""
    seen: dict[str, Counter[str]] = {}
    actors: dict[str, Actor] = {}
    for claim in claims:
        for mention in (*claim.initiator, *claim.target):
            if mention.actor is not None:
                actors[mention.actor.id] = mention.actor
                words = folded(mention.text)
                seen.setdefault(words, Counter())[mention.actor.id] += 1
    return {
        words: actors[min(ids, key=lambda i: (-ids[i], i))]
        for words, ids in seen.items()
    }


def scopes_of(claim: Claim, known: Mapping[str, Actor]) -> tuple[str, ...]:
    """The scope of each figure of a claim.

    "Fighters" who are fewer than the sides counted beside them together are not those
    of both sides but of the one whose losses the sentence tells first."""
    scopes = [scope_of(f, claim, known) for f in _spelt_out(claim.figures)]
    sides: dict[tuple[What, str], int] = {}
    for figure, scope in zip(claim.figures, scopes, strict=True):
        if side := _side_of(scope):
            key = (figure.what, side)
            sides[key] = max(sides.get(key, 0), figure.low or 0)
    for n, (figure, scope) in enumerate(zip(claim.figures, scopes, strict=True)):
        beside = [low for (what, _), low in sides.items() if what is figure.what]
        most = sum(beside) if figure.high is None else figure.high
        if scope == "fighters" and len(beside) > 1 and most < sum(beside):
            scopes[n] = _side_of(target_scope(claim)) or scope
    return tuple(scopes)


def _spelt_out(figures: Sequence[Figure]) -> list[Figure]:
    """The figures, each with whom it counts: "2,000 civilians were killed and 5,000
    wounded" counts civilians twice."""
    out: list[Figure] = []
    for figure in figures:
        before = out[-1] if out else None
        if (
            before is not None
            and not figure.who
            and {figure.what, before.what} <= _HARM
            and figure.what is not before.what
        ):
            figure = replace(figure, who=before.who)  # noqa: PLW2901
        out.append(figure)
    return out


def _side_of(scope: str) -> str:
    """The side that a scope of armed people is of, "" for any other."""
    if part_of(scope, "government forces"):
        return "government forces"
    return scope if scope == "insurgents" else ""


def scope_of(figure: Figure, claim: Claim, known: Mapping[str, Actor]) -> str:
    """The scope of a figure: by its words, else by the actor they stand for; words
    that are neither are a scope of their own.

    Words that name who killed ("105 by the army") are a share. Soldiers are a part of
    their side, which also has police and militias. Families are no people counted."""
    who = folded(figure.who)
    if any_of("scope_families").search(who):
        return FAMILIES
    if any(who and who == folded(m.text) for m in claim.initiator):
        return f"{_BY}{who}"
    own = {folded(m.text): m.actor for m in claim.target if m.actor}
    if any_of("scope_soldiers").search(who) and not any_of("allied").search(who):
        return "soldiers"
    if _is_people(who, own.get(who) or known.get(who)):
        return who
    return _by_actor(own.get(who)) or _by_words(who, SCOPES) or _other(who, known)


def is_share(scope: str) -> bool:
    """What one of several doers did: a part of what all did."""
    return scope.startswith(_BY)


def target_scope(claim: Claim) -> str:
    """The scope of a toll that has no figure: by whom the claim says was hit."""
    for mention in claim.target:
        scope = _by_actor(mention.actor) or _by_words(folded(mention.text), SCOPES)
        if scope:
            return scope
    return ALL


def _other(who: str, known: Mapping[str, Actor]) -> str:
    if not who or any_of("scope_all").search(who):
        return ALL
    return _by_actor(known.get(who)) or who


def _is_people(who: str, actor: Actor | None) -> bool:
    """One word that stands for a government and names no forces is its people: "at
    least 100 Palestinians"."""
    state = actor is not None and actor.id.endswith(_GOVERNMENT)
    return state and " " not in who and not _by_words(who, SCOPES)


def _by_words(words: str, allowed: Sequence[str]) -> str | None:
    for scope in allowed:
        if any_of(f"scope_{scope.replace(' ', '_')}").search(words):
            return scope
    return None


def _by_actor(actor: Actor | None) -> str | None:
    if actor is None:
        return None
    if actor.side == "government":
        return "government forces"
    return "insurgents" if actor.type in {"rebel", "militia"} else None


def part_of(part: str, whole: str) -> bool:
    """`part` is counted within `whole`."""
    if part == whole:
        return True
    return whole == ALL or part in _PARTS.get(whole, ())
