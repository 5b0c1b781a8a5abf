"""Which of the places that bear a name a document means, with the reasons.

Ranked by the document's countries, its other places, what the mention's words tell and
the kind of place; the number of inhabitants only breaks what these leave open. All
names of a document are chosen together, in rounds, each by what the others came to
(Lieberman et al. 2010, "Geotagging with local lexicons"; Leidner 2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log10, tanh

from marsad.model import Level
from marsad.resolving.places.context import Context, Vote
from marsad.resolving.places.countries import country_of
from marsad.resolving.places.gazetteer import (
    Entry,
    bears,
    country,
    named,
    sounding_like,
)
from marsad.resolving.places.spelling import fold


@dataclass(frozen=True, slots=True)
class Points:
    """What each sort of evidence is worth: set on the even documents of LGL and
    GeoVirus and a third of the claim corpus' training documents, by random search."""

    country: float = 4.9
    province: float = 0.2
    district: float = -0.5
    people: float = 1.0  # for each tenfold of inhabitants
    ours: float = 2.0  # our own rows: places of wars, written down because they matter
    rank: float = 0.2  # for each step of a seat's rank
    named_so: float = 0.7  # the name is the place's own, not one of its others
    byname: float = -1.5  # one of its others, and another place's own
    spoken: float = 0.6  # its country is spoken of
    share: float = 2.4  # the more, the more of the document is about it
    in_province: float = 2.2  # other places of the same province are named
    more_in_province: float = 0.3
    in_district: float = 0.6
    more_in_district: float = 1.4
    near: float = 2.0  # within 150 km of other places named
    outlet: float = 0.8
    told_country: float = 2.1  # "Homs, Syria"
    told_part: float = 2.7  # "Paris, Texas"
    told_level: float = 6.0  # "Aleppo province"
    other_level: float = -1.8
    namesake: float = -3.0  # a province named after a town: the town is meant
    lone_country: float = -5.0  # nothing else speaks of it, and much of a rival's
    unsure: float = 0.7  # the vote of a name that could mean something else


POINTS = Points()
_SETTLED = {Level.CITY, Level.TOWN}
_DIVISIONS = {Level.PROVINCE, Level.DISTRICT}
_KNOWN = 1_000  # inhabitants: a place below needs its country spoken of
_TELLING = 6  # letters: a name so long that one place alone bears is no namesake's
_RENOWNED = 20_000  # as _KNOWN, where the name is only one of its others
_FAMOUS = 200_000  # the same where the name is borne in several countries
_PROVINCE = 300_000  # inhabitants of a province for which none are given
_SEAT = 0.04  # of a province's inhabitants: a town with fewer did not name it
_MUCH = 0.3  # of the evidence: a document about a country
_LITTLE = 0.01  # of a vote: not worth telling
_SHARE = 0.3  # of the evidence: enough for a match of consonants only
_ALIKE = 0.75  # likeness of two spellings (difflib) whose consonants are the same
_ALIKE_ABROAD = 0.85  # the same in a country that the document is not most about
_RIVAL = 0.2  # of the evidence: enough to doubt a country that nothing speaks for
_ROUNDS = 3
_MOST = 60  # places of one name that are weighed against those of others


