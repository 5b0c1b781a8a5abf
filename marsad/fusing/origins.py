"""Whose word a claim finally is: origins, counted instead of documents.

Rules (corpora grouping rules, *Origin* and 7): the last speaker of the chain that is
not a carrier; where all are carriers, the last; without a speaker the outlet's own
voice, which is its owner group, or the wire whose text it runs, or the outlet whose
text it copies (what it adds to that is its own). An outlet that others cite is the same
origin as its own reports. Nobody is independent of a voice that cannot be told from
others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from marsad.fusing.echoes import echoes, holds
from marsad.fusing.lexicon import any_of, words
from marsad.fusing.parties import folded, name_of
from marsad.ids import source_id
from marsad.model import Actor, Claim, Document, Origin, Source, Speaker, Stance, Status
from marsad.sayings import is_his_own

Voice = Literal["named", "unnamed", "unsourced"]
Keyed: TypeAlias = tuple[str, str, Voice, str | None]
"""Key, name, voice and side of an origin."""
_BODIES = frozenset({"monitor", "international"})
_CREDIT = re.compile(r"\((?:via\s+)?([^()]{2,40})\)")
# "officer Oleg Ignasyuk" and "Oleg Ignasyuk, an officer", not "officials in Kiev"
_NAMED = re.compile(r",?\s+(?!(?i:in|of|from|at|with|and)\b)[^\W\d_a-z][\w’'-]+")
_NAMED_FIRST = re.compile(r"(?:[^\W\d_a-z][\w’'-]+\s+)+[^\W\d_a-z][\w’'-]+,")
_DATELINE = re.compile(r"^[^\n]{0,60}?\(([A-Z][\w .-]{1,25})\)\s*[-–—]")


def origins_of(
    claims: Iterable[Claim], documents: Mapping[str, Document]
) -> dict[str, Origin]:
    """Origin by claim id, each naming all its claims and documents."""
    claims = list(claims)
    copies = echoes(documents.values())
    bodies = _bodies(claims)
    heard = {c.document_id for c in claims if final_speaker(c) is None}
    outlets = {
        folded(documents[d].source.name): _of_outlet(documents[d], bodies)
        for d in sorted(heard)
    }
    keyed: dict[str, Keyed] = {}
    for claim in claims:
        speaker = final_speaker(claim)
        if speaker is not None:
            keyed[claim.id] = _of_speaker(speaker, outlets)
        else:
            firsts = (documents[d] for d in copies.get(claim.document_id, ()))
            copied = (d for d in firsts if _tells(d, claim))
            told = next(copied, documents[claim.document_id])
            keyed[claim.id] = _of_outlet(told, bodies)
    return _gathered(claims, keyed)


def _tells(document: Document, claim: Claim) -> bool:
    """Whether the claim's sentence stands in another document."""
    return holds(f"{document.title}\n{document.text}", claim.quote)


def final_speaker(claim: Claim) -> Speaker | None:
    """The speaker on whose word the claim rests, None where the outlet says it.

    Someone who denies what another asserts in the same sentence is not its origin.
    """
    chain = claim.sources
    if claim.status is not Status.DENIED:
        asserting = tuple(s for s in chain if s.stance is not Stance.DENIES)
        chain = asserting or chain
    own = [s for s in chain if not s.carrier]
    final = own or list(chain)
    return final[-1] if final else None


def deniers(claim: Claim) -> tuple[Speaker, ...]:
    """Speakers who deny what the claim asserts, and not by saying it."""
    if claim.status is Status.DENIED:
        return ()
    denials = (s for s in claim.sources if s.stance is Stance.DENIES)
    return tuple(s for s in denials if not is_his_own(s, claim))


def _of_speaker(speaker: Speaker, outlets: Mapping[str, Keyed]) -> Keyed:
    actor = speaker.actor
    plain = folded(speaker.mention)
    for said in (plain, folded(actor.name) if actor else plain):
        if said in outlets:
            key, name, _, side = outlets[said]
            return (key, name, "named", side)
    anonymous = _anonymous(speaker.mention, actor)
    if actor is not None and not anonymous and not _vague(actor):
        return (_house(actor), name_of(actor), "named", actor.side)
    side = actor.side if actor else None
    pointing = plain in words("back_references")
    if actor is not None and pointing:
        return (f"unnamed:{folded(actor.name)}", name_of(actor), "unnamed", side)
    if not plain or actor is not None or pointing or anonymous:
        return (f"unnamed:{plain}", speaker.mention, "unnamed", side)
    return (f"speaker:{plain}", speaker.mention, "named", side)


