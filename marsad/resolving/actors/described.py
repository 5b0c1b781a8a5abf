"""Actors told by what they are: "insurgents", "government forces", "two gunmen".

The table `[[described]]` of `words.toml` gives type and side. "Government" is the state
the claim is about; "rebels" are an armed group of the document (`groups`), never one
that the claim sets them against; that group is then their `parent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from marsad.model import Actor, Span
from marsad.resolving.actors.groups import FIGHTS, ArmedGroups
from marsad.resolving.actors.lexicon import Body, words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.actors.states import body_by_id, body_of, state_side
from marsad.resolving.places.countries import is_people, people_of

_CUT = 4  # words that may stand before the noun
_REBELS, _GOVERNMENT = "rebels", "government"
_MILITIAS, _ATTACKERS = "militias", "unknown-attackers"
_PRO_STATE = re.compile(
    r"\b(?:(?:pro-|allied to the )(?:government|regime|junta|state)"
    r"|(?:government|army|state)[- ](?:backed|allied|aligned|sponsored)|loyalist"
    r"|(?:government|state|regime) militia)\b",
    re.IGNORECASE,
)
_LOYAL = re.compile(r"\b(?:loyal|pro-|government|foreign|mercenar)", re.IGNORECASE)
_BODIES = {"government-forces": "military", "state-media": "media"}
_QUALIFIED = re.compile(
    r",| (?:who|whom|that|which|whose|of|from|in|at|near|on|with|without|to|as|into"
    r"|suspected|accused|fleeing|linked|loyal|allied|including|inside|outside|under"
    r"|belonging|trying|waiting|working|living|travelling|wearing|carrying|backed"
    r"|(?!housing|building|clothing)[a-z]+ing|opposed|stationed|based|inside|there"
    r"|aboard|killed|wounded|held|trapped|interviewed|quoted|contacted|reached"
    r"|questioned|displaced|affected|arrested|detained|freed|released|rescued|abducted"
    r"|abroad|kidnapped|taken|seized|captured|injured|hurt|evacuated|accused|found|buried)\b"
)


_TIED = re.compile(
    r"(?:[\w’'-]+ )*(?:reportedly |allegedly )?"
    r"(?:linked|affiliated|allied|tied|close|aligned)"
    r" (?:to|with) (?:the )?(?P<group>[A-Z][^,;]*)"
)
_LINKED = re.compile(
    r"(?:(?:the|an?|suspected|some|several|\d+) )*"
    r"(?P<group>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*?)"
    r"[- ](?:linked|affiliated|allied|inspired|aligned)\b"
)
_MEN_OF = re.compile(
    r"[A-Z]\w+['’]s? (?:[a-z]+ )?(?:men|followers|forces|fighters|troops|supporters)\b"
)


_CREW = re.compile(
    r"(?:[\w-]+ ){0,3}?(?:crews?|occupants|patrols?|columns?|convoys?|units?|squads?"
    r"|detachments?|platoons?|spokes\w+|representatives?|delegat(?:es|ions?)) of"
    r" (?:an? |the |its |their )?(?P<whose>(?:(?! against ).)+)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:the|an?|some|several|other|both|all|their|these|\d+) ", re.IGNORECASE
)
_MINISTERS = "ministers"
_OF_GROUPS = ("group's", "movement's", "party's", "front's", "faction's", "rebels'")
_OUSTED = re.compile(
    r"(?:troops|soldiers|fighters|forces|militia\w*|gunmen|officers|units|men) loyal to"
    r" (?:the |his )?(?:former|ousted|deposed|exiled|toppled)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"(?:(?!and)[a-z]+ |\d+ )*?(?:former|ex|retired|demobili[sz]ed|disarmed)[ -]"
    r"(?:[a-z-]+ ){0,2}"
    r"(?:soldiers?|guerr?illas?|fighters?|rebels?|combatants?|insurgents?|militants?"
    r"|militia ?m[ae]n|paramilitaries|officers?|officials?|ministers?|members|generals?"
    r"|police(?:m[ae]n|wom[ae]n| officers?))",
    re.IGNORECASE,
)
_ETHNIC = re.compile(r"\bethnic\b", re.IGNORECASE)
_FAITH = re.compile(r"Islam|Muslim|Christian|Jihad|Shi|Sunni|Alawi|Druze|Hindu|Buddh")
_PEOPLES_MEN = re.compile(
    r"(?:[a-z]+ )*(?P<people>[A-Z][a-z]{3,}) (?:[a-z]+ )?(?:forces|troops|fighters|army"
    r"|rebels|militants|guerr?illas|insurgents|separatists|soldiers|commanders?|leaders?"
    r"|units|militia(?:men)?|resistance|positions|authorities)"
)


class Describer:
    """The described actors of one document."""

    def __init__(
        self,
        seen: Sequence[tuple[int, Actor]],
        attacking: Set[str] = frozenset(),
    ) -> None:
        """`seen` are the actors that the document names, with their offsets;
        `attacking` the sides of which it says by name that they fought."""
        self.groups = ArmedGroups(seen)
        self._story = self._near = ArmedGroups(())
        self._parties: Set[str] = frozenset()
        self._attacking = attacking

    def actor(self, plain: str, names: Namer, foes: Set[str]) -> Actor | None:
        """Whom the words describe; none of its `foes` (sides)."""
        if plain.isupper() and " " in plain:  # a telegram shouts
            plain = plain.lower()
        if client := names.client(plain):
            return client
        if _MEN_OF.search(plain):  # of someone whom we do not know
            return None
        if noun := _turned(plain):
            return self.actor(noun, names, foes)
        if theirs := self._owners(plain, names, foes):
            return theirs
        bare = " ".join(words().shadow.sub(" ", plain).split()) or plain
        head = _QUALIFIED.split(bare, maxsplit=1)[0]
        if theirs := self._attackers(plain, head, names, foes):
            return theirs
        forms = ((p, form) for p in dict.fromkeys((bare, head)) for form in _shorter(p))
        for phrase, form in forms:
            states = _same(form, phrase)  # "business leaders" are not those of states
            for body in words().described:
                if body.pattern.fullmatch(form) and (states or body.id != _MINISTERS):
                    return self._of(body, names, foes, phrase)
        return None

    def _owners(self, plain: str, names: Namer, foes: Set[str]) -> Actor | None:
        """Those whose men or crew the words tell of: a group's, a people's, a car's."""
        if kin := _kin(plain, names) or self._of_people(plain, names, foes):
            return kin
        crew = _CREW.fullmatch(plain)
        whose = self.actor(crew["whose"], names, foes) if crew else None
        return whose if whose and whose.type in {"state", *FIGHTS} else None

    def look_at(
        self, story: tuple[int, int] | None, sentence: Span, parties: Set[str]
    ) -> None:
        """From now on take groups of this story of a digest (offsets; None: the
        document tells one only) before others, and before them those of its sentence
        that are none of the `parties` (sides) it tells of by name."""
        end = (sentence.start, sentence.end) if story else (0, 0)
        self._story = self.groups.within(*(story or (0, 0)))
        self._near = self.groups.within(*end)
        self._parties = parties

    def tied(self, plain: str, names: Namer) -> Actor | None:
        """Armed men told by groups that they are tied to, which they are not
        themselves: of the group's side, if it is one."""
        match = _TIED.fullmatch(plain)
        if match is None:
            return None
        head = _QUALIFIED.split(plain, maxsplit=1)[0]
        body = self.actor(head, names, frozenset())
        if body is None or body.type != "rebel":
            return None
        return _kin(plain, names) or replace(body, side=_REBELS, parent=None)

    def _attackers(
        self, plain: str, head: str, names: Namer, foes: Set[str]
    ) -> Actor | None:
        """Those of the only rebels that a report names and tells to have attacked:
        "the gunmen", where no other gunmen can be meant."""
        group = self.groups.only(names) if plain[:4].casefold() == "the " else None
        if group is None or group.side not in self._attacking - foes:
            return None
        body = next(b for b in words().described if b.id == _ATTACKERS)
        told = any(body.pattern.fullmatch(form) for form in _shorter(head))
        return _of_side(group, names) if told else None

    def _of_people(self, plain: str, names: Namer, foes: Set[str]) -> Actor | None:
        """Those who fight for the people whose men are told of: "rebel Kachin forces"
        are on the side of the Kachin Independence Army."""
        match = _PEOPLES_MEN.fullmatch(plain)
        if match is None or is_people(match["people"]) or _FAITH.match(match["people"]):
            return None
        if any(body.pattern.fullmatch(plain) for body in words().described):
            return None  # "Government forces" of no people
        group = self.groups.of_people(match["people"], names, foes)
        return _of_side(group, names) if group else None

    def men_of(self, group: Actor, names: Namer) -> Actor:
        """Armed men of whom only the group is known that they are with."""
        return _of_side(group, names)

    def militias_of(self, whom: Actor, names: Namer) -> Actor:
        """Militias of whom only is known whose side they take."""
        body = next(b for b in words().described if b.id == _MILITIAS)
        name = f"{body.name} ({names.home})" if names.home else body.name
        id_ = f"described:{body.id}:{names.home or '-'}"
        return Actor(id_, name, body.type, whom.side, names.home)

    def kin(self, plain: str, names: Namer) -> Actor | None:
        """Armed men told by the group that they are linked to, None where by none."""
        return _kin(plain, names)

    def plain(self, noun: str) -> str | None:
        """The id of the row that describes a bare noun ("demonstrator")."""
        rows = words().described
        return next((b.id for b in rows if b.pattern.fullmatch(noun)), None)

    def _of(self, body: Body, names: Namer, foes: Set[str], said: str) -> Actor:
        home, side, parent = names.home, body.side, None
        if side == _GOVERNMENT and home:
            return body_of(home, body_by_id(_BODIES.get(body.id, body.id)), home)
        if body.id in {_MILITIAS, _REBELS} and home and _PRO_STATE.search(said):
            body = next(b for b in words().described if b.id == _MILITIAS)
            side = state_side(home, home)
        elif body.id == _MILITIAS and (main := self._only(said, names)):
            return _of_side(main, names)
        elif body.id == _MILITIAS and (group := self._militia(said, names)):
            side, parent = group.side, group.parent or group.id
        if side == _REBELS:
            home = _war_of(said, names)
            if group := self._group(names, home, foes, said):
                side, parent = group.side, group.parent or group.id
        name = f"{body.name} ({home})" if home else body.name
        id_ = f"described:{body.id}:{home or '-'}"
        return Actor(id_, name, body.type, side, home, parent)

    def _group(
        self, names: Namer, home: str | None, foes: Set[str], said: str
    ) -> Actor | None:
        """The armed group meant: the one told with it, or one of that country."""
        about = names.about(home)
        near = self._near.told(about, foes | self._parties)
        if near is None and self._story:
            near = self._story.main(about, foes, said)
        return near or self.groups.main(about, foes, said)

    def _only(self, said: str, names: Namer) -> Actor | None:
        """The only armed group of a document that speaks of "the militiamen"."""
        known = re.fullmatch(r"the militia ?men", said, re.IGNORECASE)
        return self.groups.only(names) if known else None

    def _militia(self, said: str, names: Namer) -> Actor | None:
        """The militia that a document names, if it speaks of no more than one."""
        if said.casefold().endswith("s") or _LOYAL.search(said):
            return None
        return self.groups.militia(names)


