"""The speaker chain of a claim: by the rules of attribution, else by the network.

Where a rule finds who answers for the anchor's words it is right more often than the
network, and knows order, stance and the name behind a pronoun; the network finds the
speakers of wordings that no rule knows (docs/reading.md has the figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.model import Document, Mention, Span, Speaker, Stance
from marsad.reading.cues import cues
from marsad.reading.naming import Memory, Named, is_pronoun
from marsad.reading.phrases import Phrase
from marsad.reading.segment import Sentence
from marsad.reading.speakers import Attribution, attributions, continued, quote_open

_CLAIMED = frozenset(("territory_taken", "advance", "equipment_loss", "control"))


class Listener:
    """Goes through the sentences of a document in order and knows who is speaking, and
    whom a pronoun stands for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._memory = Memory()
        self._said: tuple[Attribution, ...] = ()
        self._quoted = False

    def hear(self, sentence: Sentence) -> None:
        """Take in the next sentence: its attributions, or those of the last one where
        it only goes on with a quotation."""
        self._sentence = sentence
        own = attributions(self._document.text, sentence, self._memory)
        self._said = own or continued(sentence, self._said, self._quoted)
        self._quoted = quote_open(sentence, self._quoted)

    def covering(self, anchor: Phrase) -> tuple[Attribution, ...]:
        """The attributions that answer for the anchor's words, outermost first."""
        return tuple(a for a in self._said if a.covers(anchor.first, anchor.last))

    def name(self, mention: str, span: Span) -> str:
        """What a pronoun stands for; any other mention as it is."""
        if not is_pronoun(mention):
            return mention
        return self._memory.resolve(Named(mention, span)).text

    def chain(
        self, kind: str, anchor: Phrase, marked: Sequence[Mention]
    ) -> tuple[Speaker, ...]:
        """The speakers of a claim, outermost first; `marked` are those that the network
        sees. The outlet that publishes the document is not repeated."""
        found = [_speaker(kind, a) for a in self.covering(anchor)]
        if not found:
            found = [self._marked(kind, mention) for mention in marked]
        outlet = self._document.source.name.lower()
        return tuple(
            s
            for s in _distinct(found)
            if not s.carrier or s.mention.lower().removeprefix("the ") != outlet
        )

    def _marked(self, kind: str, mention: Mention) -> Speaker:
        """A speaker that the network marked: as the rules know him where they do."""
        span = mention.span or Span(0, 0)
        for known in self._said:
            place = _own_span(known, self._sentence)
            if place and place.start < span.end and span.start < place.end:
                return _speaker(kind, known)
        name = self.name(mention.text, span)
        reports = cues().reporters & set(name.lower().split())
        return Speaker(name, Stance.REPORTS if reports else Stance.SAYS, span)


def _own_span(said: Attribution, sentence: Sentence) -> Span | None:
    """Where the speaker's words stand in the sentence, if they do."""
    own = said.own
    stands = own.first < own.last <= len(sentence.words)
    return own.span(sentence.words) if stands else None


def _speaker(kind: str, said: Attribution) -> Speaker:
    speaker = said.speaker
    return Speaker(
        speaker.text, _stance(kind, said), speaker.span, carrier=said.carrier
    )


def _stance(kind: str, said: Attribution) -> Stance:
    """A party to the fighting on its own success claims (corpora guide, rule 15)."""
    lows = set(said.speaker.text.lower().split())
    if said.stance is Stance.SAYS and kind in _CLAIMED and lows & cues().parties:
        return Stance.CLAIMS
    return said.stance


def _distinct(speakers: Iterable[Speaker]) -> list[Speaker]:
    return list({s.mention.lower(): s for s in reversed(list(speakers))}.values())[::-1]
