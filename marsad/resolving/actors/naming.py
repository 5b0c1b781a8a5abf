"""A mention to the actor it names: registry, the document's acronyms, bodies of states.

What stands between the name and us is peeled off first: "fighters from", "spokesman
for", "positions"; "X-backed" and "held by X" never make X the actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from marsad.model import Actor
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.registry import by_name, key_of
from marsad.resolving.actors.states import state_actor, state_named
from marsad.resolving.places.countries import people_word

LONGEST = 160  # characters of a mention that are looked at
_TEXT = 100_000  # characters of a text in which acronyms are looked for
_SPAN = 7  # words of the longest name
_INITIALS = 3  # letters: fewer fit too much
_MEN = ("factions", "fighters", "rebels", "groups", "forces", "militias")
_BOUND = re.compile(
    r"\b(?P<long>[A-Z][\w'’]{1,30}(?:[ -](?:[a-z]{2,3}[ -])?[\w'’]{1,30}){1,8}?)"
    r"(?: group| movement| militia)?"
    r"(?:, or (?:the )?|,? (?:also |better )?known (?:as|by its acronym) (?:the )?"
    r"| \((?:the |or |known as )?[\"“]?)(?P<short>[A-Z][A-Za-z0-9/-]{1,9})\b"
)


class Namer:
    """Names of one document: its countries, its home country and its acronyms."""

    def __init__(
        self, text: str, countries: Mapping[str, int], home: str | None
    ) -> None:
        self.countries = countries
        self.home = home
        self._bound: dict[str, Actor] = {}
        for match in _BOUND.finditer(text[:_TEXT]):
            if self.exact(match["short"]) is None:
                actor = self.named(match["long"]) or self._initials(match)
                if actor is not None:
                    self._bound[key_of(match["short"])] = actor

    def named(self, mention: str) -> Actor | None:
        """The actor that a mention names, None where it names none known."""
        plain = " ".join(mention.split())[:LONGEST]
        for form in self._forms(plain):
            found = self.exact(form)
            if found is not None:
                return found
        stripped = words().shadow.sub(" ", plain)
        found = state_actor(" ".join(stripped.split()), self.home)
        return found or self._inside(stripped)

    def exact(self, name: str) -> Actor | None:
        """The registry's actor of exactly this name."""
        key = key_of(name)
        if key in self._bound:
            return self._bound[key]
        options = [
            k
            for k in by_name().get(key, ())
            if k.everywhere or any(c in self.countries for c in k.countries)
        ]
        if not options:
            return None
        home = [k for k in options if self.home in k.countries]
        return (home or options)[0].actor

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

    def _forms(self, plain: str) -> list[str]:
        """The mention, then with ever more words around the name peeled off."""
        known, forms = words(), [plain]
        for _ in range(5):
            head = known.before.match(plain)
            if head:
                plain = plain[head.end() :]
            elif tail := known.after.search(plain):
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
                if not name[:1].islower() and (found := self.exact(name)):
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