@dataclass(frozen=True, slots=True)
class Told:
    """A name and what its mention tells: its `level`, and `inside` which country,
    province or district it is said to lie ("Homs, Syria")."""

    name: str
    level: Level | None = None
    inside: str | None = None

    @property
    def key(self) -> str:
        """What the name is remembered by in a document."""
        return fold(self.name)


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen, why, and what else bears the name (best first)."""

    entry: Entry
    reasons: tuple[str, ...]
    points: float
    others: tuple[Entry, ...] = ()


def together(
    told: Sequence[Told],
    spoken: Counter[tuple[str, str]],
    outlet: str | None = None,
    fixed: Mapping[str, Vote] | None = None,
) -> Context:
    """The context of a document: every name chosen by what the others came to; `fixed`
    are votes that are known without choosing."""
    times = Counter(t.key for t in told)
    best: dict[str, Told] = {}
    for one in told:
        if one.key not in best or (one.inside and not best[one.key].inside):
            best[one.key] = one
    given = {name: (vote,) for name, vote in (fixed or {}).items()}
    first = {k: _possible(t, Context(spoken)) for k, t in best.items()}
    context = Context(spoken, {**first, **given}, outlet)
    for _ in range(_ROUNDS):
        votes: dict[str, Sequence[Vote]] = dict(given)
        for key, one in best.items():
            if choice := choose(one, context):
                votes[key] = (Vote(choice.entry, _weight(choice, times[key])),)
        if votes == context.votes:
            break
        context = Context(spoken, votes, outlet)
    return context


def _possible(told: Told, context: Context) -> tuple[Vote, ...]:
    """Every place that a name may mean, each with its part of one vote."""
    within = _containers(told.inside)
    options = candidates(told.name, context)
    kept = [e for e in options if _lies_in(e, within)] or options
    return tuple(Vote(e, 1 / len(kept)) for e in kept[:_MOST])


def _weight(choice: Choice, times: int) -> float:
    """How much a name's choice counts for those of others: more where it is used often,
    less where it could mean something else."""
    whole = choice.entry.level in {Level.COUNTRY, Level.PROVINCE}
    sure = 1.0 if whole or not choice.others else POINTS.unsure
    return sure * min(times, 3)


def choose(told: Told, context: Context) -> Choice | None:
    """The place meant by a name; None where none is known or none can be believed."""
    for options in (spelled(told.name), heard(told.name, context)):
        if options and (choice := _best(told, context, options)):
            return choice
    return None


def _best(told: Told, context: Context, options: Sequence[Entry]) -> Choice | None:
    """The likeliest of some places; None where it cannot be believed."""
    within = _containers(told.inside)
    seats: dict[str, int] = {}
    for entry in options:
        if entry.level in _SETTLED:
            seats[entry.country] = max(seats.get(entry.country, 0), entry.people)
    rival = any(context.share(e.country, told.key) > _RIVAL for e in options)
    borne = any(bears(e, told.name) for e in options)
    question = _Question(told, context, within, seats, rival, borne)
    scored = sorted(
        ((question.weigh(e), e) for e in options),
        key=lambda s: (sum(p for p, _ in s[0]), s[1].people, s[1].id),
        reverse=True,
    )
    alone = len({e.country for e in options}) == 1
    likely = (s for s in scored if _believed(s[1], told, context, within, alone=alone))
    terms, best = next(likely, ((), None))
    if best is None:
        return None
    points = sum(p for p, _ in terms)
    reasons = tuple(
        words for p, words in sorted(terms, key=lambda t: -t[0]) if words and p > 0
    )
    return Choice(best, reasons, points, tuple(e for _, e in scored if e is not best))


def candidates(name: str, context: Context) -> list[Entry]:
    """What bears the name; where nothing does, what sounds like it."""
    return spelled(name) or heard(name, context)


def spelled(name: str) -> list[Entry]:
    """What bears the name, countries and regions too."""
    if not _is_name(name):
        return []
    options = list(named(name))
    iso = country_of(name)
    if iso and (whole := country(iso)) and whole not in options:
        options.append(whole)
    return options


def heard(name: str, context: Context) -> list[Entry]:
    """What sounds like the name in the countries that the document speaks of."""
    if not _is_name(name):
        return []
    return [
        entry
        for iso in context.countries(3)
        if context.share(iso) >= _SHARE
        for entry in sounding_like(name, iso)
        if _alike(name, entry.name, _ALIKE if iso == context.main() else _ALIKE_ABROAD)
    ]


def _alike(one: str, other: str, least: float) -> bool:
    """Whether two names are spelled alike, asked first what takes less time."""
    both = SequenceMatcher(None, fold(one), fold(other))
    return both.quick_ratio() >= least and both.ratio() >= least


def _is_name(words: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script without."""
    return any(w[0].isalpha() and not w[0].islower() for w in words.split() if w)


def _containers(inside: str | None) -> tuple[Entry, ...]:
    """The countries, provinces and districts called `inside`."""
    if not inside:
        return ()
    wholes = {Level.COUNTRY, Level.PROVINCE, Level.DISTRICT}
    found = [e for e in named(inside) if e.level in wholes]
    if (iso := country_of(inside)) and (whole := country(iso)):
        found.append(whole)
    return tuple(found)


