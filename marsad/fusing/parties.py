"""Who an actor mention stands for, as fusing compares it.

A party's `key` is the side where one is known (an army and its ministry act as one),
else the actor's parent or id, else the folded words. Pronouns and bare back-references
("they", "the group") that no one resolved stand for nobody: unknown, not different.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from marsad.fusing.lexicon import words
from marsad.model import Actor, Mention, Speaker

_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|some|several|many)\s+", re.I)
_COUNTRY = re.compile(r" \([A-Z]{2}\)$")
_DIVERSE = re.compile(r"[^\w\s]+")


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Lower-case words without punctuation, possessives and leading articles."""
    plain = text.casefold().replace("’", "'").replace("'s ", " ")
    plain = " ".join(_DIVERSE.sub(" ", plain).split())
    return _ARTICLE.sub("", plain)


def party_key(mention: Mention | Speaker) -> str | None:
    """The party behind a mention, None where nobody can tell."""
    actor = mention.actor
    if actor is not None:
        if actor.side in words("vague_sides"):
            return None
        return actor.side or actor.parent or actor.id
    text = mention.text if isinstance(mention, Mention) else mention.mention
    plain = folded(text)
    if not plain or plain in words("back_references"):
        return None
    return plain


def party_keys(mentions: Iterable[Mention]) -> frozenset[str]:
    """The known parties among `mentions`."""
    return frozenset(k for m in mentions if (k := party_key(m)))


def actor_keys(mentions: Iterable[Mention]) -> frozenset[str]:
    """The known actors among `mentions`, told apart more finely than by side."""
    found = set()
    for mention in mentions:
        key = party_key(mention)
        if key and mention.actor:
            key = mention.actor.id
        if key:
            found.add(key)
    return frozenset(found)


def party_label(mention: Mention | Speaker) -> str:
    """What to call a party on a screen: its side, else its name, else the words; ""
    for a mere "they"."""
    actor = mention.actor
    if actor is not None:
        return actor.side or name_of(actor)
    text = mention.text if isinstance(mention, Mention) else mention.mention
    return "" if folded(text) in words("back_references") else without_article(text)


def name_of(actor: Actor) -> str:
    """An actor's name; without the country that tells described ones apart."""
    return _COUNTRY.sub("", actor.name)


def without_article(text: str) -> str:
    """The words without a leading article or possessive."""
    return _ARTICLE.sub("", text.strip())
