"""A mention to the actor it names: registry, the document's acronyms, bodies of states.

What stands between the name and us is peeled off first: "fighters from", "spokesman
for", "positions"; "X-backed" and "held by X" never make X the actor.
"""

from __future__ import annotations

import re
from collections.abc import Set
from copy import copy
from dataclasses import replace

from marsad.model import Actor, ActorEntry
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.registry import Context, Registry, key_of
from marsad.resolving.actors.states import body_of, state_actor, state_body, state_named
from marsad.resolving.places.countries import (
    is_people,
    of_capital,
    people_of,
    people_word,
)
from marsad.resolving.places.spelling import fold

LONGEST = 160  # characters of a mention that are looked at
_TEXT = 100_000  # characters of a text in which acronyms are looked for
_SPAN = 9  # words of the longest name
_WORN_NAMES = frozenset({"media", "agency"})  # shared by many
_PARTICLES = frozenset({"bin", "ibn", "abu", "de", "van", "von", "al", "el", "da"})
_OFFICE_OF = re.compile(r"(?: (?:of|for|to|in) .+)?")  # "Secretary of State X"
_SITE = re.compile(  # "Sadr City", "Hafez al-Assad Airport"
    r"City|Town|Street|Road|Square|Bridge|Airport|Hospital|University|Camp|Mosque"
    r"|District|Province|Dam|Palace|School|Park|Prison|Neighbou?rhood|Brigade|Battalion"
    r"|Regiment|Division"
)
_LED = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?P<leader>[A-Z][\w. ]+?)[- ]led\b(?P<men> [a-z -]+)?"
)
_COALITION = re.compile(
    r"(?:the )?coalition (?!government|agreement|partner|talk|part(?:y|ies))[a-z]",
    re.IGNORECASE,
)
_RULERS = re.compile(
    r"(?P<ruler>.*[A-Z][\w'’-]+?)['’]s? (?P<body>(?:own )?(?:government|regime"
    r"|administration|cabinet|office|army|military|police|air force|navy|intelligence"
    r"|troops|soldiers|(?:security |armed )?forces))"
)
_STATE = re.compile(r"state:([A-Z]{2})\b")
_OTHERS = frozenset(  # "International X" is no X
    {"International", "World", "Global", "South", "North", "East", "West", "New"}
)
_NAME = re.compile(r"[A-Z][\w'’-]+(?: (?:[a-z]{1,3}[ -])?[A-Z][\w'’-]+)*")
_INITIALS = 3  # letters: fewer fit too much
_MEN = ("factions", "fighters", "rebels", "groups", "forces", "militias")
_BOUND = re.compile(
    r"\b(?P<long>[A-Z][\w'’]{1,30}(?:[ -](?:[a-z]{2,3}[ -])?[\w'’]{1,30}){1,8}?)"
    r"(?: group| movement| militia)?"
    r"(?:, or (?:the )?|,? (?:also |better )?known (?:as|by its acronym) (?:the )?"
    r"| \((?:the |or |known as )?[\"“]?)(?P<short>[A-Z][A-Za-z0-9/-]{1,9})\b"
)


