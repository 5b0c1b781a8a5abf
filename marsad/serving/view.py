"""The picture as one reader sees it at one moment, with all that was worked out of it.

A view never changes, so what is made from it is made once: `remembered` keeps the
result of a function of a view with that view.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from threading import RLock
from typing import Any, TypeVar

from marsad.model import Claim, Document, Group, Judgement, Picture
from marsad.telling.index import Index

T = TypeVar("T")


class View:
    """A picture with its index. `revision` counts the changes of the store it rests on;
    `public`: delayed, rounded and without private names."""

    def __init__(self, picture: Picture, revision: int, *, public: bool) -> None:
        self.picture, self.revision, self.public = picture, revision, public
        self.index = Index.of(picture)
        self._lock = RLock()
        self._made: dict[Callable[[View], Any], Any] = {}

    @property
    def as_of(self) -> datetime:
        """The moment whose picture it is."""
        return self.picture.as_of

    def remember(self, make: Callable[[View], T]) -> T:
        """What `make` makes of this view, made once."""
        if make not in self._made:
            with self._lock:
                if make not in self._made:
                    self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def claims_of(self, group: Group) -> list[Claim]:
        """The claims of a group, in order of publication."""
        told = self.index.claims(group.claims)
        return sorted(told, key=self._published)

    def _published(self, claim: Claim) -> tuple[float, str]:
        moment = self.index.known_from(claim)
        return (moment.timestamp() if moment else float("inf"), claim.id)

    def known(self, group: Group) -> tuple[datetime | None, datetime | None]:
        """When the first and the latest document of a group became known."""
        moments = [
            m
            for c in self.index.claims(group.claims)
            if (m := self.index.known_from(c)) is not None
        ]
        return min(moments, default=None), max(moments, default=None)


def remembered(make: Callable[[View], T]) -> Callable[[View], T]:
    """Let a function of a view be worked out once a view."""

    @wraps(make)
    def recalled(view: View) -> T:
        return view.remember(make)

    return recalled


@remembered
def groups(view: View) -> dict[str, Group]:
    """All groups by id."""
    return {g.id: g for g in view.picture.groups}


@remembered
def judged(view: View) -> dict[str, list[Judgement]]:
    """The live decisions on each claim."""
    out: dict[str, list[Judgement]] = {}
    for judgement in view.picture.judgements:
        for name in (judgement.subject, judgement.other):
            if name:
                out.setdefault(name, []).append(judgement)
    return out


@remembered
def documents_claims(view: View) -> dict[str, list[Claim]]:
    """The claims of each document, as they stand in it."""
    out: dict[str, list[Claim]] = {}
    for claim in view.picture.claims.values():
        out.setdefault(claim.document_id, []).append(claim)
    return out


@remembered
def documents(view: View) -> dict[str, Document]:
    """The documents that count, by id."""
    return view.picture.documents
