"""The actors of one document's claims: each mention and speaker to whom it means.

Named actors come from the registry or are bodies of states; others are *described*
("insurgents"), with the side that the document gives them; what only points back ("the
group", "its forces", "he") is the actor named before. The rest stays unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from marsad.model import Actor, Claim, Document, Mention, Speaker
from marsad.resolving.actors.lexicon import Body, words
from marsad.resolving.actors.mentions import actors_in_text
from marsad.resolving.actors.naming import LONGEST, Namer
from marsad.resolving.actors.people import People
from marsad.resolving.actors.registry import by_id
from marsad.resolving.actors.states import body_of, state_side
from marsad.resolving.places.countries import countries_of

_RELAYS = {"agency", "media"}
_FIGHTS = {"rebel", "militia"}
_REBEL_SIDE = "rebels"


class DocumentActors:
    """The actors of one document, asked for in the order of its claims."""

    def __init__(self, document: Document, where: Counter[str]) -> None:
        """`where` counts the countries in which the claims' events are."""
        text = f"{document.title}\n{document.text}"
        spoken = countries_of(text)
        home = (where or spoken).most_common(1)
        self._names = Namer(text, spoken + where, home[0][0] if home else None)
        self._people = People(document.text, self._names)
        offset = len(document.title) + 1
        self._seen = [
            (at - offset, actor) for at, actor in actors_in_text(text, self._names)
        ]
        self._rebels = self._main_rebels()
        self._speaker: Actor | None = None

    def claim(self, claim: Claim) -> Claim:
        """The claim with every mention and speaker resolved that can be."""
        at = claim.span.end
        sources = self._chain(claim.sources, at)
        return replace(
            claim,
            initiator=tuple(self._mention(m, at) for m in claim.initiator),
            target=tuple(self._mention(m, at) for m in claim.target),
            sources=sources,
        )

    def _mention(self, mention: Mention, at: int) -> Mention:
        if mention.actor is not None:
            return mention
        return replace(mention, actor=self.actor(mention.text, at))

    def _chain(self, chain: tuple[Speaker, ...], at: int) -> tuple[Speaker, ...]:
        """Speakers resolved; one that relays another inside it is a carrier."""
        out = []
        for place, speaker in enumerate(chain):
            actor = speaker.actor or self.actor(speaker.mention, at)
            relays = actor is not None and actor.type in _RELAYS
            carrier = speaker.carrier or (relays and place < len(chain) - 1)
            out.append(replace(speaker, actor=actor, carrier=carrier))
            self._speaker = actor or self._speaker
        return tuple(out)

    def actor(self, text: str, before: int) -> Actor | None:
        """Whom a mention means; `before` is the offset of the end of its sentence."""
        plain = " ".join(text.split())[:LONGEST]
        if not plain:
            return None
        back = self._back(plain, before)
        if back is not None:
            return back
        return (
            self._names.named(plain)
            or self._described(plain)
            or self._people.known_by(plain)
        )

    # -- described ----------------------------------------------------------------

    def _described(self, plain: str) -> Actor | None:
        """An actor told by what it is: "insurgents", "government forces"."""
        bare = words().shadow.sub(" ", plain)
        for form in _shorter(" ".join(bare.split()) or plain):
            for body in words().described:
                if body.pattern.fullmatch(form):
                    return self._of_kind(body)
        return None

    def _of_kind(self, body: Body) -> Actor:
        home = self._names.home
        if body.side == "government" and home:
            ids = {"government-forces": "military", "state-media": "media"}
            wanted = ids.get(body.id, body.id)
            for state_body in words().bodies:
                if state_body.id == wanted:
                    return body_of(home, state_body, home)
        side = body.side
        if side == _REBEL_SIDE and self._rebels is not None:
            side = self._rebels.side or side
        if side == "government" and home:
            side = state_side(home, home)
        name = f"{body.name} ({home})" if home else body.name
        return Actor(f"described:{body.id}:{home or '-'}", name, body.type, side, home)

    def _main_rebels(self) -> Actor | None:
        """The armed group that the document names most often."""
        home = {self._names.home, None}
        counted = Counter(
            actor.id
            for _, actor in self._seen
            if actor.type in _FIGHTS and actor.side and actor.country in home
        )
        if not counted:
            return None
        top = counted.most_common(1)[0][0]
        return next(actor for _, actor in self._seen if actor.id == top)

    # -- pointing back ----------------------------------------------------------------

    def _back(self, plain: str, before: int) -> Actor | None:
        """Who is meant by a mention that names nobody itself."""
        patterns = words().back
        if patterns["monitor"].fullmatch(plain):
            return self._last(before, {"monitor"}) or self._monitor()
        if patterns["agency"].fullmatch(plain):
            return self._last(before, _RELAYS)
        if patterns["rebel"].fullmatch(plain):
            return self._last(before, _FIGHTS) or self._rebels
        if patterns["international"].fullmatch(plain):
            return self._last(before, {"international"})
        if patterns["own"].fullmatch(plain):
            return self._last(before, {*_FIGHTS, "state", "official"})
        if patterns["speaker"].fullmatch(plain):
            return self._speaker
        return None

    def _last(self, before: int, types: set[str]) -> Actor | None:
        """The last actor of these types named before an offset, else the first."""
        found = None
        for at, actor in self._seen:
            if at >= before and found is not None:
                break
            if actor.type in types and (at < before or found is None):
                found = actor
        return found

    def _monitor(self) -> Actor | None:
        """The monitor that a report of this war means without a name."""
        known = words().monitors.get(self._names.home or "")
        return by_id().get(known) if known else None


def _shorter(phrase: str) -> Iterator[str]:
    """The phrase without its article and numbers, then without its first words."""
    parts = phrase.split(" ")
    for start in range(min(4, len(parts))):
        yield " ".join(parts[start:])
