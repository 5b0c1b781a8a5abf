"""The actors of one document's claims: each mention and speaker to whom it means.

Named actors come from the registry or are bodies of states; others are *described*
("insurgents"), with the side that the document gives them; what only points back ("the
group", "its forces", "he") is the actor named before. The rest stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from marsad.model import Actor, Claim, Document, Mention, Speaker
from marsad.resolving.actors.foes import foes_of, key_of_mention
from marsad.resolving.actors.lexicon import Body, words
from marsad.resolving.actors.mentions import actors_in_text
from marsad.resolving.actors.naming import LONGEST, Namer
from marsad.resolving.actors.people import People
from marsad.resolving.actors.pointing import (
    FIGHTS,
    RELAYS,
    Pointing,
    sort_of,
    unsaid,
)
from marsad.resolving.actors.states import body_of, state_side
from marsad.resolving.places.countries import countries_of

_REBEL_SIDE = "rebels"
_PRONOUNS = {"person", "it", "own"}  # these never name anyone


class DocumentActors:
    """The actors of one document, asked for in the order of its claims."""

    def __init__(
        self, document: Document, claims: Sequence[Claim], where: Counter[str]
    ) -> None:
        """`where` counts the countries in which the claims' events are."""
        text = f"{document.title}\n{document.text}"
        spoken = countries_of(text)
        home = (where or spoken).most_common(1)
        self._text = document.text
        self._names = Namer(text, spoken + where, home[0][0] if home else None)
        self._people = People(document.text, self._names)
        offset = len(document.title) + 1
        self._seen = [
            (at - offset, actor) for at, actor in actors_in_text(text, self._names)
        ]
        self._rebels = self._armed_groups()
        self._foes = foes_of(claims, self._names.named)
        main = self._rebels[0] if self._rebels else None
        self._pointing = Pointing(self._seen, self._names.home, main)

    def claim(self, claim: Claim) -> Claim:
        """The claim with every mention and speaker resolved that can be."""
        told = replace(claim, sources=self._chain(claim.sources, claim.span.end))
        out = replace(
            told,
            initiator=tuple(self._mention(m, told) for m in claim.initiator),
            target=tuple(self._mention(m, told) for m in claim.target),
        )
        self._pointing.follow(out)
        return out

    def _mention(self, mention: Mention, claim: Claim) -> Mention:
        """A party to the event."""
        if mention.actor is not None:
            return mention
        plain = _plain(self._patron(mention) + mention.text)
        foes = self._foes.get(key_of_mention(claim, mention), set())
        sort = sort_of(plain)
        if sort:
            actor = unsaid(claim.sources, plain)
            actor = actor or self._pointing.party(plain, sort, claim)
            if actor and actor.side in foes:
                actor = None
            if actor or _is_pronoun(plain, sort):
                return replace(mention, actor=actor)
        return replace(mention, actor=self._named(plain, foes))

    def _chain(self, chain: tuple[Speaker, ...], at: int) -> tuple[Speaker, ...]:
        """Speakers resolved; one that relays another inside it is a carrier."""
        out = []
        for place, speaker in enumerate(chain):
            actor = speaker.actor or self._teller(_plain(speaker.mention), at)
            relays = actor is not None and actor.type in RELAYS
            carrier = speaker.carrier or (relays and place < len(chain) - 1)
            out.append(replace(speaker, actor=actor, carrier=carrier))
        return tuple(out)

    def _patron(self, mention: Mention) -> str:
        """The "Turkish-backed " right before a mention that was cut short of it."""
        if mention.span is None or not mention.text[:1].islower():
            return ""
        before = self._text[max(0, mention.span.start - 40) : mention.span.start]
        found = list(words().shadow.finditer(before))
        if not found or before[found[-1].end() :] != " ":
            return ""
        return f"{found[-1][0]} "

    def _teller(self, plain: str, at: int) -> Actor | None:
        """Who speaks; `at` is the offset of the end of the sentence."""
        sort = sort_of(plain)
        actor = self._pointing.speaker(sort, at) if sort else None
        if actor or _is_pronoun(plain, sort):
            return actor
        joined = [self._teller(part, at) for part in _joined(plain)]
        clear = [a for a in joined if a and not a.id.startswith("described:")]
        if clear:  # one origin, by the name that can be told from others
            return clear[0]
        return self._named(plain) or self._pointing.fuller(plain)

    def _named(self, plain: str, foes: Set[str] = frozenset()) -> Actor | None:
        """Whom a mention names or describes; what is described is none of its foes."""
        if not plain:
            return None
        return (
            self._names.named(plain)
            or self._described(plain, foes)
            or self._people.known_by(plain)
        )

    # -- described ----------------------------------------------------------------

    def _described(self, plain: str, foes: Set[str]) -> Actor | None:
        """An actor told by what it is: "insurgents", "government forces"."""
        client = self._names.client(plain)
        if client is not None:
            return client
        bare = words().shadow.sub(" ", plain)
        for form in _shorter(" ".join(bare.split()) or plain):
            for body in words().described:
                if body.pattern.fullmatch(form):
                    return self._of_kind(body, foes)
        return None

    def _of_kind(self, body: Body, foes: Set[str]) -> Actor:
        home = self._names.home
        if body.side == "government" and home:
            ids = {"government-forces": "military", "state-media": "media"}
            wanted = ids.get(body.id, body.id)
            for state_body in words().bodies:
                if state_body.id == wanted:
                    return body_of(home, state_body, home)
        side = body.side
        if side == _REBEL_SIDE:
            sides = [a.side for a in self._rebels if a.side and a.side not in foes]
            side = sides[0] if sides else side
        if side == "government" and home:
            side = state_side(home, home)
        name = f"{body.name} ({home})" if home else body.name
        return Actor(f"described:{body.id}:{home or '-'}", name, body.type, side, home)

    def _armed_groups(self) -> list[Actor]:
        """The armed groups of the document, the one most often named first."""
        home = {self._names.home, None}
        counted = Counter(
            actor
            for _, actor in self._seen
            if actor.type in FIGHTS and actor.side and actor.country in home
        )
        return [actor for actor, _ in counted.most_common()]


def _joined(plain: str) -> list[str]:
    """The speakers of "a war monitor and fighters"; names with "and" stay whole."""
    parts = re.split(r",? and |, ", plain)
    return parts if len(parts) > 1 and any(part.islower() for part in parts) else []


def _is_pronoun(plain: str, sort: str | None) -> bool:
    """Whether it can name nobody ("his men"), unlike "the president"."""
    return sort in _PRONOUNS and not plain.casefold().startswith("the ")


def _plain(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _shorter(phrase: str) -> Iterator[str]:
    """The phrase without its article and numbers, then without its first words."""
    parts = phrase.split(" ")
    for start in range(min(4, len(parts))):
        yield " ".join(parts[start:])
