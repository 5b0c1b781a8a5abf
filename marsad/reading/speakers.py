"""Who says it: the attributions of a document's sentences, by the names behind them.

`saying` finds the wordings of one sentence; here pronouns and short names become the
names they stand for, and quotations go on into the next sentence. A claim's speaker
chain is every attribution that covers its anchor, the widest first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.model import Stance
from marsad.reading.naming import Memory, Named
from marsad.reading.phrases import Phrase
from marsad.reading.saying import INNERMOST, Scope, sayings
from marsad.reading.segment import Sentence
from marsad.reading.speech import is_carrier

_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` answers for the words `scope` of the sentence. `depth` sets an inner
    speaker below an outer one of the same scope; `own` are the speaker's words, `cue`
    the word that tells that he speaks."""

    speaker: Named
    stance: Stance
    scope: Scope
    depth: int
    own: Phrase
    carrier: bool = False
    cue: str = ""

    def covers(self, first: int, last: int) -> bool:
        """Whether words `first` to `last` are what the speaker says."""
        inside = any(a <= first and last <= b for a, b in self.scope)
        return inside and not (self.own.first <= first < self.own.last)

    @property
    def width(self) -> int:
        """Words covered: an outer speaker covers more than an inner one."""
        return sum(b - a for a, b in self.scope)


def attributions(
    text: str, sentence: Sentence, memory: Memory
) -> tuple[Attribution, ...]:
    """The attributions of one sentence, outermost first; names go into `memory`."""
    found: list[Attribution] = []
    memory.note_subject(text, sentence)
    for said in sayings(sentence.words):
        phrase, scope = said.speaker, said.scope
        own = Named(phrase.text(text, sentence.words), phrase.span(sentence.words))
        speaker = memory.resolve(own)
        memory.note(speaker)
        known = (
            a.speaker.text == speaker.text and _covers_all(a.scope, scope)
            for a in found
        )
        if not any(known):
            carries = is_carrier(speaker.text)
            found.append(
                Attribution(
                    speaker, said.stance, scope, said.depth, phrase, carries, said.cue
                )
            )
    memory.note_names(text, sentence)
    return tuple(sorted(found, key=_outermost))


def _covers_all(wide: Scope, narrow: Scope) -> bool:
    return all(any(a <= c and d <= b for a, b in wide) for c, d in narrow)


def _outermost(given: Attribution) -> tuple[bool, int, int, int]:
    """Sorts an outer speaker before an inner one; a cited one is always inner."""
    return (given.depth == INNERMOST, -given.width, given.depth, given.own.first)


def continued(
    sentence: Sentence, before: tuple[Attribution, ...], quoted: bool
) -> tuple[Attribution, ...]:
    """The attribution of a sentence that is a quotation only: the last speaker's.
    `quoted`: a quotation was open when the sentence began."""
    if not before or not (quoted or is_quotation(sentence)):
        return ()
    whole = ((0, len(sentence.words)),)
    nobody = Phrase(len(sentence.words), len(sentence.words))
    inner = max(before, key=lambda a: (a.depth, a.own.first))
    return (replace(inner, scope=whole, own=nobody, cue="the quotation goes on"),)


def is_quotation(sentence: Sentence) -> bool:
    """Opens with a quotation mark and has none that closes before its end: not
    "“Talks” are going on"."""
    words = sentence.words
    marks = [at for at, word in enumerate(words) if word.text in _QUOTES]
    if not marks or marks[0] > 0:
        return False
    return len(marks) == 1 or all(not w.wordlike for w in words[marks[1] :])


def quote_open(sentence: Sentence, before: bool) -> bool:
    """Whether a quotation is open after the sentence."""
    for word in sentence.words:
        if word.text == '"':
            before = not before
        elif word.text in "“«":
            before = True
        elif word.text in "”»":
            before = False
    return before
