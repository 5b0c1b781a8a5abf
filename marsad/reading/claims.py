"""Claims from what the networks found: words become mentions, figures and speakers.

The networks say where a slot's words are; rules say what they mean.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby

from marsad.ids import claim_id
from marsad.model import (
    Claim,
    Document,
    Mention,
    Place,
    Span,
    Status,
    What,
    When,
)
from marsad.reading.allot import allot, gather
from marsad.reading.background import is_history
from marsad.reading.chains import Listener
from marsad.reading.counted import figures
from marsad.reading.cues import cues
from marsad.reading.detection import Found
from marsad.reading.figures import find_counts
from marsad.reading.filling import Answers, Filled, likeliest
from marsad.reading.inherited import last_place, placed
from marsad.reading.kinds import RUNNING, kind_of
from marsad.reading.labels import KINDS, ROLES, STATUSES, WHATS, WHENS
from marsad.reading.mentions import is_body, to_name, to_noun, to_verb, whole
from marsad.reading.phrases import Phrase
from marsad.reading.pieces import Cut
from marsad.reading.roles import settle
from marsad.reading.seen import Roles, Seen
from marsad.reading.segment import Sentence
from marsad.reading.status import find_status, plain_status

_EMPTY = frozenset(("the", "a", "an", "its", "their", "his", "her", "and", "of", "by"))
_UNNAMED = frozenset(("one", "several", "many", "another"))
"""What names nobody, and may be a figure."""
_KILLED = WHATS.index(What.KILLED)
SURE = 0.9
"""The network's probability of a status from which no rule is asked."""

Slots = dict[str, list[tuple[Mention, Filled]]]


@dataclass(frozen=True, slots=True)
class Answered:
    """One claim as both passes see it; `sure` is the chance that it is right."""

    found: Found
    filled: list[Filled]
    answers: Answers
    sure: float


def assemble(
    document: Document, cut: Cut, answered: list[Answered]
) -> tuple[Claim, ...]:
    """The claims of a document in reading order."""
    told = sorted(answered, key=lambda a: (a.found.first, a.found.kind))
    by_sentence = {
        number: list(some) for number, some in groupby(told, lambda a: a.found.sentence)
    }
    listener = Listener(document, cut.sentences)
    out: dict[str, Claim] = {}
    before: Place | None = None
    last = max(by_sentence, default=-1)
    for number, sentence in enumerate(cut.sentences[: last + 1]):
        listener.hear(number)
        here: dict[str, Claim] = {}
        for one in by_sentence.get(number, ()):
            told_so_far = len(out) + len(here) + 1
            claim = _claim(document, cut, one, sentence, listener, told_so_far)
            old = is_history(sentence.words, _anchor(cut, one), claim.status, document)
            if not old and not any(_same(claim, other) for other in here.values()):
                here[claim.id] = claim
        if here:
            counts = find_counts(document.text, sentence)
            settled = placed(gather(allot(list(here.values())), counts), before)
            before = last_place(settled, before)
            out |= {claim.id: claim for claim in settled}
    return tuple(out.values())


def _same(claim: Claim, other: Claim) -> bool:
    """Whether two claims of a sentence are one: of one kind, and their anchors touch
    ("Russian", "air support")."""
    one, two = claim.anchor_span, other.anchor_span
    if claim.kind != other.kind or one is None or two is None:
        return claim.id == other.id
    return one.start <= two.end + 1 and two.start <= one.end + 1


def _claim(
    document: Document,
    cut: Cut,
    one: Answered,
    sentence: Sentence,
    listener: Listener,
    number: int,
) -> Claim:
    kind = KINDS[one.found.kind]
    anchor = _anchor(cut, one)
    span = anchor.span(sentence.words)
    slots = _slots(cut, one.filled)
    initiator = _actors(slots["initiator"], listener)
    target = _actors(slots["target"], listener)
    dead = any(f.what == _KILLED for _, f in slots["figure"])
    named = (*initiator, *target)
    kind, ruled = kind_of(kind, sentence.words, anchor, named, counts_dead=dead)
    initiator = () if ruled == RUNNING else initiator
    speakers = listener.chain(kind, anchor, [m for m, _ in slots["source"]])
    seen = Seen(kind, document.text, sentence, anchor)
    roles = settle(Roles(initiator, target, speakers), seen)
    speakers = roles.speakers
    status, status_rule = _status(one, kind, sentence, anchor, listener)
    where = (sentence.start, sentence.end), (span.start, span.end)
    return Claim(
        id=claim_id(document.id, *where, kind, [s.mention for s in speakers]),
        document_id=document.id,
        ref=f"{document.key}#c{number}",
        local_id=f"c{number}",
        kind=kind,
        quote=document.text[sentence.start : sentence.end],
        anchor=document.text[span.start : span.end],
        span=Span(sentence.start, sentence.end),
        anchor_span=span,
        status=status,
        initiator=roles.initiator,
        target=roles.target,
        places=tuple(Place(m.text, m.span) for m, _ in slots["place"]),
        when=_when(slots["time"], one.answers),
        figures=figures(
            document.text,
            [(m.span, slot) for m, slot in slots["figure"] if m.span],
            sentence,
            kind,
            anchor,
        ),
        sources=speakers,
        confidence=round(one.sure, 3),
        reasons=(
            f"kind: network {one.found.score:.2f}"
            + (f", rule '{ruled}'" if ruled else ""),
            f"status: {status_rule}",
            f"sources: {listener.reason(anchor)}",
            *roles.rules,
            *_marks(slots),
        ),
    )


