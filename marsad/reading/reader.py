"""Readers: a document goes in, its claims come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from marsad.model import Claim, Document
from marsad.reading.anchors import find_anchors
from marsad.reading.claims import add_claims
from marsad.reading.lexicon import lexicon
from marsad.reading.naming import Memory
from marsad.reading.relevance import relevance
from marsad.reading.segment import sentences
from marsad.reading.slots import Story
from marsad.reading.speakers import (
    Attribution,
    attributions,
    continued,
    quote_open,
)


class Reader(Protocol):
    """Finds the claims of a document. `name` and `version` go with every reading."""

    @property
    def name(self) -> str:
        """What kind of reader it is."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same document may give other claims."""
        ...

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`, in the order of the text."""
        ...


@dataclass(frozen=True, slots=True)
class LexiconReader:
    """The rule reader: a learnt lexicon of anchors, and rules for every slot.

    Deterministic; time grows with the length of the text; nothing outside the package.
    """

    name: str = "lexicon"
    version: str = "1"

    def read(self, document: Document) -> tuple[Claim, ...]:
        """The claims of `document`; none where it is not about armed conflict."""
        found = sentences(document.text)
        if relevance(found) < lexicon().gate:
            return ()
        story, speakers = Story(document), Memory()
        said: tuple[Attribution, ...] = ()
        quoted = False
        for sentence in found:
            own = attributions(document.text, sentence, speakers)
            said = own or continued(sentence, said, quoted)
            quoted = quote_open(sentence, quoted)
            add_claims(story, sentence, find_anchors(sentence), said)
        return _distinct(story.claims)


def local_reader() -> Reader:
    """The reader that works without network."""
    return LexiconReader()


def _distinct(claims: list[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for claim in claims}.values())
