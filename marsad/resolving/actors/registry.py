"""The registry: who goes by which name, on whose side, when (`lexicons/actors/`).

Our own rows have sides and dates; UCDP's armed groups are known by name, countries and
whom they fought. An analyst's rows come before both. A short name in capitals (IS, AA)
matches only as written, and "The Times" only with its article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from marsad.model import Actor, ActorEntry
from marsad.resolving.actors.rows import Tenure, Tie, entries, people, sides, ties
from marsad.resolving.actors.states import state_side
from marsad.resolving.places.spelling import fold, skeleton, without_article

_SHORT = 5  # letters: a name of so few in capitals is an abbreviation
_SOUND = 6  # consonants
_LOCAL = 3  # letters: an abbreviation of so few is only looked for in its country
_HEARD = frozenset({"media", "agency", "monitor", "international"})  # everywhere
_WHOLE = re.compile(r"The \w+")
_STATE = re.compile(r"state:(?P<iso>[A-Z]{2})(?::\w+)?")


@dataclass(frozen=True, slots=True)
class Context:
    """What a document tells about whom its names can mean: its day, the countries it
    speaks of, and the one it is about."""

    day: date | None = None
    countries: frozenset[str] = frozenset()
    home: str | None = None


class Registry:
    """All actors known beforehand, by name and by id."""

    def __init__(
        self,
        entries: Iterable[ActorEntry],
        tenures: Mapping[str, Sequence[Tenure]],
        ties: Iterable[Tie],
    ) -> None:
        """`entries` in order of weight: the first of two of a name is preferred."""
        self.entries: dict[str, ActorEntry] = {}
        self.ties = tuple(ties)
        self._tied: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            self._tied[tie.actor].append(tie)
            self._tied[tie.other].append(tie)
        self.tenures = tenures
        self._by_name: dict[str, list[ActorEntry]] = defaultdict(list)
        self._sounds: dict[str, dict[str, list[ActorEntry]]] = {}
        self._by_country: dict[str, list[ActorEntry]] = defaultdict(list)
        self._rebels: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            if entry.id not in self.entries:
                self.entries[entry.id] = entry
                if entry.type == "rebel" and not entry.parent:
                    self._rebels[entry.country or ""].append(entry.id)
                for country in entry.countries:
                    self._by_country[country].append(entry)
                for name in entry.names:
                    self._enter(name, entry)

    def options(self, name: str) -> tuple[ActorEntry, ...]:
        """The entries that bear exactly this name."""
        key = key_of(name)
        found = self._by_name.get(key, ())
        whole = self._by_name.get(f"the {key}", ())
        if whole and name[:4].casefold() == "the ":
            return (*whole, *found)
        return tuple(found)

    def choose(self, name: str, context: Context) -> ActorEntry | None:
        """The entry that a document means by this name, None where none fits it.

        Those of the country it is about go before those of others it speaks of, and
        among equals those that were there on its day before those that were not.
        """
        fitting = [e for e in self.options(name) if _fits(e, name, context)]
        if not fitting:
            return None
        return min(fitting, key=lambda e: _rank(e, context))

    def respelled(self, name: str, context: Context) -> ActorEntry | None:
        """The entry one of whose names has the same consonants, of a country that the
        document speaks of; short names have too few of them to tell."""
        sound = _sound_of(name)
        if len(sound) < _SOUND:
            return None
        countries = context.countries | ({context.home} if context.home else set())
        fitting = [
            entry
            for country in sorted(countries)
            for entry in self._sounds_of(country).get(sound, ())
        ]
        return min(fitting, key=lambda e: _rank(e, context), default=None)

    def _sounds_of(self, country: str) -> dict[str, list[ActorEntry]]:
        """The entries of a country by the consonants of their names."""
        if country not in self._sounds:
            sounds = self._sounds[country] = defaultdict(list)
            for entry in self._by_country[country]:
                for name in (entry.name, *entry.aliases):
                    sounds[_sound_of(name)].append(entry)
        return self._sounds[country]

    def actor(
        self, entry: ActorEntry, context: Context, *, titled: bool = False
    ) -> Actor:
        """The entry as the actor it was on the document's day.

        A person out of office speaks for nobody, but `titled` ("President X", days
        after his fall) is meant as what he was last.
        """
        tenure = self._tenure(entry.id, context.day)
        if tenure is None and titled:
            tenure = self._last_tenure(entry.id, context.day)
        type_, side, parent = entry.type, entry.side, entry.parent
        if tenure is not None:
            type_ = tenure.type or type_
            side, parent = tenure.side, tenure.body or parent
        elif entry.type == "official" and entry.id in self.tenures:
            return Actor(entry.id, entry.name, "civilian", None, entry.country)
        country = entry.country
        if side is None and (parent or _STATE.fullmatch(entry.id)):
            country, side = self._of_parent(parent or entry.id, country, context)
        return Actor(entry.id, entry.name, type_, side, country, parent)

    def tied(self, tie: str, actor: Actor, day: date | None) -> frozenset[str]:
        """The ids (or `state:XX`) with which an actor has this tie, either way round,
        on a day; ties without dates count on every day."""
        ours = _tie_ids(actor)
        return frozenset(
            other
            for id_ in ours
            for known in self._tied.get(id_, ())
            if known.tie == tie and (day is None or within(day, known.start, known.end))
            for other in (known.actor, known.other)
            if other not in ours
        )

    def risings(self, home: str, context: Context) -> list[Actor]:
        """The rebels known to fight that state on the document's day, those with ties
        before those that are only listed there; the local ones of UCDP are left out."""
        tied = self.tied("fights", Actor(f"state:{home}", home, "state"), context.day)
        own = dict.fromkeys((*sorted(tied), *self._rebels[home]))
        found = [e for e in map(self.entries.get, own) if e and not e.local]
        known = [self.actor(e, context) for e in found if _there(e, context.day)]
        return [a for a in known if a.type == "rebel"]

    def with_own(self, own: Sequence[ActorEntry]) -> Registry:
        """The registry with an analyst's rows before all others."""
        every = (*own, *self.entries.values())
        return Registry(every, self.tenures, self.ties)

    def _of_parent(
        self, parent: str, country: str | None, context: Context
    ) -> tuple[str | None, str | None]:
        """Country and side of the body that someone is part of or speaks for."""
        if state := _STATE.fullmatch(parent):
            return country or state["iso"], state_side(state["iso"], context.home)
        body = self.entries.get(parent)
        if body is None or body.id == parent == body.parent:
            return country, None
        actor = self.actor(body, context)
        return country or actor.country, actor.side

    def _tenure(self, entry_id: str, day: date | None) -> Tenure | None:
        if day is None:
            return None
        held = self.tenures.get(entry_id, ())
        return next((t for t in held if within(day, t.start, t.end)), None)

    def _last_tenure(self, entry_id: str, day: date | None) -> Tenure | None:
        """The office that a person held last before a day."""
        held = self.tenures.get(entry_id, ())
        past = [t for t in held if t.end and day and t.end <= day.isoformat()]
        return max(past, key=lambda t: t.end or "", default=None)

    def _enter(self, name: str, entry: ActorEntry) -> None:
        key = key_of(name)
        if _WHOLE.fullmatch(name):
            key = f"the {key}"
        known = self._by_name[key]
        if len(key) > 1 and (not known or known[-1] is not entry):
            known.append(entry)


