"""Mentions that name nobody themselves: "he", "it", "the group", "its forces".

Who speaks and who acts are followed through the document, claim by claim. Rules:
who only relays is nobody's "he"; "he" and "his office" are a person or an office; a
speaker's "it" is who spoke last, an actor's "it" is who acted last (its backer has not
acted); "its forces" are those of the one who tells of them, else of who acted last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marsad.model import Actor, Claim, Speaker
from marsad.resolving.actors.groups import FIGHTS
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.states import body_by_id, body_of, state_body
from marsad.resolving.places.countries import people_of

RELAYS = frozenset({"agency", "media"})
_STATES = frozenset({"state", "official"})
PARTIES = FIGHTS | _STATES
_HELPS = frozenset({"monitor", "international"})
_GROUPS = FIGHTS | _HELPS | {"political", "other"}
_ONE = re.compile(r"(?:it|its|he|his|him|she|her)\b", re.IGNORECASE)
_HEAD = re.compile(  # a noun that is the head of names of bodies
    r"(?:the|this|that) (?P<noun>council|mission|union|commission|committee|court|bloc"
    r"|alliance|coalition|league|organi[sz]ation|agency|assembly|force|corps|front|party"
    r"|movement|secretariat|tribunal|command|office|centre|center|network|society)"
    r"(?:['’]s \w+)?",
    re.IGNORECASE,
)
_INITIALS = 2  # letters of a word that is a name where it is in capitals
_ALIKE = {"bloc": "bloc|union|community|league|cooperation council|association"}
_CHIEF = re.compile(r"\bSecretary[- ]General(?:['’]s \w+)?$")
_KEEPERS = re.compile(
    r"(?:(?:the|an?|\w+) )*?(?P<people>[A-Z]\w+(?: [A-Z]\w+)?) (?:\w+ )?peacekeepers?"
)
_OF_NOBODY = re.compile(  # peacekeepers of no nation
    r"(?:[a-z]+ |\d+ |UN |U\.N\. |United Nations )*(?:peace-?keepers?|blue helmets"
    r"|(?:peace-?keeping|multinational|stabili[sz]ation|protection)"
    r" (?:force|mission|troops|soldiers|operation))",
)
_MISSION = re.compile(r"\b(?:Mission|Force|United Nations|NATO|African Union)\b")
_MANY = re.compile(r"^.[^A-Z]*[a-z]s$")  # "the rebels": never an "it"
_ANOTHER = re.compile(r"(?:an?|another|other|some|several|two|three)\b", re.IGNORECASE)
_NAMED = re.compile(r"[\s-][A-Z]")
_ARTICLES = frozenset({"the", "these", "those", "same"})
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]+")


class Pointing:
    """Who spoke and who acted so far in one document."""

    def __init__(
        self,
        seen: Sequence[tuple[int, Actor]],
        names: Namer,
        rebels: Actor | None,
        issuer: Actor | None = None,
    ) -> None:
        """`seen` are the actors named in the text, with their offsets; `issuer` who
        says "we" in it."""
        self._issuer = issuer
        self._seen = seen
        self._names = names
        self._rebels = rebels
        self._speaker: Actor | None = None
        self._person: Actor | None = None
        self._acting: Actor | None = None
        self._acting_one: Actor | None = None
        self._stranger = False
        self._voices: list[tuple[frozenset[str], Actor]] = []

    def follow(self, claim: Claim) -> None:
        """Take note of who speaks and acts in a resolved claim."""
        for speaker in claim.sources:
            if speaker.actor is None and _NAMED.search(speaker.mention):
                self._speaker = self._person = None
                self._stranger = True  # "he" is now someone whom we do not know
            if speaker.actor is not None and not speaker.carrier:
                self._speaker = speaker.actor
                self._stranger = False
                self._voices.append((_words(speaker.mention), speaker.actor))
                if is_person(speaker.mention, speaker.actor):
                    self._person = speaker.actor
        if claim.kind == "support":  # whom "X-backed" names has done nothing here
            return
        for mention in reversed(claim.initiator):
            actor = mention.actor
            if actor and actor.type not in RELAYS | _HELPS | {"civilian"}:
                self._acting = actor
                if not _MANY.search(mention.text):
                    self._acting_one = actor
                if is_person(mention.text, actor):
                    self._person = actor

    def speaker(self, sort: str, before: int) -> Actor | None:
        """Who is meant by a speaker that points back so."""
        if sort in {"it", "speaker"}:
            known = self._speaker
            return known or (self._near(before) if sort == "it" else None)
        if sort == "person" and not self._person and (office := self._office()):
            return office
        if sort == "own":  # "its envoy", who may be one of the United Nations
            return self._last(before, PARTIES | _HELPS)
        spoke = self._speaker.type if self._speaker else None
        if (sort == "rebel" and spoke in _GROUPS) or (
            sort == "helper" and spoke in _HELPS
        ):
            return self._speaker
        return self.noun(sort, before)

    def party(self, plain: str, sort: str, claim: Claim) -> Actor | None:
        """Who is meant by a party to an event that points back so."""
        acting = self._acting_one if _ONE.match(plain) else self._acting
        if sort == "it":
            return acting
        if sort == "person" and (told := self._of_others(claim, plain)):
            return told
        if sort in {"us", "enemy"} or plain.casefold().startswith("our "):
            us = self._us(claim)
            if sort == "enemy":
                return self._enemy(us)
            return us and _part_of(us, plain) if sort == "own" else us
        if sort == "own" and (owner := self._owner(claim, acting)):
            return _part_of(owner, plain)
        if sort == "own" and self._strangers(claim):
            return None  # those of someone whom we do not know
        if sort == "speaker":
            return self._speaker
        if sort == "international" and (keepers := self.peacekeepers(plain.lower())):
            return keepers
        return self.noun(sort, claim.span.end)

    def other(self, actor: Actor | None, claim: Claim) -> Actor | None:
        """Whom a pronoun means to whom something is done: the actor, unless it is of
        those who do it; then the party named last that is not."""
        sides = _sides(claim)
        if actor is None or actor.side not in sides:
            return actor
        return self.opposed(claim)

    def opposed(self, claim: Claim) -> Actor | None:
        """The party named last before a claim that is not of those who act in it."""
        sides = _sides(claim)
        near = (a for at, a in reversed(self._seen) if at < claim.span.start)
        others = (a for a in near if a.type in PARTIES and a.side not in sides)
        return next(others, None)

    def _of_others(self, claim: Claim, plain: str) -> Actor | None:
        """Who tells of himself, where another than he acts: "denied that he had tried
        a coup, as X alleges"."""
        if not _ONE.fullmatch(plain) or len(claim.sources) != 1:
            return None
        actors = {m.actor.id for m in claim.initiator if m.actor}
        teller = claim.sources[0].actor
        same = self._person is not None and self._person.id in actors
        return teller if same and teller and teller.id not in actors else None

    def _us(self, claim: Claim) -> Actor | None:
        """Who says "we": who tells of it, else who puts the document out."""
        told = [s for s in claim.sources if not s.carrier]
        return told[-1].actor if told else self._issuer

    def _enemy(self, us: Actor | None) -> Actor | None:
        """Whom the teller calls the enemy: the army of a state that it fights, else the
        group it fights that the document names most; for a state, its rebels."""
        us = us or self._issuer
        if us is None:  # a state's own reports name nobody who says "the enemy"
            foe = self._names.one_hostile_state()
            return body_of(foe, body_by_id("military"), None) if foe else None
        for iso in self._names.hostile_states(us):
            return body_of(iso, body_by_id("military"), self._names.home)
        named = Counter(a for _, a in self._seen if a.type in FIGHTS)
        foes = [a for a, _ in named.most_common() if self._names.fights(us, a.id)]
        return next(iter(foes), self._rebels if us.type in _STATES else None)

    def _owner(self, claim: Claim, acting: Actor | None) -> Actor | None:
        """Whose "its forces" are: of who tells of them, else of who acted last."""
        told = [s for s in claim.sources if not s.carrier]
        teller = told[-1].actor if told else None
        if teller and teller.type in PARTIES:
            return teller
        if self._strangers(claim):
            return None
        return acting if acting and acting.type in PARTIES else None

    def _strangers(self, claim: Claim) -> bool:
        """Whether somebody tells of his own whom we do not know."""
        told = [s for s in claim.sources if not s.carrier]
        return bool(told and not told[-1].actor and _NAMED.search(told[-1].mention))

    def peacekeepers(self, plain: str) -> Actor | None:
        """Whose peacekeepers are: of the mission that the document names, else of
        their nation's state, None where no nation is told."""
        if _OF_NOBODY.fullmatch(plain):
            found = (a for a in self._missions() if a.country == self._names.home)
            return next(found, None)
        match = _KEEPERS.fullmatch(plain)
        iso = people_of(match["people"]) if match else None
        if iso is None:
            return None
        of_nation = body_of(iso, body_by_id("military"), self._names.home)
        return next(self._missions(), of_nation)

    def _missions(self) -> Iterator[Actor]:
        """The missions of peace that the document names."""
        for _, actor in self._seen:
            told = " ".join(self._names.all_names(actor))
            mission = _MISSION.search(told) or actor.parent == "un"
            if actor.type == "international" and mission:
                yield actor

    def fuller(self, plain: str) -> Actor | None:
        """Who spoke before under these words and more: "security sources" after
        "Turkish security sources"; not "a source", which may be another one."""
        if _NAMED.search(plain) or _ANOTHER.match(plain):
            return None
        bare = _words(plain)
        found = [actor for said, actor in self._voices if bare and bare < said]
        return found[-1] if found else None

    def head(self, plain: str, before: int) -> Actor | None:
        """The last body named before an offset whose name has the noun of the mention:
        "the Council" after "the United Nations Security Council"; else the one that
        puts the document out."""
        if _CHIEF.search(plain):
            bodies = (a for _, a in reversed(self._seen) if a.type == "international")
            return self._issuer or next(bodies, None) or self._names.by_id("un")
        match = _HEAD.fullmatch(plain)
        if match is None:
            return None
        noun, issuer = match["noun"].casefold(), [self._issuer] if self._issuer else []
        known = [actor for at, actor in reversed(self._seen) if at < before]
        own = match["noun"][:1].isupper()  # "the Council" of a Council's own papers
        for actor in (*issuer, *known) if own else (*known, *issuer):
            told = " ".join(self._names.all_names(actor)).casefold()
            if re.search(rf"\b(?:{_ALIKE.get(noun, noun)})\b", told):
                return actor
        return None

    def noun(self, sort: str, before: int) -> Actor | None:
        """The last actor named before an offset that the sort of mention fits."""
        if sort == "monitor":
            return self._last(before, {"monitor"}) or self._monitor()
        if sort == "person":
            if self._person or self._stranger:
                return self._person
            return self._last(before, {"official"})
        if sort == "rebel":
            return self._last(before, FIGHTS) or self._rebels
        fits = {"agency": RELAYS, "own": PARTIES, "helper": _HELPS}
        return self._last(before, fits.get(sort, {"international"}))

    def _office(self) -> Actor | None:
        """The body that spoke last, for whom some person of it speaks on."""
        told = self._speaker
        return told if told and told.type in {"state", *_HELPS} else None

    def _near(self, before: int) -> Actor | None:
        """The party or body named last before an offset, if any."""
        near = (a for at, a in reversed(self._seen) if at < before)
        return next((a for a in near if a.type in PARTIES | _HELPS), None)

    def _last(self, before: int, types: set[str] | frozenset[str]) -> Actor | None:
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
        return self._names.by_id(known) if known else None


