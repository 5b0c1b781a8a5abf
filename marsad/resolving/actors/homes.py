"""Which country a claim is about: "the army" is that of the country it acts in.

A report on one war has one home. A digest of many stories has none (most paragraphs
speak of other countries only): there the places of the claim tell, then the countries
its sentence and its paragraph speak of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from marsad.codebook import kinds
from marsad.model import Claim, Document
from marsad.resolving.places.countries import countries_of, country_of

_CAPITALISED = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*")
_WORDS = "act"  # the family of kinds that are said or signed, not done
_SEVERAL = 3  # paragraphs
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")
_SURELY = 0.9  # from this share on, whatever the paragraphs speak of
_KNOWN = 0.5  # share of claims with a place from which on places alone can be sure
_ONE_STORY = 0.5  # share of the events in one country that makes it the report's home


class Homes:
    """The home of a document, and of each of its claims."""

    def __init__(
        self, document: Document, where: Counter[str], claims: Sequence[Claim] = ()
    ) -> None:
        """`where` counts the countries in which the events of `claims` are."""
        self._text = document.text
        self.spoken = countries_of(f"{document.title}\n{document.text}")
        done = _where_done(claims) or where
        most = (done or self.spoken).most_common(1)
        home = self.of_document = most[0][0] if most else None
        surely = where[home or ""] >= _SURELY * (where.total() or 1)
        mostly = done[home or ""] >= _ONE_STORY * (done.total() or 1)
        told = self._told(claims)
        away = [spoken for spoken in told if home not in spoken]
        elsewhere = len(told) >= _SEVERAL and len(away) > _ONE_STORY * len(told)
        known = where.total() >= _KNOWN * len(claims)
        digest = elsewhere and len(set().union(*away)) >= _SEVERAL
        self._one_story = (
            (surely and (known or not digest))
            or (mostly and not elsewhere)
            or (len(told) > 1 and not away)
        )
        self._paragraphs: dict[tuple[int, int], Counter[str]] = {}

    def _told(self, claims: Sequence[Claim]) -> list[set[str]]:
        """The countries that each paragraph speaks of, or tells of what happens there;
        of those paragraphs that tell of any."""
        told: list[set[str]] = []
        for match in _PARAGRAPH.finditer(self._text):
            inside = (c for c in claims if match.start() <= c.span.start < match.end())
            placed = {p.country for c in inside for p in c.places}
            told.append({*countries_of(match[0]), *filter(None, placed)})
        return [spoken for spoken in told if spoken]

    def of_claim(self, claim: Claim, beside: Counter[str] | None = None) -> str | None:
        """The country a claim is about; `beside` counts those of the armed groups that
        its sentence names, which tell it in a digest where no country is spoken of."""
        named = [p for p in claim.places if p.mention != p.mention.lower()]
        placed = {p.country for p in named if p.country}
        if self._one_story and (len(placed) != 1 or self.of_document in placed):
            return self.of_document
        said = countries_of(claim.quote)
        if self._one_story:
            return self.of_document if self.of_document in said else next(iter(placed))
        told = Counter(dict.fromkeys(sorted(placed), 2)) + said + self._paragraph(claim)
        told += beside or Counter()
        return told.most_common(1)[0][0] if told else self.of_document

    def story(self, claim: Claim) -> tuple[int, int] | None:
        """The offsets of a claim's story in a digest; None in a report on one war."""
        return None if self._one_story else self._span_of(claim)

    def last_named(self, before: int) -> str | None:
        """The country named last, not by its people, before an offset of the text."""
        start = self._text.rfind("\n\n", 0, before) + 1
        found = None
        for match in _CAPITALISED.finditer(self._text, start, before):
            parts = match[0].removesuffix("'s").removesuffix("’s").split(" ")
            tails = (" ".join(parts[at:]) for at in range(len(parts)))
            found = next(filter(None, map(country_of, tails)), found)
        return found

    def _paragraph(self, claim: Claim) -> Counter[str]:
        key = self._span_of(claim)
        if key not in self._paragraphs:
            self._paragraphs[key] = countries_of(self._text[slice(*key)])
        return self._paragraphs[key]

    def _span_of(self, claim: Claim) -> tuple[int, int]:
        """The offsets of the paragraph that a claim stands in."""
        start = self._text.rfind("\n\n", 0, claim.span.start) + 1
        end = self._text.find("\n\n", claim.span.end)
        return start, end if end >= 0 else len(self._text)


def _where_done(claims: Sequence[Claim]) -> Counter[str]:
    """The countries of the events that were more than words: a summit in San José
    tells of no war in Costa Rica."""
    known = kinds()
    done = (c for c in claims if c.kind in known and known[c.kind].family != _WORDS)
    return Counter(p.country for c in done for p in c.places if p.country)