def _lies_in(entry: Entry, within: tuple[Entry, ...]) -> Entry | None:
    for whole in within:
        if whole.country != entry.country or whole.id == entry.id:
            continue
        if whole.level is Level.COUNTRY and entry.level is not Level.COUNTRY:
            return whole
        same = whole.province and whole.province == entry.province
        if same and whole.district in {"", entry.district}:
            return whole
    return None


Term = tuple[float, str]
"""Points and the reason for them in words ("": none worth telling)."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One name to be decided: `within` where it is said to lie, `seats` the largest
    town of that name in each country, `rival` whether another country is spoken of in
    which the name is borne too, `borne` whether it is some place's own name."""

    told: Told
    context: Context
    within: tuple[Entry, ...]
    seats: Mapping[str, int]
    rival: bool
    borne: bool

    def weigh(self, entry: Entry) -> list[Term]:
        """Points for and against one place."""
        return [
            (getattr(POINTS, entry.level.value, 0.0), ""),
            (POINTS.people * log10(_people(entry) + 30), ""),
            (POINTS.rank * entry.rank + POINTS.ours * entry.ours, ""),
            (POINTS.named_so * (fold(entry.name) == self.told.key), ""),
            (POINTS.byname * (self.borne and not bears(entry, self.told.name)), ""),
            *self._country(entry),
            *self._surroundings(entry),
            *self._words(entry),
        ]

    def _country(self, entry: Entry) -> Iterator[Term]:
        share = self.context.share(entry.country, self.told.key) if entry.country else 0
        if share:
            about = f"the document is about {entry.country}" if share > _MUCH else ""
            yield POINTS.spoken + POINTS.share * share, about
        elif entry.level is Level.COUNTRY and entry.country and self.rival:
            yield POINTS.lone_country, ""
        if self.context.outlet and entry.country == self.context.outlet:
            yield POINTS.outlet, "in the outlet's country"

    def _surroundings(self, entry: Entry) -> Iterator[Term]:
        own, area = self.told.key, (entry.country, entry.province)
        if entry.province and (weight := self.context.weight(area, own)) > _LITTLE:
            points = POINTS.in_province * min(1.0, weight)
            points += POINTS.more_in_province * tanh(weight / 3)
            yield points, "other places of the same province are named"
            inner = self.context.weight((*area, entry.district), own)
            if entry.district and inner > _LITTLE:
                points = POINTS.in_district * min(1.0, 3 * inner)
                points += POINTS.more_in_district * tanh(inner / 3)
                yield points, "other places of the same district are named"
        part = entry.level not in {Level.COUNTRY, Level.PROVINCE}
        if part and (near := self.context.near(entry, own)):
            yield POINTS.near * tanh(near / 2), "near other places named"

    def _words(self, entry: Entry) -> Iterator[Term]:
        told = self.told.level
        if told and _fits(entry.level, told):
            yield POINTS.told_level, f"called a {told.value}"
        elif told:
            yield POINTS.other_level, ""
        elif entry.level in _DIVISIONS:
            seat = self.seats.get(entry.country, -1)
            yield POINTS.namesake * (seat >= _SEAT * entry.people), ""
        if whole := _lies_in(entry, self.within):
            country = whole.level is Level.COUNTRY
            points = POINTS.told_country if country else POINTS.told_part
            yield points, f"said to lie in {whole.name}"


def _people(entry: Entry) -> int:
    """Inhabitants; of a province that none are counted for (an old one), a guess."""
    uncounted = entry.level is Level.PROVINCE and not entry.people
    return _PROVINCE if uncounted else entry.people


def _fits(have: Level, told: Level) -> bool:
    return have is told or (have in _SETTLED and told in _SETTLED)


def _believed(
    entry: Entry,
    told: Told,
    context: Context,
    within: tuple[Entry, ...],
    *,
    alone: bool,
) -> bool:
    """A small place in a country that the document does not speak of, far from all that
    it names, is a namesake. `alone`: no other country has a place of that name."""
    if entry.level is Level.COUNTRY or not context.countries(1) or not entry.country:
        return True
    if entry.ours and alone:
        return True
    if context.share(entry.country, told.key) > 0 or _lies_in(entry, within):
        return True
    if context.near(entry, told.key):
        return True
    if not bears(entry, told.name):
        return entry.people > (_RENOWNED if alone else _FAMOUS)
    if alone and len(told.key) >= _TELLING and fold(entry.name) == told.key:
        return True
    return entry.people > (_KNOWN if alone else _FAMOUS)