class Namer:
    """Names of one document: its countries, its home country, its day, its acronyms."""

    def __init__(self, text: str, context: Context, registry: Registry) -> None:
        self.home = context.home
        self._context = context
        self._registry = registry
        self._text = text[:_TEXT]
        self._bound: dict[str, Actor] = {}
        self._known: dict[str, Actor | None] = {}
        for match in _BOUND.finditer(self._text):
            self._bind(match)
            self._known.clear()

    def about(self, home: str | None) -> Namer:
        """The names of the same document, in a part of it about another country."""
        other = copy(self)
        other.home, other._known = home, {}
        other._context = replace(self._context, home=home)
        return other

    def whole(self, mention: str) -> Actor | None:
        """The actor of the registry whose name the mention is, but for words around."""
        forms = self._forms(" ".join(mention.split())[:LONGEST])
        return next((found for form in forms if (found := self.exact(form))), None)

    def named(self, mention: str) -> Actor | None:
        """The actor that a mention names, None where it names none known."""
        if mention not in self._known:
            self._known[mention] = self._find(mention)
        return self._known[mention]

    def _find(self, mention: str) -> Actor | None:
        plain = " ".join(mention.split())[:LONGEST]
        if (seat := words().sits.get(plain)) and of_capital(plain) != self.home:
            return self.by_id(seat)
        ruled = self._of_ruler(plain)
        if found := ruled or self._titled(plain) or self.whole(plain):
            return found
        if found := self._led(plain):
            return found
        if found := self._of_people(plain):
            return found
        for form in self._forms(plain, tails=False):
            bare = " ".join(words().shadow.sub(" ", form).split())
            if found := state_actor(bare, self.home):
                return found
        bare = words().shadow.sub(" ", plain)
        return self._inside(bare) or self._respelled(plain)

    def _of_people(self, plain: str) -> Actor | None:
        """The group that at home goes by the name of a people that has a state: the
        "Serb gunners" of Bosnia are not those of Serbia."""
        parts = plain.split(" ")
        for at, part in enumerate(parts[:-1]):
            if is_people(part) and (group := self.exact(part)):
                armed = state_body(" ".join(parts[at + 1 :]))
                fights = group.type in {"rebel", "militia"}
                return group if fights and armed and armed.id == "military" else None
        return None

    def _of_ruler(self, plain: str) -> Actor | None:
        """The body of a state that a mention tells by who rules it: "Prime Minister
        Abiy Ahmed's government", "Assad's army"."""
        match = _RULERS.fullmatch(plain)
        ruler = self.named(match["ruler"]) if match else None
        body = state_body(match["body"]) if match else None
        state = ruler and _STATE.match(ruler.parent or ruler.id)
        if not ruler or ruler.type != "official" or not state or not body:
            return None
        return replace(body_of(state[1], body, self.home), side=ruler.side)

    def _led(self, plain: str) -> Actor | None:
        """The coalition that a mention tells by who leads it, however that is spelled:
        "United States-led airstrikes", "a NATO-led force"; "Afghan-led troops" in their
        own country are its army; "coalition helicopters" those of the coalition."""
        if _COALITION.match(plain):
            return self.exact("the coalition")
        match = _LED.match(plain)
        if match is None:
            return None
        leaders = (match["leader"], match["leader"].split(" ")[0])
        iso = next(filter(None, map(state_named, leaders)), None)
        if iso is None:
            leader = self.exact(match["leader"])
            return leader if leader and leader.type == "international" else None
        name = words().led.get(iso) or people_word(iso)
        known = self.exact(f"{name}-led coalition")
        if known is None and iso == self.home and match["men"]:
            return state_actor(match["leader"] + match["men"], self.home)
        return known

    def _respelled(self, plain: str) -> Actor | None:
        """A known name in another spelling ("Tehreek-e-Taliban")."""
        for form in self._forms(plain):
            if _NAME.fullmatch(form):
                entry = self._registry.respelled(form, self._context)
                if entry is not None:
                    return self._registry.actor(entry, self._context)
        return None

    def exact(self, name: str) -> Actor | None:
        """The registry's actor of exactly this name."""
        key = key_of(name)
        if key in self._bound:
            return self._bound[key]
        entry = self._registry.choose(name, self._context)
        if entry is None or (entry.type == "official" and self._namesake(name, entry)):
            return None
        return self._registry.actor(entry, self._context)

    def _namesake(self, name: str, entry: ActorEntry) -> bool:
        """Whether the document has another of that surname: "Amrullah Saleh"."""
        if " " in name:
            return False
        told = rf"(?<=[a-z,] )([A-Z][a-z]+(?:['’-]\w+)?) {re.escape(name)}\b"
        first = re.search(told, self._text)
        if first is None or words().role.search(first[1]) or is_people(first[1]):
            return False
        return not any(fold(first[1]) in fold(known) for known in entry.names)

    def formerly(self, plain: str) -> Actor | None:
        """Someone listed as what he was last, however long he has been out of office:
        what was done to him was done to that."""
        for form in self._forms(plain, tails=False):
            entry = self._registry.choose(form, self._context)
            if entry is not None and entry.type == "official":
                return self._registry.actor(entry, self._context, titled=True)
        return None

    def _titled(self, plain: str) -> Actor | None:
        """Someone listed, told with the office that he has just lost: "President X"."""
        office = words().role.match(plain)
        if office is None:
            return None
        name = plain[office.end() :].strip()
        entry = self._registry.choose(name, self._context)
        if entry is None or entry.type != "official":
            return None
        return self._registry.actor(entry, self._context, titled=True)

    def by_id(self, id_: str) -> Actor | None:
        """The registry's actor of that id."""
        entry = self._registry.entries.get(id_)
        return self._registry.actor(entry, self._context) if entry else None

    def owner(self, plain: str) -> Actor | None:
        """Who holds or runs the thing that a mention tells so: "a Hamas-run office"."""
        match = words().owner.search(plain)
        if match is None or is_people(match["owner"]):
            return None
        return self.named(match["owner"])

    def fights(self, actor: Actor, other: str) -> bool:
        """Whether an actor fights another (an id, or `state:XX`) on the document's day,
        as far as the registry knows."""
        return other in self._registry.tied("fights", actor, self._context.day)

    def hostile_states(self, actor: Actor) -> list[str]:
        """The countries of which the document speaks whose state an actor fights."""
        ids = self._registry.tied("fights", actor, self._context.day)
        spoken = {f"state:{iso}": iso for iso in sorted(self._context.countries)}
        return [iso for id_, iso in spoken.items() if id_ in ids]

    def one_hostile_state(self) -> str | None:
        """The only country whose state that at home fights on the document's day."""
        state = Actor(f"state:{self.home}", self.home or "", "state")
        ids = self._registry.tied("fights", state, self._context.day)
        found = [id_[-2:] for id_ in ids if id_.startswith("state:")]
        return found[0] if len(found) == 1 else None

    def enemies(self, actor: Actor) -> set[str]:
        """The sides that an actor fights on the document's day."""
        ids = self._registry.tied("fights", actor, self._context.day)
        known = (self.by_id(id_) for id_ in ids)
        return {enemy.side for enemy in known if enemy and enemy.side}

    def rises(self, actor: Actor) -> bool:
        """Whether a group fights the state at home on the document's day: by the ties
        known, else, where none is, if it is a rebel group of that country alone."""
        if self.fights(actor, f"state:{self.home}"):
            return True
        if self._registry.tied("fights", actor, None):
            return False
        return actor.type == "rebel" and actor.country == self.home

    def rose_once(self) -> bool:
        """Whether a group is known that fought the state at home on whatever day."""
        state = Actor(f"state:{self.home}", self.home or "", "state")
        ids = self._registry.tied("fights", state, None)
        return any(not id_.startswith("state:") for id_ in ids)

    def risings(self, never: Set[str] = frozenset()) -> list[Actor]:
        """The armed groups known that fight the state at home on the document's day;
        `never` are sides that are none of them."""
        if self.home is None:
            return []
        known = self._registry.risings(self.home, self._context)
        return [actor for actor in known if actor.side not in never]

    def only_rising(self, never: Set[str]) -> Actor | None:
        """A group of the country's own risings where all known are of one side."""
        groups = [g for g in self.risings() if g.country == self.home]
        groups = [g for g in groups if self.fights(g, f"state:{self.home}")]
        sides = {a.side for a in groups}
        return groups[0] if len(sides) == 1 and not sides & never else None

    def all_names(self, actor: Actor) -> tuple[str, ...]:
        """All names of an actor of the registry, else its own."""
        entry = self._registry.entries.get(actor.id)
        return entry.names if entry else (actor.name,)

    def client(self, plain: str) -> Actor | None:
        """The group known as backed by the state that the mention names as its patron:
        "Ankara-aligned fighters" are those listed as "Turkish-backed fighters"."""
        known = words()
        match = known.client.search(plain) or known.client_of.search(plain)
        iso = match and state_named(match["patron"])
        if not iso:
            return None
        people = people_word(iso) or ""
        found = (self.exact(f"{people}-backed {men}") for men in _MEN)
        return next((actor for actor in found if actor), None)

    def _forms(self, plain: str, *, tails: bool = True) -> list[str]:
        """The mention, then with ever more words around the name peeled off; without
        `tails` only those before it."""
        known, forms = words(), [plain]
        for _ in range(5):
            head = known.before.match(plain)
            if head:
                plain = plain[head.end() :]
            elif tails and (tail := known.after.search(plain)):
                plain = plain[: tail.start()]
            else:
                break
            forms.append(plain)
        forms.append(re.sub(r"['’]s?$| \([A-Z][\w/-]{1,9}\)$", "", plain))
        return [f for f in dict.fromkeys(forms) if f]

    def _inside(self, phrase: str) -> Actor | None:
        """The longest known name among the words of a phrase."""
        parts = re.sub(r"[,;:()\"“”]", " ", phrase).split()
        for size in range(min(_SPAN, len(parts)), 0, -1):
            for start in range(len(parts) - size + 1):
                name = " ".join(parts[start : start + size])
                name = re.sub(r"['’]s?$", "", name)
                if name[:1].islower() or not (found := self.exact(name)):
                    continue
                if start and _is_of_others(parts[start - 1], found):
                    continue
                if size > 1 and _is_anothers(parts, start, found):
                    continue
                if size > 1 and not _goes_on(parts, start + size, found):
                    return found
                if size == 1 and not _is_part(parts, start, found):
                    return found
        return None

    def _bind(self, match: re.Match[str]) -> None:
        """Take "the Free Front, or FF" for one, whichever of the two is known."""
        short = self.exact(match["short"])
        if short is None:
            if long := self.named(match["long"]) or self._initials(match):
                self._bound[key_of(match["short"])] = long
        elif self.exact(match["long"]) is None and (own := self._initials(match)):
            self._bound[key_of(own.name)] = short

    def _initials(self, match: re.Match[str]) -> Actor | None:
        """A group that only this document names, where the letters fit its words."""
        parts, short = match["long"].split(" "), match["short"]
        for start in range(len(parts)):
            long = " ".join(parts[start:])
            letters = [w[0] for w in re.split(r"[ -]", long) if w[:1].isupper()]
            wanted = short.upper().replace("-", "").replace("/", "")
            if len(short) >= _INITIALS and "".join(letters) == wanted:
                return Actor(f"named:{key_of(long)}", long, "other", None, self.home)
        return None


