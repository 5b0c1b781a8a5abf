"""Whether the claimed thing is said to have happened (corpora guide, `status`).

Cue words count in the anchor's own clause and only before it, within reach.
"""

from __future__ import annotations

from marsad.model import Stance, Status
from marsad.reading.cues import cues
from marsad.reading.phrases import Phrase, is_adverb, is_saying
from marsad.reading.speakers import Attribution
from marsad.reading.words import Word

_REACH = {Status.DENIED: 4, Status.POSSIBLE: 6, Status.PLANNED: 5, Status.ONGOING: 5}
_FIXED = {
    "demand": Status.CALLED_FOR,
    "threat": Status.PLANNED,
    "accusation": Status.HAPPENED,
    "statement": Status.HAPPENED,
}
_AFTER = 8
"""Words after an anchor in which it is said to go on."""
_STATES = frozenset(("control", "support", "siege"))
_DENIES = frozenset(
    [*("denied", "denies", "dismissed", "dismisses", "rejected", "rejects"), "denying"]
)
_OF = frozenset(("that", "of"))
_REPORTS = frozenset(("report", "reports", "claim", "claims", "rumours", "rumors"))
_ENDS = frozenset((";", ",", ":", "."))


def find_status(
    words: tuple[Word, ...],
    anchor: Phrase,
    kind: str,
    speakers: tuple[Attribution, ...],
) -> tuple[Status, str]:
    """The status of the claim at `anchor`, and the word that set it."""
    if kind in _FIXED:
        return _FIXED[kind], kind
    if speakers and all(s.stance is Stance.DENIES for s in speakers):
        return Status.DENIED, "speaker denies"
    for status, reach in _REACH.items():
        cue = _cue(words, anchor, status, reach)
        if cue:
            return status, cue
    after = [w.low for w in words[anchor.last : anchor.last + _AFTER]]
    if any(_holds(after, phrase) for phrase in cues().continuing):
        return Status.ONGOING, "goes on"
    if kind in _STATES and not _past_act(words, anchor):
        return Status.ONGOING, "a state"
    if _in_progress(words, anchor):
        return Status.ONGOING, "progressive"
    return Status.HAPPENED, ""


def plain_status(
    words: tuple[Word, ...], anchor: Phrase, kind: str
) -> tuple[Status, str] | None:
    """The status where the grammar alone tells it, however sure the network is of
    another: "was bombing", "kept firing", "neither side has withdrawn", "denied a
    report that ...", "is expected"."""
    if kind in _FIXED:
        return None
    held = words[anchor.first : anchor.last]
    before = _clause_before(words, anchor.first)
    lows = [w.low for w in before]
    if "neither" in (*lows, held[0].low) and "that" not in lows:
        return Status.DENIED, "neither"
    if _denied_report(lows):
        return Status.DENIED, "a report denied"
    if [w.low for w in held] == ["expected"]:
        return Status.PLANNED, "expected"
    if (
        held[0].low.endswith("ing")
        and held[0].low != "missing"
        and (
            _in_progress(words, anchor) or lows[-1:] in (["kept"], ["keeps"], ["keep"])
        )
    ):
        return Status.ONGOING, "progressive"
    if lows[-2:] in (["went", "on"], ["goes", "on"], ["continues", "to"]):
        return Status.ONGOING, "goes on"
    return None


def _clause_before(words: tuple[Word, ...], at: int) -> tuple[Word, ...]:
    """The words from the last mark before `at`."""
    first = at
    while first and words[first - 1].low not in _ENDS:
        first -= 1
    return words[first:at]


def _denied_report(lows: list[str]) -> bool:
    """As in "dismissed as propaganda reports that": who denies, then what he denies."""
    told = [
        n for n, low in enumerate(lows[:-1]) if low in _REPORTS and lows[n + 1] in _OF
    ]
    return bool(told) and any(low in _DENIES for low in lows[: told[-1]])


def _cue(words: tuple[Word, ...], anchor: Phrase, status: Status, reach: int) -> str:
    """The first cue of `status` in the clause before the anchor or inside it."""
    first = anchor.first
    while first and anchor.first - first < reach:
        word = words[first - 1]
        if word.low in _ENDS or is_saying(word):
            break
        first -= 1
    lows = [w.low for w in words[first : anchor.last]]
    found = (p for p in cues().status[status] if _holds(lows, p))
    return " ".join(next(found, ()))


def _holds(lows: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether `phrase` stands in `lows`, word for word."""
    return f" {' '.join(phrase)} " in f" {' '.join(lows)} "


def _in_progress(words: tuple[Word, ...], anchor: Phrase) -> bool:
    """As in "are fighting", "is being shelled"."""
    if not words[anchor.first].low.endswith(("ing", "ed")):
        return False
    at = anchor.first
    while at and is_adverb(words[at - 1]):
        at -= 1
    before = words[at - 1].low if at else ""
    if words[anchor.first].low.endswith("ed"):
        return before == "being"
    return before in ("is", "are", "were", "was", "been")


def _past_act(words: tuple[Word, ...], anchor: Phrase) -> bool:
    """As in "lifted the siege", "had controlled": a state that is over."""
    before = {w.low for w in words[max(0, anchor.first - 4) : anchor.first]}
    return bool(before & {"had", "lifted", "broke", "ended", "former", "formerly"})