def _kin(plain: str, names: Namer) -> Actor | None:
    """Armed men told by the group that they are linked to: its side, if not it."""
    match = _LINKED.match(plain) or _TIED.fullmatch(plain)
    group = names.exact(match["group"]) if match else None
    if group is None or group.type not in FIGHTS:
        return None
    return _of_side(group, names)


def _of_side(group: Actor, names: Namer) -> Actor:
    """Armed men of whom only the group is known that they are with."""
    body = next(b for b in words().described if b.id == _REBELS)
    id_ = f"described:{body.id}:{names.home or '-'}"
    name = f"{body.name} ({names.home})" if names.home else body.name
    parent = group.parent or group.id
    return Actor(id_, name, body.type, group.side, names.home, parent)


def _war_of(said: str, names: Namer) -> str | None:
    """A "Chadian rebel group" is of another war; those whom a state fights at home are
    called by its enemy's people ("Russian terrorists"), and are of this one."""
    if _ETHNIC.search(said):  # of a people at home, not of its state
        return names.home
    parts = said.split()
    pairs = map(" ".join, pairwise(parts))
    for iso in filter(None, map(people_of, (*pairs, *parts))):
        enemy = Actor(f"state:{iso}", iso, "state")
        return names.home if names.fights(enemy, f"state:{names.home}") else iso
    return names.home


def _turned(plain: str) -> str | None:
    """What those are called who are no longer what the words say: who has laid down
    arms or office is a civilian, who is loyal to the ousted a rebel."""
    if _OUSTED.search(plain):
        return "rebels"
    return "civilians" if _FORMER.fullmatch(plain) else None


def _same(form: str, phrase: str) -> bool:
    """Whether a form is the whole phrase, but for its article."""
    return len(form.split(" ")) >= len(_ARTICLE.sub("", phrase).split(" "))


def _shorter(phrase: str) -> Iterator[str]:
    """The phrase without its article and numbers, then without its first words, as long
    as that cuts no name in two ("National Army") and takes none of two from the other
    ("Syrian and Russian warplanes")."""
    parts = phrase.split(" ")
    for start in range(min(_CUT, len(parts))):
        if start:
            cut, rest = parts[start - 1], parts[start]
            if cut == "and" or cut.endswith(_OF_GROUPS):
                return
            if cut[:1].isupper() and rest[:1].isupper() and not is_people(rest):
                return
        yield " ".join(parts[start:])
