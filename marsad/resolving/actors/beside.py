"""What stands right beside a mention in the text and tells more of who it is.

A mention may be cut short ("Turkish" of "Turkish warplanes", "groups" of
"Turkish-backed groups"); what follows it may say who backs it ("rebels backed by
Turkey") or that it holds a place ("Kurdish-held").
"""

from __future__ import annotations

import re

from marsad.model import Actor, Claim, Mention
from marsad.resolving.actors.lexicon import words
from marsad.resolving.actors.naming import Namer
from marsad.resolving.places.countries import is_people

_OWNER = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)*['’]s $")
_NOUNS = re.compile(r"(?: [a-z-]+){1,2}")
_BY = r"(?:backed|supported|sponsored|armed|funded|aided) by (?:the )?"
_BACKED = re.compile(rf" {_BY}[A-Z]\w+")
_BACKERS = re.compile(rf",? {_BY}(?P<backer>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)")
_HELD = re.compile(r"-(?:held|controlled|run|occupied)\b")
_BEFORE = 40  # characters before a mention that are looked at


class Beside:
    """The text around the mentions of one document."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, text: str, claim: Claim) -> int | None:
        """Where a mention without a span stands in its sentence."""
        at = self._text.find(text, claim.span.start, claim.span.end)
        return at if at >= 0 else None

    def whole(self, mention: Mention, claim: Claim, names: Namer) -> str:
        """The mention with what it was cut short of: the "Turkish-backed " right before
        "groups", the " warplanes" right after "Russian"."""
        text = mention.text
        at = mention.span.start if mention.span else self.find(text, claim)
        if at is None:
            return text
        backed = _BACKED.match(self._text, at + len(text))
        if backed and names.client(text + backed[0]):
            return text + backed[0]
        single = is_people(text) and not text.endswith("s")  # "Russians" is whole
        if single and (after := _NOUNS.match(self._text, at + len(text))):
            return text + after[0]
        before = self._text[max(0, at - _BEFORE) : at]
        if text[:1].islower() and (owner := _OWNER.search(before)):
            return owner[0] + text
        found = list(words().shadow.finditer(before)) if text[:1].islower() else []
        if found and before[found[-1].end() :] == " ":
            return f"{found[-1][0]} {text}"
        return text

    def backer(self, mention: Mention, claim: Claim, names: Namer) -> Actor | None:
        """Who is said right after the mention to back those that it tells of."""
        told = _BACKERS.match(self._text, self._end(mention, claim))
        return names.whole(told["backer"]) if told else None

    def holds(self, mention: Mention, claim: Claim) -> bool:
        """Whether the mention tells who holds a place: "Kurdish" of "Kurdish-held"."""
        return _HELD.match(self._text, self._end(mention, claim)) is not None

    def _end(self, mention: Mention, claim: Claim) -> int:
        """Where a mention ends in the text; beyond it, where it is not found."""
        if mention.span:
            return mention.span.end
        at = self.find(mention.text, claim)
        return len(self._text) if at is None else at + len(mention.text)
