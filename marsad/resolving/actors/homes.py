"""Which country a claim is about: "the army" is that of the country it acts in.

A report on one war has one home. A digest of many stories has none: there the places
of the claim tell, then the countries its sentence and its paragraph speak of.
"""

from __future__ import annotations

import re
from collections import Counter

from marsad.model import Claim, Document
from marsad.resolving.places.countries import countries_of, country_of

_CAPITALISED = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*")
_ONE_STORY = 0.5  # share of the events in one country that makes it the report's home


class Homes:
    """The home of a document, and of each of its claims."""

    def __init__(self, document: Document, where: Counter[str]) -> None:
        """`where` counts the countries in which the claims' events are."""
        self._text = document.text
        self.spoken = countries_of(f"{document.title}\n{document.text}")
        most = (where or self.spoken).most_common(1)
        self.of_document = most[0][0] if most else None
        self._one_story = bool(where) and most[0][1] >= _ONE_STORY * where.total()
        self._paragraphs: dict[tuple[int, int], Counter[str]] = {}

    def of_claim(self, claim: Claim) -> str | None:
        """The country a claim is about."""
        named = [p for p in claim.places if p.mention != p.mention.lower()]
        placed = {p.country for p in named if p.country}
        said = countries_of(claim.quote)
        if self._one_story:
            away = len(placed) == 1 and self.of_document not in {*placed, *said}
            return next(iter(placed)) if away else self.of_document
        told = Counter(dict.fromkeys(sorted(placed), 2)) + said + self._paragraph(claim)
        return told.most_common(1)[0][0] if told else self.of_document

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
        start = self._text.rfind("\n\n", 0, claim.span.start) + 1
        end = self._text.find("\n\n", claim.span.end)
        key = (start, end if end >= 0 else len(self._text))
        if key not in self._paragraphs:
            self._paragraphs[key] = countries_of(self._text[slice(*key)])
        return self._paragraphs[key]
