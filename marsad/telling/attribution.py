"""Who says it, in words: the speaker chain, and the verb that goes with it."""

from __future__ import annotations

import re

from marsad.model import Claim, Origin, Speaker, Stance, Status
from marsad.sayings import is_his_own
from marsad.telling.index import Index
from marsad.telling.lexicon import lexicon
from marsad.telling.phrases import capital
from marsad.telling.safe import clean

_VERBS = {
    Stance.SAYS: ("says", "say"),
    Stance.CLAIMS: ("claims", "claim"),
    Stance.CONFIRMS: ("confirms", "confirm"),
    Stance.REPORTS: ("reports", "report"),
}
_COUNTRY = re.compile(r" \([A-Z]{2}\)$")
_JOINTS = (" of ", " in ", " from ", " at ", " for ", " with ", " near ", " who ")


def final_speaker(claim: Claim) -> Speaker | None:
    """The speaker on whose word the claim rests; None where the outlet says it.

    Who only relays is passed over, and so is who denies what another asserts in the
    same sentence.
    """
    chain = claim.sources
    if claim.status is not Status.DENIED:
        chain = tuple(s for s in chain if s.stance is not Stance.DENIES) or chain
    own = [s for s in chain if not s.carrier] or list(chain)
    return own[-1] if own else None


def deniers(claim: Claim) -> tuple[Speaker, ...]:
    """Who denies, in the same sentence, what the claim asserts."""
    final = final_speaker(claim)
    return tuple(
        s for s in claim.sources if s.stance is Stance.DENIES and s is not final
    )


def denies(claim: Claim) -> bool:
    """Whether the claim is a denial: by its status, or by its speaker's stance."""
    final = final_speaker(claim)
    return claim.status is Status.DENIED or (
        final is not None
        and final.stance is Stance.DENIES
        and not is_his_own(final, claim)
    )


def chain_words(index: Index, claim: Claim) -> str:
    """The speaker chain, innermost first: `SOHR, via AFP`.

    A claim without a speaker is the outlet's `in its own voice`.
    """
    final = final_speaker(claim)
    if final is None:
        return "in its own voice"
    name = origin_name(index, index.origin(claim), claim)
    against = deniers(claim)
    others = [s for s in reversed(claim.sources) if s is not final and s not in against]
    via = dict.fromkeys(speaker_name(s) for s in others)
    outlet = index.document(claim).source.name
    via_words = [v for v in via if v not in (name, outlet)]
    said = f"{name} (denying)" if final.stance is Stance.DENIES else name
    if via_words:
        said = f"{said}, via {', '.join(via_words)}"
    if against:
        said = f"{said}; denied by {', '.join(map(speaker_name, against))}"
    return said


def speaker_name(speaker: Speaker) -> str:
    """What a speaker is called: as resolved, else as the document writes it."""
    return shown_name(speaker.actor.name if speaker.actor else speaker.mention)


def shown_name(name: str) -> str:
    """`name` cleaned, without the country code that tells described actors apart."""
    return _COUNTRY.sub("", clean(name))


def lead_words(index: Index, origin: Origin, claim: Claim) -> str:
    """How a statement of `origin` opens: `SOHR says`, `The army claims`.

    The outlet's own voice `reports, naming no source`; who is unnamed is told as such.
    """
    final = final_speaker(claim)
    if origin.voice == "unsourced" or final is None:
        outlet = clean(index.document(claim).source.name)
        return f"{outlet} reports, naming no source"
    stance = final.stance
    name = origin_name(index, origin, claim)
    if is_pointing(name):
        name = f"a speaker not named here (“{name}”)"
    if stance is Stance.DENIES:
        return f"A denial by {bare_name(name)}"
    subject, plural = subject_words(name)
    if claim.status is Status.DENIED:
        return f"Not so, {_VERBS[stance][plural]} {bare_name(name)}"
    told = origin.voice != "unnamed" or "not named" in name
    unnamed = "" if told else ", not named,"
    return f"{subject}{unnamed} {_VERBS[stance][plural]}"


def origin_name(index: Index, origin: Origin, claim: Claim) -> str:
    """Who speaks in `claim`: a proper name as the sentence has it ("Turkish security
    officials"), which may be narrower than the origin it counts to; what has no name of
    its own ("the monitor", "it") by the name of the origin."""
    final = final_speaker(claim)
    if origin.voice == "unsourced" or final is None:
        return clean(index.document(claim).source.name)
    mention = clean(final.mention)
    pointing = mention.casefold() in lexicon()["pointing"]["words"]
    if _is_proper(mention) or (origin.voice == "unnamed" and not pointing):
        return mention
    return shown_name(origin.name)


def listed_name(index: Index, origin: Origin, claim: Claim) -> str:
    """Who speaks in `claim`, inside a list of names. What only points back ("they")
    names nobody; a source's own name is never changed."""
    name = origin_name(index, origin, claim)
    if is_pointing(name):
        return "a speaker not named"
    final = final_speaker(claim)
    actor = final.actor if final else None
    if origin.voice == "unsourced" or (actor and name == shown_name(actor.name)):
        return name
    return within(name) if _is_proper(name) else name[:1].lower() + name[1:]


def is_pointing(name: str) -> bool:
    """Whether a name only points back to somebody named elsewhere."""
    return name.casefold() in lexicon()["pointing"]["words"]


def _is_proper(mention: str) -> bool:
    """Whether a mention has a name in it: a capital beyond that of an article or of a
    common noun that begins a sentence."""
    lists = lexicon()
    common = {*lists["names"]["common"], *lists["pointing"]["words"], "the", "a", "an"}
    words = mention.split()
    return any(w[:1].isupper() and w.casefold() not in common for w in words)


def subject_words(name: str) -> tuple[str, bool]:
    """`name` as the subject of a sentence, and whether it takes a plural verb.

    `Syrian army` gets its article; `Turkish officials` are many; a name in capitals
    (`Reuters`) is one. Grammar only: nothing is told by it.
    """
    head = name.split(" (", maxsplit=1)[0]
    for joint in _JOINTS:
        head = head.split(joint)[0]
    last = head.split()[-1] if head.split() else head
    # A capital tells nothing of a common noun that begins its sentence ("Rebels").
    common = head.casefold() in lexicon()["names"]["common"]
    lower = last[:1].islower() or common
    plural = last.casefold() in lexicon()["saying"]["plural"] or (
        lower and last.endswith("s") and not last.endswith("ss")
    )
    first = name.split(maxsplit=1)[0].casefold() if name.split() else ""
    has_article = first in ("the", "a", "an", "some", "several", "two", "local")
    needs = lower and not plural and not has_article and " " in head and not _own(head)
    return capital(f"the {name}" if needs else name), plural


def within(name: str) -> str:
    """`name` inside a sentence: its article is small."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in ("The", "A", "An") else name


def bare_name(name: str) -> str:
    """`name` inside a sentence, with its article where it needs one."""
    subject, _ = subject_words(name)
    return f"the {subject[4:]}" if subject.startswith("The ") else name


def _own(head: str) -> bool:
    """Whether a name has an owner in it (`Turkey's defence ministry`)."""
    return "’s " in head or "'s " in head