def _marks(slots: Slots) -> list[str]:
    """What the network marked, and how sure it was."""
    return [f"{r}: '{m.text}' {f.score:.2f}" for r in ROLES for m, f in slots[r]]


def _anchor(cut: Cut, one: Answered) -> Phrase:
    """The anchor's words in its sentence; a lone auxiliary goes on to its verb."""
    first = cut.sentence_words[one.found.sentence][0]
    words = cut.sentences[one.found.sentence].words
    return to_verb(words, Phrase(one.found.first - first, one.found.end - first))


def _slots(cut: Cut, filled: list[Filled]) -> Slots:
    """The marked words by role, without bare articles and repetitions."""
    out: Slots = {role: [] for role in ROLES}
    for slot in filled:
        role = ROLES[slot.role]
        span = _marked(cut, slot)
        if span is None:
            continue
        words = cut.text[span.start : span.end]
        held = out[role]
        known = any(
            words.lower() == m.text.lower()
            or (m.span and m.span.start < span.end and span.start < m.span.end)
            for m, _ in held
        )
        if (
            not known
            and _says_something(words, role)
            and (role != "place" or _lies(words))
        ):
            held.append((Mention(words, span), slot))
    return out


def _marked(cut: Cut, slot: Filled) -> Span | None:
    """Where the marked words stand; those of actors and places made whole."""
    number = bisect_right(cut.sentence_words, (slot.first, len(cut.words))) - 1
    first, end = cut.sentence_words[number]
    words = cut.sentences[number].words
    phrase: Phrase | None = Phrase(slot.first - first, min(slot.end, end) - first)
    if ROLES[slot.role] not in ("time", "figure") and phrase is not None:
        phrase = whole(words, phrase)
    if phrase is not None and ROLES[slot.role] in ("initiator", "target", "source"):
        phrase = to_noun(words, phrase)
    if phrase is not None and ROLES[slot.role] == "place":
        phrase = to_name(words, phrase)
        phrase = None if is_body(words, phrase) else phrase
    return None if phrase is None else phrase.span(words)


def _says_something(words: str, role: str) -> bool:
    empty = _EMPTY if role == "figure" else _EMPTY | _UNNAMED
    return any(w not in empty and w[0].isalnum() for w in words.lower().split())


def _lies(words: str) -> bool:
    """A name, or a word for a place ("the border"): not "army bases"."""
    told = cues().place_nouns | cues().directions
    return words != words.lower() or bool(told & set(words.lower().split()))


def _actors(
    marked: list[tuple[Mention, Filled]], listener: Listener
) -> tuple[Mention, ...]:
    """The actors, a pronoun by the name it stands for."""
    found = [
        Mention(listener.name(m.text, m.span) if m.span else m.text, m.span)
        for m, _ in marked
    ]
    return tuple({m.text.lower(): m for m in found}.values())


def _status(
    one: Answered,
    kind: str,
    sentence: Sentence,
    anchor: Phrase,
    listener: Listener,
) -> tuple[Status, str]:
    """The status of plain grammar, else the network's where it is sure of it, else that
    of the rules; and why."""
    plain = plain_status(sentence.words, anchor, kind)
    if plain:
        return plain[0], f"rule {plain[1]}"
    best, sure = likeliest(one.answers.status)
    if sure >= SURE:
        return STATUSES[best], f"network {sure:.2f}"
    said = listener.covering(anchor)
    status, cue = find_status(sentence.words, anchor, kind, said)
    return status, f"rule {cue or 'no cue'}"


def _when(times: list[tuple[Mention, Filled]], answers: Answers) -> When | None:
    """The phrase that dates the claim; its days are told by the resolving stage."""
    if not times or likeliest(answers.when)[0] == WHENS.index("none"):
        return None
    mention, _ = max(times, key=lambda t: t[1].score)
    return When(None, None, None, mention.text, mention.span)
