"""A mention to the actor it names: registry, the document's acronyms, bodies of states.

What stands between the name and us is peeled off first: "fighters from", "spokesman
for", "positions"; "X-backed" and "held by X" never make X the actor.
"""

from __future__ import annotations

import re
from collections.abc import Set
from copy import copy
from dataclasses import replace

from marsad.model import Actor
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.registry import Context, Registry, key_of
from marsad.resolving.actors.states import state_actor, state_named
from marsad.resolving.places.countries import is_people, people_word

LONGEST = 160  # characters of a mention that are looked at
_TEXT = 100_000  # characters of a text in which acronyms are looked for
_SPAN = 9  # words of the longest name
_WORN_NAMES = frozenset({"official", "media", "agency"})  # shared by many
_PARTICLES = frozenset({"bin", "ibn", "abu", "de", "van", "von", "al", "el", "da"})
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
        self._bound: dict[str, Actor] = {}
        for match in _BOUND.finditer(text[:_TEXT]):
            if self.exact(match["short"]) is None:
                actor = self.named(match["long"]) or self._initials(match)
                if actor is not None:
                    self._bound[key_of(match["short"])] = actor

    def about(self, home: str | None) -> Namer:
        """The names of the same document, in a part of it about another country."""
        other = copy(self)
        other.home = home
        other._context = replace(self._context, home=home)
        return other

    def named(self, mention: str) -> Actor | None:
        """The actor that a mention names, None where it names none known."""
        plain = " ".join(mention.split())[:LONGEST]
        forms = self._forms(plain)
        for form in forms:
            found = self.exact(form)
            if found is not None:
                return found
        for form in self._forms(plain, tails=False):
            bare = " ".join(words().shadow.sub(" ", form).split())
            if found := state_actor(bare, self.home):
                return found
        return self._inside(words().shadow.sub(" ", plain))

    def exact(self, name: str) -> Actor | None:
        """The registry's actor of exactly this name."""
        key = key_of(name)
        if key in self._bound:
            return self._bound[key]
        entry = self._registry.choose(name, self._context)
        return self._registry.actor(entry, self._context) if entry else None

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

    def enemies(self, actor: Actor) -> set[str]:
        """The sides that an actor fights on the document's day."""
        ids = self._registry.tied("fights", actor, self._context.day)
        known = (self.by_id(id_) for id_ in ids)
        return {enemy.side for enemy in known if enemy and enemy.side}

    def only_rising(self, never: Set[str]) -> Actor | None:
        """An armed group that fights the state at home on the document's day, where
        all of which that is known are of one side; `never` are sides it is not of."""
        if self.home is None:
            return None
        state = Actor(f"state:{self.home}", self.home, "state")
        ids = self._registry.tied("fights", state, self._context.day)
        entries = (self._registry.entries.get(id_) for id_ in sorted(ids))
        known = [e for e in entries if e and not e.local]
        groups = [self._registry.actor(e, self._context) for e in known]
        groups = [a for a in groups if a.type == "rebel"]
        sides = {a.side for a in groups}
        return groups[0] if len(sides) == 1 and not sides & never else None

    def client(self, plain: str) -> Actor | None:
        """The group known as backed by the state that the mention names as its patron:
        "Ankara-aligned fighters" are those listed as "Turkish-backed fighters"."""
        match = words().client.search(plain)
        iso = match and state_named(match["patron"])
        if not iso:
            return None
        people = people_word(iso) or ""
        known = (self.exact(f"{people}-backed {men}") for men in _MEN)
        return next((actor for actor in known if actor), None)

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
        forms.append(re.sub(r"['’]s?$", "", plain))
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
                if size > 1 or not _is_part(parts, start, found):
                    return found
        return None

    def _initials(self, match: re.Match[str]) -> Actor | None:
        """A group that only this document names, where the letters fit its words."""
        parts, short = match["long"].split(" "), match["short"]
        for start in range(len(parts)):
            long = " ".join(parts[start:])
            letters = [w[0] for w in re.split(r"[ -]", long) if w[:1].isupper()]
            if len(short) >= _INITIALS and "".join(letters) == short.upper():
                return Actor(f"named:{key_of(long)}", long, "other", None, self.home)
        return None


def _is_part(parts: list[str], at: int, found: Actor) -> bool:
    """Whether one word is only a part of a longer name: the Mubarak of "Ahmed bin
    Mubarak" is another, and no outlet is meant by "Liberation Movement"."""
    if found.type not in _WORN_NAMES or parts[at].isupper():
        return False
    before = parts[at - 1] if at else ""
    after = parts[at + 1] if at + 1 < len(parts) else ""
    titled = (
        not before[:1].isupper()
        or words().role.search(before)
        or is_people(before)
        or (found.type == "official" and before in found.name.split())
    )
    particle = before in _PARTICLES
    return not titled or particle or (found.type != "official" and after[:1].isupper())
