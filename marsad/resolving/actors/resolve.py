"""The actors of one document's claims: each mention and speaker to whom it means.

Named actors come from the registry or are bodies of states; others are *described*
("insurgents"), with the side that the document gives them; what only points back ("the
group", "its forces", "he") is the actor named before. The rest stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from marsad.model import Actor, ActorEntry, Claim, Document, Mention, Span, Speaker
from marsad.resolving.actors.beside import Beside
from marsad.resolving.actors.culprits import culprit
from marsad.resolving.actors.described import Describer
from marsad.resolving.actors.foes import attackers, foes_of, key_of_mention, parties_of
from marsad.resolving.actors.groups import FIGHTS
from marsad.resolving.actors.homes import Homes
from marsad.resolving.actors.joint import parts_of, together
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.loyal import loyal
from marsad.resolving.actors.mentions import actors_in_text
from marsad.resolving.actors.naming import LONGEST, Namer
from marsad.resolving.actors.people import People
from marsad.resolving.actors.pointing import PARTIES, RELAYS, Pointing, sort_of, unsaid
from marsad.resolving.actors.registry import Context, registry_with
from marsad.resolving.actors.states import body_by_id, body_of
from marsad.resolving.actors.unlisted import unlisted
from marsad.resolving.actors.unowned import Unowned
from marsad.resolving.actors.victims import (
    is_crowd,
    is_harm,
    is_name,
    is_somebody,
    is_victim,
    victims,
)

_COUNTRYS = re.compile(r"(?:the|that) (?:country|nation)['’]s ", re.IGNORECASE)
_FULL_NAME = re.compile(r"[A-Z][a-zà-ž'’-]+(?: [A-Z]\.)?(?: [A-Z][a-zà-ž'’-]+){1,2}")
_QUOTES = re.compile("[\"“”„«»]|(?<!\\w)['‘’]|['’](?!\\w)(?!s?\\s)")
_NAMED = re.compile(r"[A-Z]\w+ [A-Z]")
_TROOPS = re.compile(  # "troops loyal to the president"
    r"(?:[\w-]+ ){0,2}(?:troops|soldiers|forces) (?:of|loyal to|from)\b", re.IGNORECASE
)
_SEEMING = re.compile(
    r"(?P<what>[A-Za-z][a-z -]+),? (?:believed|thought|presumed|assumed|suspected|said)"
    r" to be (?P<who>[A-Z]\w+)"
)
_THEIRS = re.compile(  # parts of a force
    r"(?:its|their|his) (?:\w+ )?(?:party|positions?|lines|ranks|men|fighters|forces"
    r"|camps?|bases?|commanders?|leaders?|units?|columns?|patrols?|troops|convoys?|strongholds?"
    r"|hideouts?|negotiators?)\b",
    re.IGNORECASE,
)
_SHOT_AT = {"equipment_loss", "armed_clash"}  # aircraft are those at home
_PRONOUNS = {"person", "it", "own", "us"}  # these never name anyone


class DocumentActors:
    """The actors of one document, asked for in the order of its claims."""

    def __init__(
        self,
        document: Document,
        claims: Sequence[Claim],
        where: Counter[str],
        own: tuple[ActorEntry, ...] = (),
    ) -> None:
        """`where` counts the countries in which the claims' events are; `own` are an
        analyst's rows, which come before the registry's."""
        text = f"{document.title}\n{document.text}"
        self._homes = Homes(document, where, claims)
        day = document.published.day if document.published else None
        context = Context(
            day, frozenset(self._homes.spoken + where), self._homes.of_document
        )
        self._beside = Beside(document.text)
        self._names = Namer(text, context, registry_with(own))
        if not where:
            told = self._homes.spoken + _of_named(text, self._names)
            self._homes.of_document = max(told, key=lambda iso: told[iso], default=None)
            self._names = self._names.about(self._homes.of_document)
        home = self._homes.of_document
        self._about = {home: self._names}
        offset = len(document.title) + 1
        seen = [(at - offset, actor) for at, actor in actors_in_text(text, self._names)]
        self._described = Describer(seen, attackers(claims, self._names))
        self._seen = seen
        issuer = self._issuer = _issuer(document, self._names)
        self._people = People(document.text, self._described, seen, issuer)
        self._foes = foes_of(claims, self._names)
        main = self._described.groups.main(self._names)
        self._unowned = Unowned(document.text, seen)
        self._pointing = Pointing(seen, self._names, main, issuer)

    def claim(self, claim: Claim) -> Claim:
        """The claim with every mention and speaker resolved that can be."""
        span = range(claim.span.start, claim.span.end)
        armed = (a for at, a in self._seen if at in span and a.type in FIGHTS)
        beside = (actor.country for actor in armed)
        home = self._homes.of_claim(claim, Counter(filter(None, beside)))
        sides = parties_of(claim, self._names)
        self._described.look_at(self._homes.story(claim), claim.span, sides)
        names = self._names_about(home)
        told = replace(claim, sources=self._chain(claim, names))
        doers = tuple(self._doer(m, told, names) for m in claim.initiator)
        told = replace(told, initiator=doers)
        targets = tuple(self._target(m, told, names) for m in claim.target)
        out = replace(told, target=targets)
        self._pointing.follow(out)
        return out

    def _names_about(self, home: str | None) -> Namer:
        """The names of the document in a part of it about that country."""
        if home not in self._about:
            self._about[home] = self._names.about(home)
        return self._about[home]

    def _target(self, mention: Mention, claim: Claim, names: Namer) -> Mention:
        """Whom it is done to: people of a nation are victims, not their state."""
        if mention.actor is None and is_victim(mention.text, claim.kind):
            return replace(mention, actor=victims(names.home))
        out = self._mention(mention, claim, names)
        if out.actor is None and claim.kind in _SHOT_AT:
            arms = self._unowned.arms(_plain(mention.text), names)
            foes = self._foes.get(key_of_mention(claim, mention), set())
            out = replace(out, actor=arms if arms and arms.side not in foes else None)
        if mention.actor is None and _is_them(mention.text):
            out = replace(out, actor=self._pointing.other(out.actor, claim))
        elif out.actor is None and _THEIRS.match(mention.text):
            out = replace(out, actor=self._pointing.opposed(claim))
        if out.actor and out.actor.type == "civilian" and is_harm(claim.kind):
            return replace(out, actor=names.formerly(_plain(mention.text)) or out.actor)
        somebody = is_harm(claim.kind) and is_somebody(mention.text)
        if out.actor is None and (somebody or is_name(mention.text, claim.kind)):
            return replace(out, actor=victims(names.home))
        return out

    def _doer(self, mention: Mention, claim: Claim, names: Namer) -> Mention:
        """Who does it: aircraft that act are somebody's."""
        if mention.actor is None and is_crowd(mention.text, claim.kind):
            return replace(mention, actor=victims(names.home))
        out = self._mention(mention, claim, names)
        if out.actor is None:
            return replace(out, actor=self._unowned.arms(_plain(mention.text), names))
        found = culprit(
            _plain(mention.text), claim.kind, out.actor, self._described, names
        )
        return replace(out, actor=found)

    def _mention(self, mention: Mention, claim: Claim, names: Namer) -> Mention:
        """A party to the event."""
        if mention.actor is not None:
            return mention
        plain = _plain(self._beside.whole(mention, claim, self._names))
        foes = self._foes.get(key_of_mention(claim, mention), set())
        if own := _COUNTRYS.match(plain):
            last = self._homes.last_named(claim.span.end) or names.home
            names, plain = self._names_about(last), plain[own.end() :]
        sort = sort_of(plain)
        if sort:
            actor = unsaid(claim.sources, plain)
            actor = actor or self._pointing.party(plain, sort, claim)
            if actor and actor.side in foes:
                actor = None
            if actor or _is_pronoun(plain, sort):
                return replace(mention, actor=actor)
        actor = self._told(plain, mention, claim, names, foes)
        if actor and actor.side is None and actor.type == "militia":
            backer = self._beside.backer(mention, claim, names)
            actor = self._described.militias_of(backer, names) if backer else actor
        if actor is None and self._beside.holds(mention, claim):
            actor = names.exact(f"{plain} forces")
        return replace(mention, actor=actor)

    def _told(
        self, plain: str, mention: Mention, claim: Claim, names: Namer, foes: Set[str]
    ) -> Actor | None:
        """Whom a party names, describes, is a part of, or is a speaker of the claim."""
        if seeming := _SEEMING.fullmatch(plain):
            plain = f"{seeming['who']} {seeming['what']}"
        actor = self._named(plain, names, foes)
        if actor is None and plain != mention.text:
            actor = self._named(_plain(mention.text), names, foes)
        actor = actor or self._pointing.head(plain, claim.span.end)
        actor = actor or self._part(mention.text, mention.span, claim, names, foes)
        if actor is None and _NAMED.search(plain):
            actor = unsaid(claim.sources, plain)
        return actor

    def _chain(self, claim: Claim, names: Namer) -> tuple[Speaker, ...]:
        """Speakers resolved; one that relays another inside it is a carrier."""
        out, chain = [], claim.sources
        for place, speaker in enumerate(chain):
            plain = _plain(speaker.mention)
            actor = speaker.actor or self._teller(plain, claim, names)
            relays = actor is not None and actor.type in RELAYS
            carrier = speaker.carrier or (relays and place < len(chain) - 1)
            out.append(replace(speaker, actor=actor, carrier=carrier))
        return tuple(out)

    def _teller(self, plain: str, claim: Claim, names: Namer) -> Actor | None:
        """Who speaks in a claim."""
        at, sort = claim.span.end, sort_of(plain)
        ours = plain.casefold().startswith(("our ", "we"))
        if sort in {"own", "us"} and ours and self._issuer:
            return self._issuer
        if sort == "it" and (found := self._beside.find(plain, claim)) is not None:
            at = found
        actor = self._pointing.speaker(sort, at) if sort else None
        if actor or _is_pronoun(plain, sort):
            return actor
        joined = [self._teller(part, claim, names) for part in _joined(plain)]
        clear = [a for a in joined if a and not a.id.startswith("described:")]
        if clear:  # one origin, by the name that can be told from others
            return clear[0]
        known = self._person(plain, names.named(plain), names)
        known = known or self._pointing.fuller(plain)
        known = known or self._named(plain, names)
        known = known or self._pointing.head(plain, at)
        known = known or self._part(plain, None, claim, names)
        return known or self._people.of_issuer(plain)

    def _part(
        self,
        text: str,
        span: Span | None,
        claim: Claim,
        names: Namer,
        foes: Set[str] = frozenset(),
    ) -> Actor | None:
        """Whose the part of a force is that the words tell of."""
        at = span.start if span else self._beside.find(text, claim)
        if at is None:
            return None
        told = [s.actor for s in claim.sources if not s.carrier]
        teller = told[-1] if told else None
        start = claim.span.start
        return self._unowned.part(_plain(text), (start, at), teller, names, foes)

    def _named(
        self, plain: str, names: Namer, foes: Set[str] = frozenset()
    ) -> Actor | None:
        """Whom a mention names or describes; what is described is none of its foes."""
        if not plain:
            return None
        parts = parts_of(plain)
        if len(parts) > 1 and not names.whole(plain):
            told = [names.named(part) for part in parts]
            if not all(told) and (one := unlisted(plain, names.home)):
                return one
            told = [self._single(part, names, foes) for part in parts]
            if known := [actor for actor in told if actor]:
                return together(known, names)
        return self._single(plain, names, foes)

    def _person(self, plain: str, taken: Actor | None, names: Namer) -> Actor | None:
        """Whom a mention is taken for, unless the report introduces someone of that
        name: "Peter Cook" is no cook, "Wagner Freire" not of the Wagner Group."""
        noun = taken is not None and taken.id.startswith("described:civilians")
        if taken is None or not (noun or taken.type in FIGHTS):
            return taken
        if _FULL_NAME.fullmatch(plain) is None or words().role.search(plain):
            return taken
        listed = any(" " in name and name in plain for name in names.all_names(taken))
        if listed or names.whole(plain):
            return taken
        return self._people.known_by(plain, names) or taken

    def _single(self, plain: str, names: Namer, foes: Set[str]) -> Actor | None:
        """Whom a mention of one party names or describes."""
        found = (
            self._described.tied(plain, names)
            or self._pointing.peacekeepers(plain)
            or names.named(plain)
            or names.owner(plain)
            or loyal(plain, self._described, names)
            or self._described.actor(plain, names, foes)
            or self._people.known_by(plain, names)
            or unlisted(plain, names.home)
        )
        if found and found.id.endswith(":government") and _TROOPS.match(plain):
            found = body_of(found.id[6:8], body_by_id("military"), names.home)
        return self._person(plain, found, names)


