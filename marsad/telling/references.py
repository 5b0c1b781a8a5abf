"""The numbered references of a brief: each sentence once, however often it is cited."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from marsad.model import Claim
from marsad.telling.attribution import chain_words
from marsad.telling.index import Index
from marsad.telling.safe import clean, clean_with_marks, link, shorten
from marsad.telling.shapes import Line, Reference, Section

LONGEST = 2000  # characters of a sentence; `marsad show` has what is longer

Key = tuple[str, int, int, str]


@dataclass
class References:
    """Gives out provisional numbers; built once per brief."""

    index: Index
    _cited: dict[Key, list[Claim]] = field(default_factory=dict)
    _numbers: dict[Key, int] = field(default_factory=dict)

    def cite(self, claim: Claim) -> int:
        """The number of the sentence of `claim`."""
        key = self._key(claim)
        claims = self._cited.setdefault(key, [])
        if claim not in claims:
            claims.append(claim)
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def used(self, final: dict[int, int]) -> list[Claim]:
        """The claims of the references that have a `final` number."""
        cited = self._cited.items()
        return [c for k, told in cited if self._numbers[k] in final for c in told]

    def listed(
        self, sections: tuple[Section, ...], final: dict[int, int]
    ) -> tuple[Reference, ...]:
        """The references by their `final` numbers (by provisional ones), each with the
        lines of `sections` that cite it."""
        lines: dict[int, list[str]] = {}
        for section in sections:
            for line in (*section.lines, *section.also):
                for number in line.refs:
                    lines.setdefault(number, []).append(line.key)
        out = []
        for key, claims in self._cited.items():
            if self._numbers[key] not in final:
                continue  # cited for a line that was cut
            number = final[self._numbers[key]]
            reference = self._reference(number, claims)
            cited_by = tuple(dict.fromkeys(lines.get(number, ())))
            out.append(replace(reference, lines=cited_by))
        return tuple(sorted(out, key=lambda r: r.number))

    def _reference(self, number: int, claims: list[Claim]) -> Reference:
        first = claims[0]
        document = self.index.document(first)
        ranges = [
            (c.anchor_span.start - c.span.start, c.anchor_span.end - c.span.start)
            for c in claims
        ]
        quote, marks = clean_with_marks(first.quote, ranges)
        shown = shorten(quote, LONGEST)
        return Reference(
            number,
            tuple(clean(c.ref) for c in claims),
            clean(document.source.name),
            document.published.raw if document.published else None,
            chain_words(self.index, first),
            shown,
            tuple((a, b) for a, b in marks if b <= len(shown) - 4 or shown == quote),
            clean(document.title),
            link(document.url),
            document.language,
        )

    def _key(self, claim: Claim) -> Key:
        # A sentence that quotes two speakers is two references, one for each.
        chain = chain_words(self.index, claim)
        return (claim.document_id, claim.span.start, claim.span.end, chain)


def refs_of(line: Line) -> tuple[int, ...]:
    """The numbers that the statements of `line` cite, each once, in order."""
    return tuple(dict.fromkeys(n for s in line.statements for n in s.refs))
