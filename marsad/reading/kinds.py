"""Kinds that hang on who acts: rules after the network (corpora guide, codebook).

Where the names do not say enough the network's kind stays. Tried and left out, since it
lost on dev and train: an air strike with a missile or gun beside it as shelling.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.model import Mention
from marsad.reading.cues import cues
from marsad.reading.phrases import Phrase
from marsad.reading.words import Word


def kind_of(
    kind: str, words: tuple[Word, ...], anchor: Phrase, actors: Iterable[Mention]
) -> tuple[str, str]:
    """The kind of a claim, and the rule that changed it ("": none did)."""
    named = {w for mention in actors for w in mention.text.lower().split()}
    if kind == "withdrawal" and named & cues().unarmed and not named & cues().parties:
        return "displacement", "unarmed people move"
    struck = words[anchor.first].low == "struck" and named & cues().irregulars
    if kind == "air_strike" and struck and not {w.low for w in words} & cues().fired:
        return "armed_clash", "fighters on the ground strike"
    return kind, ""