def _house(actor: Actor) -> str:
    """An army, its command and its ministry are one; a spokesman speaks for his own.

    State media are another voice than their government, though not independent."""
    if actor.parent and actor.type not in {"media", "agency"}:
        return actor.parent
    return actor.id


def _vague(actor: Actor) -> bool:
    """One of "the rebels", of whom nothing tells which."""
    return actor.side in words("vague_sides")


def _anonymous(mention: str, actor: Actor | None) -> bool:
    """Told by a role alone ("a Russian officer"); with a name it is somebody."""
    if actor is not None and actor.type in {"monitor", "media", "agency"}:
        return False
    role = list(any_of("unnamed").finditer(mention))
    if not role:
        return False
    after = mention[role[-1].end() :]
    return not (_NAMED.match(after) or _NAMED_FIRST.match(mention))


def _bodies(claims: Iterable[Claim]) -> dict[str, Actor]:
    """Monitors and international bodies by the folded names that claims give them."""
    found: dict[str, Actor] = {}
    for claim in claims:
        for said, actor in (
            *((s.mention, s.actor) for s in claim.sources),
            *((m.text, m.actor) for m in (*claim.initiator, *claim.target)),
        ):
            if actor is not None and actor.type in _BODIES:
                found.setdefault(folded(actor.name), actor)
                if said != said.lower():
                    found.setdefault(folded(said), actor)
    return found


def _of_outlet(document: Document, bodies: Mapping[str, Actor]) -> Keyed:
    """The outlet's own voice; a body that reports itself is a named origin."""
    source = document.source
    name = _CREDIT.sub("", source.name).strip() or source.name
    body = bodies.get(folded(name))
    if body is not None:
        return (_house(body), name_of(body), "named", body.side)
    if any_of("institutions").search(folded(name)):
        return (f"speaker:{folded(name)}", name, "named", None)
    wire = wire_credit(source, document.text)
    if wire:
        return (f"outlet:{folded(wire)}", wire, "unsourced", None)
    # Outlets of one house are one origin, which goes by the name its readers know.
    key = f"outlet:{source_id(source.owner or source.name)}"
    return (key, source.name, "unsourced", source.affiliation)


def wire_credit(source: Source, text: str) -> str | None:
    """The agency whose text the outlet runs, by its name or the text's dateline."""
    for credit in _CREDIT.findall(source.name) + _DATELINE.findall(text[:120]):
        for part in re.split(r"[,/]| via ", credit):
            if folded(part) in words("wires"):
                return str(part.strip())
    return None


def _gathered(claims: Iterable[Claim], keyed: Mapping[str, Keyed]) -> dict[str, Origin]:
    members: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        members.setdefault(keyed[claim.id][0], []).append(claim)
    out = {}
    for key, group in members.items():
        seen = Counter(keyed[c.id][1:] for c in group)
        name, voice, side = min(seen, key=lambda k: (-seen[k], str(k)))
        if any(keyed[c.id][2] == "named" for c in group):
            voice = "named"  # somebody cites it by name: it can be told from others
        origin = Origin(
            key,
            name,
            voice,
            side,
            tuple(c.id for c in group),
            tuple(sorted({c.document_id for c in group})),
        )
        out.update({c.id: origin for c in group})
    return out


def within(
    origins: Mapping[str, Origin], claims: Iterable[Claim]
) -> tuple[Origin, ...]:
    """The origins behind some claims, each with these of its claims and documents
    only; the one told by most documents first."""
    inside: dict[str, list[Claim]] = {}
    for claim in claims:
        inside.setdefault(origins[claim.id].key, []).append(claim)
    cut = [
        replace(
            origins[told[0].id],
            claims=tuple(c.id for c in told),
            documents=tuple(dict.fromkeys(c.document_id for c in told)),
        )
        for told in inside.values()
    ]
    return tuple(sorted(cut, key=lambda o: (-len(o.documents), o.key)))