def _is_of_others(before: str, found: Actor) -> bool:
    """Whether the word before a group's name makes it another's: the "Irish National
    Liberation Army" is none of Colombia's."""
    iso = people_of(before)
    return before in _OTHERS or (
        found.type == "rebel"
        and None not in {iso, found.country}
        and iso != found.country
    )


def _is_anothers(parts: list[str], at: int, found: Actor) -> bool:
    """Whether a first name stands before a whole name: "Mohamud Ali Saleh" is none of
    the Ali Salehs that are listed."""
    person = found.type == "official" or found.id.startswith("person:")
    office = list(words().role.finditer(" ".join(parts[:at])))
    if office and _OFFICE_OF.fullmatch(" ".join(parts[:at])[office[-1].end() :]):
        return False
    for before in reversed(parts[:at] if person else []):
        if before in found.name.split():
            continue
        if not before[:1].isupper() or before.isupper():
            return False
        return not (words().role.search(before) or is_people(before))
    return False


def _goes_on(parts: list[str], after: int, found: Actor) -> bool:
    """Whether the name of an outlet goes on to be another's: "The National Oil
    Corporation" is no paper."""
    return (
        found.type in _WORN_NAMES
        and parts[after : after + 1] > ["A"]
        and (parts[after][:1].isupper())
    )


def _is_part(parts: list[str], at: int, found: Actor) -> bool:
    """Whether one word is only a part of a longer name: the Mubarak of "Ahmed bin
    Mubarak" is another, and no outlet is meant by "Liberation Movement"."""
    if parts[at + 1 : at + 2] and _SITE.fullmatch(parts[at + 1]):
        return not parts[at].isupper()
    person = found.type == "official" or found.id.startswith("person:")
    if not (person or found.type in _WORN_NAMES) or parts[at].isupper():
        return False
    before = parts[at - 1] if at else ""
    after = parts[at + 1] if at + 1 < len(parts) else ""
    if person and _is_anothers(parts, at, found):
        return True
    titled = (
        not before[:1].isupper()
        or words().role.search(before)
        or is_people(before)
        or (person and before in found.name.split())
    )
    particle = before in _PARTICLES
    return not titled or particle or (not person and after[:1].isupper())