@cache
def registry() -> Registry:
    """The registry that comes with marsad, read at the first call."""
    tenures: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in (*sides(), *people().tenures):
        tenures[tenure.id].append(tenure)
    return Registry((*entries(), *people().entries), tenures, ties())


@lru_cache(maxsize=4)
def registry_with(own: tuple[ActorEntry, ...]) -> Registry:
    """The registry with an analyst's own rows."""
    return registry().with_own(own) if own else registry()


@lru_cache(maxsize=50_000)
def _sound_of(name: str) -> str:
    """The consonants of a name; looked at only where no spelling fits."""
    return skeleton(fold(name))


@lru_cache(maxsize=50_000)
def key_of(name: str) -> str:
    """The key a name is entered under."""
    plain = name.strip()
    if _is_short(plain):
        return plain
    return without_article(fold(plain))


def within(day: date, start: str | None, end: str | None) -> bool:
    """Whether a day lies between two dates told to the year, month or day, both in."""
    told = day.isoformat()
    return (not start or start <= told) and (not end or told <= f"{end}~")


def tie_id(actor: Actor) -> str:
    """The id that ties name an actor by: its own, or that of the state it acts for."""
    state = _STATE.fullmatch(actor.parent or actor.id)
    return f"state:{state['iso']}" if state else actor.id


def _tie_ids(actor: Actor) -> frozenset[str]:
    """The ids under which ties name an actor: its own, its parent's, its state's."""
    ids = {actor.id, actor.parent or actor.id}
    states = {f"state:{m['iso']}" for i in ids if (m := _STATE.fullmatch(i))}
    return frozenset(ids | states)


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT and name.isupper()


def _fits(entry: ActorEntry, name: str, context: Context) -> bool:
    """Whether a document can mean this one by the name at all."""
    key = key_of(name)
    if _is_nickname(entry, key):
        return context.home in entry.countries and _there(entry, context.day)
    if _spoken_of(entry, context):
        return True
    abbreviated = len(key) <= _LOCAL and key.isupper() and entry.type not in _HEARD
    return not entry.local and not (entry.countries and abbreviated)


def _spoken_of(entry: ActorEntry, context: Context) -> bool:
    """Whether the document speaks of a country of the entry."""
    return any(c in context.countries or c == context.home for c in entry.countries)


def _is_nickname(entry: ActorEntry, key: str) -> bool:
    """Whether the entry goes by that key only at home."""
    if not any(key_of(nickname) == key for nickname in entry.nicknames):
        return False
    return all(key_of(name) != key for name in (entry.name, *entry.aliases))


def _rank(entry: ActorEntry, context: Context) -> tuple[bool, bool, bool]:
    """Smaller is better; entries are asked in order of weight."""
    day = context.day
    return context.home not in entry.countries, not _there(entry, day), entry.local


def _there(entry: ActorEntry, day: date | None) -> bool:
    """Whether it was there on a day, as far as both are known."""
    return day is None or within(day, entry.founded, entry.dissolved)
