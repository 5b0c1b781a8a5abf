"""Puts claims together: one for every anchor, with its slots and why each is set."""

from __future__ import annotations

from marsad.ids import claim_id
from marsad.model import (
    Claim,
    Document,
    Mention,
    Span,
    Speaker,
    Stance,
    When,
)
from marsad.reading.anchors import Anchor
from marsad.reading.arguments import Arguments, find_arguments
from marsad.reading.cues import cues
from marsad.reading.figures import Count, find_counts
from marsad.reading.phrases import Phrase
from marsad.reading.places import PlaceMention, find_places
from marsad.reading.segment import Sentence
from marsad.reading.sharing import share_counts
from marsad.reading.slots import (
    Story,
    clause_of,
    doers,
    place_at,
    places_of,
    targets,
    with_victims,
)
from marsad.reading.speakers import Attribution
from marsad.reading.status import find_status
from marsad.reading.times import time_of
from marsad.reading.words import Word

_EPITHETS = frozenset(
    ["backed", "held", "controlled", "led", "linked", "aligned", "allied", "run"]
)


def add_claims(
    story: Story,
    sentence: Sentence,
    anchors: tuple[Anchor, ...],
    said: tuple[Attribution, ...],
) -> None:
    """Append the claims of one sentence to `story`."""
    anchors = _without_tolls(sentence.words, anchors)
    anchors = tuple(a for a in anchors if not _is_epithet(sentence, a, said))
    text = story.document.text
    places = find_places(sentence)
    counts = share_counts(anchors, find_counts(text, sentence))
    before: tuple[Mention, ...] = ()
    for anchor in anchors:
        slots = find_arguments(sentence.words, anchor)
        chain = tuple(a for a in said if a.covers(anchor.first, anchor.last))
        claim = _claim(story, sentence, anchor, slots, chain, places, counts, before)
        before = claim.initiator
        story.claims.append(claim)
    for speaker in said:
        story.actors.note(speaker.speaker)
    if places:
        story.places = tuple(place_at(text, sentence, p.phrase) for p in places[:1])
        story.paragraph = sentence.paragraph


def _is_epithet(
    sentence: Sentence, anchor: Anchor, said: tuple[Attribution, ...]
) -> bool:
    """As in "Turkish-backed", "a war monitor said": no claim (corpora guide,
    settled rule 13)."""
    if any(a.own.first <= anchor.first < a.own.last for a in said):
        return True
    words = sentence.words
    lone = anchor.last - anchor.first == 1 and words[anchor.first].low in cues().people
    if lone and anchor.kind in cues().violent - {"casualties", "abduction"}:
        return True
    for at in range(max(1, anchor.first), anchor.last):
        if words[at].low in _EPITHETS and words[at - 1].low == "-":
            return True
    return False


def _without_tolls(
    words: tuple[Word, ...], anchors: tuple[Anchor, ...]
) -> tuple[Anchor, ...]:
    """A toll told with an attack in one clause is that attack's (corpora guide, settled
    rule 7): its own anchor is dropped."""
    attacks = [a for a in anchors if a.kind in cues().attacks]
    return tuple(
        a
        for a in anchors
        if a.kind != "casualties"
        or not any(clause_of(words, b) == clause_of(words, a) for b in attacks)
    )


def _claim(
    story: Story,
    sentence: Sentence,
    anchor: Anchor,
    slots: Arguments,
    chain: tuple[Attribution, ...],
    places: tuple[PlaceMention, ...],
    counts: dict[Anchor, tuple[Count, ...]],
    before: tuple[Mention, ...],
) -> Claim:
    words, document = sentence.words, story.document
    status, status_cue = find_status(words, anchor, chain)
    sources = _sources(anchor, chain, document)
    initiator = doers(story, sentence, slots.initiator, sources)
    if anchor.kind in cues().spoken:
        initiator, sources = _spoken(initiator, sources)
    elif slots.partner is not None:
        initiator += doers(story, sentence, slots.partner, ())
    elif not initiator and slots.rule == "active" and _takes_doer(anchor):
        initiator = before
    located, place_rule = places_of(story, sentence, anchor, slots, places)
    own_counts = counts.get(anchor, ())
    target = targets(story, sentence, slots, located)
    target = with_victims(anchor, target, own_counts)
    figures = tuple(count.figure for count in own_counts)
    anchor_span = Phrase(anchor.first, anchor.last).span(words)
    told = {
        "kind": f"lexicon {_text(document, anchor_span)!r} {anchor.probability:.2f}",
        "status": status_cue,
        "actors": slots.rule if initiator or target else "",
        "places": place_rule if located else "",
    }
    number = len(story.claims) + 1
    where = (sentence.start, sentence.end), (anchor_span.start, anchor_span.end)
    return Claim(
        id=claim_id(document.id, *where, anchor.kind, [s.mention for s in sources]),
        document_id=document.id,
        ref=f"{document.key}#c{number}",
        local_id=f"c{number}",
        kind=anchor.kind,
        quote=document.text[sentence.start : sentence.end],
        anchor=document.text[anchor_span.start : anchor_span.end],
        span=Span(sentence.start, sentence.end),
        anchor_span=anchor_span,
        status=status,
        initiator=initiator,
        target=target,
        places=located,
        when=_when(document.text, sentence, anchor),
        figures=figures,
        sources=sources,
        confidence=anchor.probability,
        reasons=tuple(f"{slot}: {why}" for slot, why in told.items() if why),
    )


def _takes_doer(anchor: Anchor) -> bool:
    return anchor.kind not in cues().suffered


def _sources(
    anchor: Anchor, chain: tuple[Attribution, ...], document: Document
) -> tuple[Speaker, ...]:
    """The speaker chain; the outlet that publishes the document is not repeated."""
    outlet = document.source.name.lower()
    out = []
    for said in chain:
        if said.carrier and said.speaker.text.lower().removeprefix("the ") == outlet:
            continue
        stance = _stance(anchor, said)
        speaker = said.speaker
        out.append(Speaker(speaker.text, stance, speaker.span, carrier=said.carrier))
    return tuple(out)


def _stance(anchor: Anchor, said: Attribution) -> Stance:
    """A party to the fighting on its own success claims (corpora guide, rule 15)."""
    lows = set(said.speaker.text.lower().split())
    success = anchor.kind in ("territory_taken", "advance", "equipment_loss", "control")
    if said.stance is Stance.SAYS and success and lows & cues().parties:
        return Stance.CLAIMS
    return said.stance


def _spoken(
    initiator: tuple[Mention, ...], sources: tuple[Speaker, ...]
) -> tuple[tuple[Mention, ...], tuple[Speaker, ...]]:
    """Who demands, accuses or threatens is both initiator and source (rule 3)."""
    if initiator:
        known = {s.mention for s in sources}
        own = tuple(
            Speaker(m.text, Stance.SAYS, m.span)
            for m in initiator[:1]
            if m.text not in known
        )
        return initiator, (*sources, *own)
    last = sources[-1:]
    return tuple(Mention(s.mention, s.span) for s in last), sources


def _when(text: str, sentence: Sentence, anchor: Anchor) -> When | None:
    span = time_of(text, sentence, anchor.first, anchor.last)
    if span is None:
        return None
    return When(None, None, text=text[span.start : span.end], span=span)


def _text(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())