def sort_of(plain: str) -> str | None:
    """How a mention points back (`[back]` in `words.toml`); None where it names."""
    if plain.isupper() and len(plain) <= _INITIALS:  # "US" is no "us"
        return None
    for sort, pattern in words().back.items():
        if pattern.fullmatch(plain):
            return sort
    return None


def is_person(mention: str, actor: Actor) -> bool:
    """Whether one person is meant; the registry lists some under the body they speak
    for, whose name then has none of their names in it."""
    if actor.type in RELAYS:
        return False
    if actor.type == "official" or words().role.search(mention):
        return True
    names = _CAPITAL.findall(mention)
    return len(names) > 1 and not any(name in actor.name for name in names)


def _sides(claim: Claim) -> set[str]:
    """The sides of those who act in a claim."""
    return {m.actor.side for m in claim.initiator if m.actor and m.actor.side}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split()) - _ARTICLES


def unsaid(speakers: Sequence[Speaker], text: str) -> Actor | None:
    """The claim's speaker of the same words: "They would strike back, they said"."""
    same = [s.actor for s in speakers if s.mention.casefold() == text.casefold()]
    return same[-1] if same else None


def _part_of(owner: Actor, plain: str) -> Actor:
    """The army of a state whose "its military" is told of; else the owner itself."""
    state = re.match(r"state:(\w\w):", owner.parent or owner.id)
    if state is None or owner.country is None:
        return owner
    noun = plain.split(" ", 1)[1]
    found = state_body(noun)
    if found is None or found.type == "media":
        return owner
    return replace(body_of(state[1], found, None), side=owner.side)
