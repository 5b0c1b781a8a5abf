"""Plain titles: what a group is about in words a brief can print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from marsad.codebook import kinds
from marsad.fusing.facts import Fact
from marsad.fusing.lexicon import table, words
from marsad.fusing.parties import folded, name_of, party_label, without_article
from marsad.model import Level, Mention, Place
from marsad.spots import label_of

ARMED_GROUPS = frozenset({"rebel", "militia"})
_OF_PEOPLE = frozenset({"abduction", "attack_on_civilians", "sexual_violence"})
_TAKING = ("territory_taken", "control", "advance")


def incident_title(
    type_: str, facts: Sequence[Fact], place: Place | None, *, front: bool
) -> str:
    """A title of an incident, from its own claims. `front`: told of no one place."""
    where = place_label(place)
    if type_ == "place":
        return _taking(facts, where)
    if type_ == "fight" and where:
        return f"Fighting on the front, {where}" if front else f"Fighting at {where}"
    if type_ == "strike":
        return _strike(facts, place, where)
    return _deed(facts, where)


def place_label(place: Place | None) -> str:
    """What to call a place, "" for none."""
    return label_of(place) if place else ""


def side_label(label: str) -> str:
    """How a side is called in a sentence, in no side's words ("terrorists")."""
    return str(table("sides").get(label.casefold(), label))


def _taking(facts: Sequence[Fact], where: str) -> str:
    everyone = [m for f in facts for m in (*f.claim.initiator, *f.claim.target)]
    for kind in _TAKING:
        told = [f for f in facts if f.kind == kind and f.asserted]
        armed = (m for f in told for m in f.claim.initiator if not _is_bystander(m))
        doers = commonest(armed, everyone)
        if told and (doers or kind == "territory_taken"):
            return _phrase(kind, doers, where)
    denied = [f for f in facts if f.denied and f.kind in _TAKING]
    if denied and len(denied) == len(facts):
        return f"Taking of {where} denied" if where else "Taking denied"
    return _deed(facts, where)


def _is_bystander(mention: Mention) -> bool:
    """Residents take no town."""
    return mention.actor is not None and mention.actor.type == "civilian"


def _strike(facts: Sequence[Fact], place: Place | None, where: str) -> str:
    kind = _commonest_kind(facts)
    told = [f for f in facts if f.kind == kind]
    hit = side_label(commonest_words(_hit(m) for f in told for m in f.claim.target))
    if place is not None and place.level is Level.SITE and kind not in _OF_PEOPLE:
        hit, where = where, ""
    what = str(table("nouns").get(kind, ""))
    if not hit or not what:
        return _phrase(kind, "", where, hit)
    at = f", {where}" if where and where.casefold() not in hit.casefold() else ""
    return f"{what} {hit}{at}"


def _deed(facts: Sequence[Fact], where: str) -> str:
    kind = _commonest_kind(facts)
    told = [f for f in facts if f.kind == kind]
    doers = [m for f in told for m in f.claim.initiator]
    targets = [m for f in told for m in f.claim.target]
    if kinds()[kind].section == "fighting":
        return _phrase(kind, commonest(doers), where, commonest(targets))
    known = {party_label(m) for m in doers}
    others = [m for m in targets if party_label(m) not in known]
    return _phrase(kind, _names(doers), where, _names(others))


def _commonest_kind(facts: Sequence[Fact]) -> str:
    return commonest_words(f.kind for f in facts)


def _names(mentions: Sequence[Mention]) -> str:
    """The one or two most named, by name and not by side."""
    first = commonest_words(_called(m) for m in mentions)
    other = commonest_words(n for m in mentions if (n := _called(m)) != first)
    known = {_called(m): party_label(m) for m in mentions}
    if not first or not other or known[first] == known[other]:
        return side_label(first)
    return f"{side_label(first)} and {side_label(other)}"


def _called(mention: Mention) -> str:
    """The words used, without an article; of a mere "they" the name behind it."""
    if folded(mention.text) in words("back_references"):
        return name_of(mention.actor) if mention.actor else ""
    if mention.actor is not None and mention.actor.type in {*ARMED_GROUPS, "state"}:
        return name_of(mention.actor)
    return without_article(mention.text)


def _hit(mention: Mention) -> str:
    """Who or what was struck: an armed side by its side, else the words."""
    armed = mention.actor is not None and mention.actor.type in ARMED_GROUPS
    return party_label(mention) if armed else _called(mention)


def _phrase(kind: str, doers: str, where: str, objects: str = "") -> str:
    """The phrase of the kind with what is known filled in; the longest that fits."""
    known = {"doer": side_label(doers), "place": where, "object": side_label(objects)}
    for phrase in table("titles")[kind]:
        needs = [name for name in known if f"{{{name}}}" in phrase]
        if all(known[name] for name in needs):
            said = str(phrase).format(**known)
            return said[:1].upper() + said[1:]
    return kind.replace("_", " ").capitalize()


def commonest(mentions: Iterable[Mention], beside: Iterable[Mention] = ()) -> str:
    """The party that most of `mentions` name, as it is called; "" where none does.

    "Rebels" of whom nothing tells which are the armed group most named, here or among
    `beside`, if any is."""
    mentions = list(mentions)
    most = commonest_words(party_label(m) for m in mentions)
    if most not in words("vague_sides"):
        return most
    armed = [
        m for m in (*mentions, *beside) if m.actor and m.actor.type in ARMED_GROUPS
    ]
    labels = (party_label(m) for m in armed)
    known = commonest_words(n for n in labels if n not in words("vague_sides"))
    return known or most


def commonest_words(said: Iterable[str]) -> str:
    """The words said most often, the shorter of equals; "" where there are none."""
    seen = Counter(w for w in said if w)
    return min(seen, key=lambda w: (-seen[w], len(w), w), default="")
