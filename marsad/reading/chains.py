"""The speaker chain of a claim: by the rules of attribution, else by the network.

Where a rule finds who answers for the anchor's words it is right more often than the
network, and knows order, stance and the name behind a pronoun; the network finds the
speakers of wordings that no rule knows (docs/reading.md has the figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.model import Document, Mention, Span, Speaker, Stance
from marsad.reading.cues import cues
from marsad.reading.naming import Memory, Named, stands_for_another
from marsad.reading.phrases import Phrase
from marsad.reading.segment import Sentence
from marsad.reading.speakers import (
    Attribution,
    attributions,
    continued,
    is_quotation,
    quote_open,
)

_LONGEST_QUOTE = 8  # sentences
_CLAIMED = frozenset(("territory_taken", "advance", "equipment_loss", "control"))


class Listener:
    """Goes through the sentences of a document in order and knows who is speaking, and
    whom a pronoun stands for."""

    def __init__(self, document: Document, sentences: Sequence[Sentence]) -> None:
        self._document, self._sentences = document, sentences
        self._memory = Memory()
        self._said: tuple[Attribution, ...] = ()
        self._quoted = False

    def hear(self, number: int) -> None:
        """Take in the next sentence: its attributions, or those of the last one (or of
        the one that ends the quotation) where it is a quotation only."""
        sentence = self._sentence = self._sentences[number]
        own = attributions(self._document.text, sentence, self._memory)
        self._said = own or continued(
            sentence, self._ahead(number) or self._said, self._quoted
        )
        self._quoted = quote_open(sentence, self._quoted)

    def _ahead(self, number: int) -> tuple[Attribution, ...]:
        """Who ends the quotation that sentence `number` opens: "“It burned. They
        fled,” a resident said."; none where it goes on or closes at once."""
        opening = self._sentences[number]
        if self._quoted or not is_quotation(opening) or not quote_open(opening, False):
            return ()
        for sentence in self._sentences[number + 1 : number + _LONGEST_QUOTE]:
            if sentence.paragraph != opening.paragraph:
                return ()
            if not quote_open(sentence, True):
                return attributions(self._document.text, sentence, self._memory)
        return ()

    def covering(self, anchor: Phrase) -> tuple[Attribution, ...]:
        """The attributions that answer for the anchor's words, outermost first."""
        return tuple(a for a in self._said if a.covers(anchor.first, anchor.last))

    def reason(self, anchor: Phrase) -> str:
        """What told who speaks: the words of speech, or the network."""
        cues_found = [a.cue for a in self.covering(anchor)]
        return f"rule '{', '.join(cues_found)}'" if cues_found else "network"

    def name(self, mention: str, span: Span) -> str:
        """What a pronoun or "the group" stands for; any other mention as it is."""
        if not stands_for_another(mention):
            return mention
        return self._memory.resolve(Named(mention, span)).text

    def chain(
        self, kind: str, anchor: Phrase, marked: Sequence[Mention]
    ) -> tuple[Speaker, ...]:
        """The speakers of a claim, outermost first; `marked` are those that the network
        sees. The outlet that publishes the document is not repeated."""
        found = [_speaker(kind, a) for a in self.covering(anchor)]
        if not found:
            answer = (m for m in marked if self._may_answer(anchor, m))
            found = [self._marked(kind, mention) for mention in answer]
        outlet = self._document.source.name.lower()
        return tuple(
            s
            for s in _distinct(found)
            if not s.carrier or s.mention.lower().removeprefix("the ") != outlet
        )

    def _may_answer(self, anchor: Phrase, mention: Mention) -> bool:
        """Not a speaker who by the rules says other words of the sentence, nor one of
        another clause."""
        place = mention.span
        if place is None or not _inside(place, self._sentence):
            return True
        for known in self._said:
            own = _own_span(known, self._sentence)
            if own and _touch(own, place) and not known.covers(*_ends(anchor)):
                return False
        at = anchor.span(self._sentence.words).start
        between = slice(min(at, place.start), max(at, place.start))
        return ";" not in self._document.text[between]

    def _marked(self, kind: str, mention: Mention) -> Speaker:
        """A speaker that the network marked: as the rules know him where they do."""
        span = mention.span or Span(0, 0)
        for known in self._said:
            place = _own_span(known, self._sentence)
            if place and _touch(place, span):
                return _speaker(kind, known)
        name = self.name(mention.text, span)
        reports = cues().reporters & set(name.lower().split())
        return Speaker(name, Stance.REPORTS if reports else Stance.SAYS, span)


def _ends(phrase: Phrase) -> tuple[int, int]:
    return phrase.first, phrase.last


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(place: Span, sentence: Sentence) -> bool:
    return sentence.start <= place.start and place.end <= sentence.end


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
