"""Agreements: who is said to have agreed on what, and who to have broken it.

An agreement is told of by claims of two kinds: that it was made, and that it was broken
(or was not). Claims are of the same one where fusing put them together, where they name
it alike ("the 2019 agreement", "de-escalation"), or where they name the same parties. A
charge that names no agreement is of the latest one that one of the accused is party to;
one that names nobody either, of the one its document has told of.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from marsad.model import Agreement, Breach, Claim
from marsad.tracking.known import (
    TOLD,
    Known,
    denies,
    first_day,
    identities,
    last_day,
    located,
    parties,
    words,
)

_STEM = 8  # letters by which "de-escalation" and "de-escalated" agree
_BEFORE = 4  # words before the noun that may tell which agreement it is
_WORD = re.compile(r"[\w’'-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(r" (?:of|in|from|signed in)(?: [A-Z][a-z]+)? (?:19|20)\d\d")


@dataclass(slots=True, eq=False)
class _Draft:
    """An agreement in the making: its claims, and what tells it from others."""

    terms: list[Claim] = field(default_factory=list)
    charges: list[Claim] = field(default_factory=list)
    homes: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    parties: list[set[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(c.quote for c in (*self.terms, *self.charges)).casefold()

    def take(self, known: Known, claim: Claim, *, charge: bool) -> None:
        (self.charges if charge else self.terms).append(claim)
        self.marks |= marks_of(claim)
        self.homes.add(known.home(claim))
        if not charge and (named := identities((*claim.initiator, *claim.target))):
            self.parties.append(named)

    def join(self, other: _Draft) -> None:
        """Take in another that turned out to be the same."""
        self.terms += other.terms
        self.charges += other.charges
        self.homes |= other.homes
        self.marks |= other.marks
        self.parties += other.parties

    def told_before(self, claim: Claim) -> bool:
        """Whether its document has told of it before `claim`."""
        return any(
            c.document_id == claim.document_id and c.span.start < claim.span.start
            for c in (*self.terms, *self.charges)
        )


def agreements(known: Known) -> tuple[Agreement, ...]:
    """All agreements that are told of, by the first day told of each."""
    drafts: list[_Draft] = []
    for charge, kind in ((False, "agreement"), (True, "violation")):
        for claim in known.claims(kind):
            homes = _homes(known, drafts, claim, charge=charge)
            home = homes[0] if homes else _Draft()
            drafts = [d for d in drafts if d not in homes]
            for other in homes[1:]:
                home.join(other)
            home.take(known, claim, charge=charge)
            drafts.append(home)
    made = (_agreement(known, d) for d in drafts)
    return tuple(sorted(made, key=lambda a: (a.start or date.max, a.name, a.terms)))


def _homes(
    known: Known, drafts: list[_Draft], claim: Claim, *, charge: bool
) -> list[_Draft]:
    """The agreements that a claim is of: all that it names, else the one with which it
    was fused, whose parties it names, or which its document has told of before."""
    marks, group = marks_of(claim), known.home(claim)
    named = [d for d in drafts if _same_name(d, marks, claim.quote.casefold())]
    if named or marks:
        return named or [d for d in drafts if group in d.homes and not d.marks]
    mine = identities((*claim.initiator, *claim.target))
    for draft in drafts:
        if group in draft.homes:
            return [draft]
    for draft in reversed(drafts):  # of several, the latest
        theirs = {p for named in draft.parties for p in named}
        alike = len(mine) > 1 and mine in draft.parties
        if alike or (charge and mine & theirs and _before(known, draft, claim)):
            return [draft]
        if _labels(mine) <= _labels(theirs) and draft.told_before(claim):
            return [draft]
    return []


def _labels(identities: set[str]) -> set[str]:
    return {i.partition("/")[0] for i in identities}


def _before(known: Known, draft: _Draft, claim: Claim) -> bool:
    """Whether the agreement is told of no later day than the charge."""
    made = first_day(known.day(c) for c in draft.terms)
    day = known.day(claim)
    return made is None or day is None or made <= day


def _same_name(draft: _Draft, marks: set[str], quote: str) -> bool:
    """Whether what tells one apart stands in the words of the other. Two years, or two
    names of which neither tells of the other, are two agreements."""
    if {m for m in marks if _YEAR.fullmatch(m)} ^ {
        m for m in draft.marks if _YEAR.fullmatch(m)
    } and all(any(map(_YEAR.fullmatch, side)) for side in (marks, draft.marks)):
        return False
    if marks & draft.marks:
        return True
    theirs = any(m in quote for m in draft.marks)
    return bool(marks or draft.marks) and (
        theirs or any(m in draft.text for m in marks)
    )


def _agreement(known: Known, draft: _Draft) -> Agreement:
    told = [*draft.terms, *draft.charges]
    named = Counter(p for c in draft.terms for p in parties((*c.initiator, *c.target)))
    made = [c for c in draft.terms if c.status in TOLD]
    return Agreement(
        _name(draft),
        tuple(p for p, _ in named.most_common()),
        located(p for c in told for p in c.places),
        first_day(c.when.start for c in made if c.when),
        last_day(_end(known, c) for c in made),
        bool(made),
        tuple(c.id for c in draft.terms),
        tuple(_breach(known, c) for c in draft.charges),
        last_day(known.day(c) for c in told),
    )


def _end(known: Known, claim: Claim) -> date | None:
    """The day to which it is to hold, where a report tells one ahead of itself."""
    end, published = claim.when.end if claim.when else None, known.published(claim)
    return end if end and published and end > published else None


def _breach(known: Known, claim: Claim) -> Breach:
    speaker, side = known.speaker(claim)
    accused = parties(claim.initiator) or tuple(m.text for m in claim.initiator)
    return Breach(claim.id, accused, speaker, side, known.day(claim), denies(claim))


def _name(draft: _Draft) -> str:
    """What reports call it most; the fullest name first where they differ."""
    names = Counter(n for c in (*draft.terms, *draft.charges) if (n := name_of(c)))
    plain = names.most_common(1)[0][0] if names else "agreement"
    full = [n for n in names if len(n.split()) > 1]
    return max(full, key=lambda n: (names[n], len(n))) if full else plain


def name_of(claim: Claim) -> str:
    """The words by which a claim's sentence calls an agreement: "2019 agreement"; ""
    where no such noun is near the anchor."""
    found = _phrase(claim)
    return " ".join(found) if found else ""


def marks_of(claim: Claim) -> set[str]:
    """What tells an agreement from others: a year, or the beginning of a name."""
    told = _YEAR.findall(name_of(claim))
    return {
        *told,
        *(w.casefold()[:_STEM] for w in _phrase(claim)[:-1] if w not in told),
    }


def _phrase(claim: Claim) -> list[str]:
    """The noun of the agreement nearest to the anchor, after words that tell it; with
    its date where that follows ("ceasefire of November 2020")."""
    quote = claim.quote
    at = max(quote.find(claim.anchor), 0)
    found = sorted(_noun().finditer(quote), key=lambda m: abs(m.start() - at))
    if not found:
        return []
    before = _WORD.findall(quote[: found[0].start()])[-_BEFORE:]
    told: list[str] = []
    for word in reversed(before):
        if word.casefold() in words("agreement", "plain") or not _tells(word):
            break
        told.insert(0, word)
    dated = _DATED.match(quote, found[0].end())
    return [*told, found[0][0].casefold() + (dated[0] if dated else "")]


def _tells(word: str) -> bool:
    """A year, a proper name, or a word with a hyphen ("de-escalation")."""
    return bool(_YEAR.fullmatch(word)) or word[:1].isupper() or "-" in word


@cache
def _noun() -> re.Pattern[str]:
    nouns = sorted(words("agreement", "nouns"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, nouns))})\b", re.IGNORECASE)
