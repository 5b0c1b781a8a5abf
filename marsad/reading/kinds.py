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

RUNNING = "dead of more than one fight"
"""The rule that makes a fight with a running count a toll, which has no doer."""
_HELD = ("abduction", "arrest")
_PRISONERS = frozenset(("prisoner", "prisoners"))
_TAKEN = frozenset(("take", "takes", "took", "taken", "taking"))
_BACKING = frozenset(("support", "cover", "backing"))
_NEAR = 5
"""Words after an anchor in which "prisoner" belongs to it ("took 12 men prisoner")."""
_BATTLES = ("armed_clash", "offensive")


def kind_of(
    kind: str,
    words: tuple[Word, ...],
    anchor: Phrase,
    actors: Iterable[Mention],
    *,
    counts_dead: bool,
) -> tuple[str, str]:
    """The kind of a claim, and the rule that changed it ("": none did).

    `counts_dead`: it has a number of people killed."""
    low = {w.low for w in words}
    named = {w for mention in actors for w in mention.text.lower().split()}
    if kind == "withdrawal" and named & cues().unarmed and not named & cues().parties:
        return "displacement", "unarmed people move"
    struck = words[anchor.first].low == "struck" and named & cues().irregulars
    if kind == "air_strike" and struck and not low & cues().fired:
        return "armed_clash", "fighters on the ground strike"
    marked = {w.low for w in words[anchor.first : anchor.last]}
    if kind == "air_strike" and marked & _BACKING:
        return "support", "air support backs somebody"
    if kind == "displacement" and marked & {"streets"} and marked & _TAKEN:
        return "protest", "people take to the streets"
    said = {w.low for w in words[anchor.first : anchor.last + _NEAR]}
    if kind in _HELD and said & _PRISONERS and said & _TAKEN:
        return "surrender", "fighters are captured (settled rule 7)"
    if kind == "bombing" and "suicide" in low and "whether" not in low:
        return "suicide_bombing", "the bomber died"
    if kind in _BATTLES and counts_dead and _is_running(words):
        return "casualties", RUNNING
    return kind, ""


def _is_running(words: tuple[Word, ...]) -> bool:
    """A number of dead in these words is of many fights: "have died since Wednesday",
    "raised to 230 the number killed"."""
    low = [w.low for w in words]
    return any(
        tuple(low[at : at + len(phrase)]) == phrase and not _compares(low[:at])
        for phrase in cues().running
        for at in range(len(low))
    )


def _compares(before: list[str]) -> bool:
    """As in "the deadliest since", "the first time since": nothing is added up."""
    return before[-1:] == ["time"] or any(w.endswith("est") for w in before[-2:])
