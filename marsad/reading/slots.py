"""The slots of a claim: actors and places, as the sentence or the story gives them."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.codebook import kinds
from marsad.model import (
    Claim,
    Document,
    Mention,
    Place,
    Speaker,
    What,
)
from marsad.reading.anchors import Anchor
from marsad.reading.arguments import Arguments
from marsad.reading.cues import cues
from marsad.reading.figures import Count
from marsad.reading.naming import Memory, Named, is_pronoun
from marsad.reading.phrases import Phrase, is_animate, is_time_word, split_mentions
from marsad.reading.places import PlaceMention
from marsad.reading.segment import Sentence
from marsad.reading.words import Word


@dataclass(slots=True)
class Story:
    """What one document has told so far: the actors and places that a later sentence
    may leave out."""

    document: Document
    actors: Memory = field(default_factory=Memory)
    places: tuple[Place, ...] = ()
    paragraph: int = -1
    claims: list[Claim] = field(default_factory=list)


def _mentions(
    story: Story, sentence: Sentence, phrase: Phrase | None
) -> tuple[Mention, ...]:
    """The actors a phrase names; pronouns become the mention they stand for, and are
    left out where that is not known."""
    if phrase is None:
        return ()
    out = []
    for part in split_mentions(sentence.words, phrase):
        named = Named(
            part.text(story.document.text, sentence.words), part.span(sentence.words)
        )
        known = story.actors.resolve(named)
        if is_pronoun(known.text) or not _is_actor(sentence.words, part):
            continue
        out.append(Mention(known.text, known.span))
    return tuple(out)


def doers(
    story: Story,
    sentence: Sentence,
    phrase: Phrase | None,
    sources: tuple[Speaker, ...],
) -> tuple[Mention, ...]:
    """The mentions of a phrase that holds a name or a word for people or forces. A
    pronoun in what somebody says of himself stands for the speaker."""
    if phrase is None:
        return ()
    if sources and is_pronoun(phrase.text(story.document.text, sentence.words)):
        return (Mention(sources[-1].mention, sources[-1].span),)
    own = sentence.words[phrase.first : phrase.last]
    acts = any(w.capital or is_animate(w) or is_pronoun(w.text) for w in own)
    found = _mentions(story, sentence, phrase) if acts else ()
    for mention in found:
        if mention.span is not None:
            story.actors.note(Named(mention.text, mention.span))
    return found


def _is_actor(words: tuple[Word, ...], phrase: Phrase) -> bool:
    """Holds a word that is no number, time or function word."""
    empty = cues().determiners | cues().prepositions | cues().adverbs
    return any(
        w.wordlike and w.low not in empty and not w.low[0].isdigit()
        for w in words[phrase.first : phrase.last]
    )


def targets(
    story: Story, sentence: Sentence, slots: Arguments, places: tuple[Place, ...]
) -> tuple[Mention, ...]:
    """The target, without what is already its place."""
    taken = {place.mention for place in places}
    found = _mentions(story, sentence, slots.target)
    return tuple(m for m in found if m.text not in taken)


def with_victims(
    anchor: Anchor, target: tuple[Mention, ...], counts: tuple[Count, ...]
) -> tuple[Mention, ...]:
    """The target with those counted as dead, hurt or displaced; for a tally they are
    all of it. Never a word that the text does not have."""
    wanted = {What.KILLED, What.WOUNDED, What.DISPLACED}
    if anchor.kind not in cues().violent | cues().suffered:
        return target
    found = [c for c in counts if c.figure.what in wanted and c.who is not None]
    victims = {c.figure.who: Mention(c.figure.who, c.who) for c in found}
    if anchor.kind in cues().suffered:
        return tuple(victims.values()) or target
    known = {m.text for m in target}
    return (*target, *(m for m in victims.values() if m.text not in known))


def places_of(
    story: Story,
    sentence: Sentence,
    anchor: Anchor,
    slots: Arguments,
    found: tuple[PlaceMention, ...],
) -> tuple[tuple[Place, ...], str]:
    """The places of one claim: its object, else the names after it in its clause, else
    those before it, else the place told last in the paragraph."""
    text = story.document.text
    if slots.place is not None:
        parts = split_mentions(sentence.words, slots.place)
        named = [p for p in parts if _named(sentence.words, p)]
        return tuple(place_at(text, sentence, p) for p in named), "object"
    bounds = clause_of(sentence.words, anchor)
    inside = [p for p in found if bounds[0] <= p.phrase.first < bounds[1]]
    after = [p for p in inside if p.phrase.first >= anchor.last]
    chosen = _run(after) or _run(inside[::-1]) or _run(list(found))
    if chosen:
        return tuple(place_at(text, sentence, p.phrase) for p in chosen), "clause"
    political = kinds()[anchor.kind].section == "politics"
    if political or story.paragraph != sentence.paragraph:
        return (), ""
    return story.places, "earlier sentence"


def _run(places: list[PlaceMention]) -> list[PlaceMention]:
    """The first place and those listed with it."""
    out = places[:1]
    for place in places[1:]:
        if abs(place.phrase.first - out[-1].phrase.last) > 3:
            break
        out.append(place)
    return sorted(out, key=lambda p: p.phrase.first)


def _named(words: tuple[Word, ...], phrase: Phrase) -> bool:
    own = words[phrase.first : phrase.last]
    return any(w.capital and not is_time_word(w) for w in own)


def place_at(text: str, sentence: Sentence, phrase: Phrase) -> Place:
    """The place at a phrase, not yet located."""
    return Place(phrase.text(text, sentence.words), phrase.span(sentence.words))


def clause_of(words: tuple[Word, ...], anchor: Anchor) -> tuple[int, int]:
    """From the semicolon before the anchor to the one after."""
    marks = [at for at, word in enumerate(words) if word.low == ";"]
    start = max((at for at in marks if at < anchor.first), default=-1) + 1
    stop = min((at for at in marks if at >= anchor.last), default=len(words))
    return start, stop