def _of_named(text: str, names: Namer) -> Counter[str]:
    """How many of the parties that a text names are of each country."""
    told = (a.country for _, a in actors_in_text(text, names) if a.type in PARTIES)
    return Counter(filter(None, told))


def _issuer(document: Document, names: Namer) -> Actor | None:
    """Who says "we" in the document: the body that puts it out, not a medium, but for
    the radio of an armed group."""
    issuer = names.named(document.source.name)
    if issuer is None or issuer.type not in RELAYS:
        return issuer
    owner = names.by_id(issuer.parent or "")
    return owner if owner and owner.type in FIGHTS else None


def _joined(plain: str) -> list[str]:
    """The speakers of "a war monitor and fighters"; names with "and" stay whole, and
    peoples share their noun ("Afghan and coalition troops")."""
    parts = re.split(r",? and |, ", plain)
    if len(parts) < 2 or not any(part.islower() for part in parts):
        return []
    shared = parts_of(plain)
    return shared if len(shared) == len(parts) else parts


def _is_them(text: str) -> bool:
    """Whether a target is told by a pronoun, and so is not who does it."""
    return text.casefold() in {"them", "it", "him", "he"}


def _is_pronoun(plain: str, sort: str | None) -> bool:
    """Whether it can name nobody ("his men"), unlike "the president"."""
    return sort in _PRONOUNS and not plain.casefold().startswith("the ")


def _plain(text: str) -> str:
    return " ".join(_QUOTES.sub(" ", text).split())[:LONGEST]
