"""Who a figure counts: the scopes that tolls are kept apart by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from marsad.fusing.lexicon import any_of
from marsad.fusing.parties import folded
from marsad.model import Actor, Claim, Figure

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
    "government forces",
    "fighters",
)
ALL = "all"
_PARTS = {
    "civilians": {"children", "women", "students", "health workers", "journalists"},
    "fighters": {"insurgents", "government forces"},
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


def scope_of(figure: Figure, claim: Claim, known: Mapping[str, Actor]) -> str:
    """The scope of a figure: by its words, else by the actor they stand for; words
    that are neither are a scope of their own.

    Where the words name who killed ("105 by the army"), the sentence tells who died."""
    who = folded(figure.who)
    if any(who and who == folded(m.text) for m in claim.initiator):
        return _by_words(folded(claim.quote), ("civilians",)) or f"by {who}"
    own = {folded(m.text): m.actor for m in claim.target if m.actor}
    return _by_actor(own.get(who)) or _by_words(who, SCOPES) or _other(who, known)


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
