"""Persons whom only the document introduces: for whom do they speak?

"Syrian Prime Minister Mohammad al-Jalali", "Dareen Khalifa, an analyst at the
International Crisis Group": the words beside the name, where it first stands, tell.
"""

from __future__ import annotations

import re

from marsad.ids import source_id
from marsad.model import Actor
from marsad.resolving.actors.described import Describer
from marsad.resolving.actors.naming import Namer

_PERSON = re.compile(r"[A-Z][\w'’.-]+(?: (?:[a-z]{2,3}[ -])?[A-Z][\w'’-]+){0,4}")
_AFTER = re.compile(r",? (?:who is |the |an? )?(?P<role>[^,.;()\n]{4,90})[,.;]")
_BEFORE = re.compile(r"(?P<role>[^,.;:()\n\"“”]{3,70}?)\s+$")
_REACH = 100  # characters beside a name that are looked at


class People:
    """The persons of one document, each known by full name and by surname."""

    def __init__(self, text: str, described: Describer) -> None:
        self._text = text
        self._described = described
        self._known: dict[tuple[str, str | None], Actor | None] = {}

    def known_by(self, name: str, names: Namer) -> Actor | None:
        """The person of that name, with the body spoken for as `parent`."""
        plain = re.sub(r"['’]s$", "", name.strip())
        if not _PERSON.fullmatch(plain):
            return None
        key = (plain, names.home)
        if key not in self._known:
            self._known[key] = self._introduced(plain, names)
        return self._known[key]

    def _introduced(self, name: str, names: Namer) -> Actor | None:
        """Whom the words beside the name's first mention say the person speaks for."""
        first = re.search(rf"\b{re.escape(name)}\b", self._text)
        if first is None:
            return None
        start = self._whole_name(first.start(), names)
        full = self._text[start : first.end()]
        if " " not in full:
            return None
        before = self._text[max(0, start - _REACH) : start]
        after = self._text[first.end() : first.end() + _REACH]
        roles = []
        if (match := _AFTER.match(after)) and after[:1] == ",":
            roles.append(match["role"])
        if match := _BEFORE.search(before):
            roles.append(" ".join(match["role"].split()[-7:]))
        for role in roles:
            body = names.named(role) or self._described.actor(role, names, set())
            if body is not None and body.type == "civilian":
                id_ = f"person:{source_id(full)}"
                return Actor(id_, full, body.type, None, body.country)
            if body is not None and body.type != "official":
                return Actor(
                    f"person:{source_id(full)}", full, "official", body.side,
                    body.country, body.parent or body.id,
                )  # fmt: skip
        return None

    def _whole_name(self, start: int, names: Namer) -> int:
        """Where the full name begins, for a surname that is first met inside it."""
        before = self._text[max(0, start - 40) : start]
        match = re.search(r"(?:[A-Z][\w'’-]+ ){1,2}$", before)
        if match is None or names.named(match[0].strip()) is not None:
            return start
        return start - len(match[0])
