"""The picture as one reader sees it at one moment, with all that was worked out of it.

A view never changes, so what is made from it is made once: `remembered` keeps the
result of a function of a view with that view. The next view takes over what cannot be
otherwise in it: what `of_evidence` alone was made while no claim and no document is
otherwise, and what was worked out `of_incident` after incident where it and its claims
are the same objects (`marsad.following`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from threading import Lock, RLock
from typing import Any, TypeVar

from marsad.model import Claim, Document, Group, Incident, Judgement, Picture
from marsad.telling.index import Index

T = TypeVar("T")


class View:
    """A picture with its index. `revision` counts the changes of the store it rests on;
    `public`: delayed, rounded and without private names. `before`: the view that this
    one comes after."""

    def __init__(
        self,
        picture: Picture,
        revision: int,
        *,
        public: bool,
        before: View | None = None,
    ) -> None:
        self.picture, self.revision, self.public = picture, revision, public
        self.index = Index.of(picture)
        self._lock = Lock()
        self._making: dict[Callable[[View], Any], RLock] = {}
        self._made: dict[Callable[[View], Any], Any] = {}
        self._of_incidents: dict[Callable[[View, Incident], Any], dict[str, Any]] = {}
        if before is not None:
            self._take_over(before)

    def _take_over(self, before: View) -> None:
        """Keep what cannot be otherwise than in the view before."""
        old, new = before.picture, self.picture
        same = old.claims is new.claims and old.documents is new.documents
        if same:
            self._made = {
                make: made
                for make, made in before._made.copy().items()
                if make in _OF_EVIDENCE
            }
        were = {i.id: i for i in before.index.incidents}
        alike = {
            i.id
            for i in self.index.incidents
            if were.get(i.id) is i
            and (same or all(old.claims.get(c) is new.claims.get(c) for c in i.claims))
        }
        for make, made in before._of_incidents.copy().items():
            kept = {name: made[name] for name in made.copy() if name in alike}
            self._of_incidents[make] = kept

    @property
    def as_of(self) -> datetime:
        """The moment whose picture it is."""
        return self.picture.as_of

    def remember(self, make: Callable[[View], T]) -> T:
        """What `make` makes of this view, made once. Whoever asks for something else
        meanwhile does not wait."""
        if make not in self._made:
            with self._lock:
                making = self._making.setdefault(make, RLock())
            with making:
                if make not in self._made:
                    self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def remember_of(self, make: Callable[[View, Incident], T], incident: Incident) -> T:
        """What `make` makes of an incident of this view, made once."""
        known = self._of_incidents.setdefault(make, {})
        if incident.id not in known:
            known[incident.id] = make(self, incident)
        made: T = known[incident.id]
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


_OF_EVIDENCE: set[Callable[[View], Any]] = set()


def of_evidence(make: Callable[[View], T]) -> Callable[[View], T]:
    """As `remembered`, for what is made of documents and claims alone: later views take
    it over for as long as these stay the same."""
    _OF_EVIDENCE.add(make)
    return remembered(make)


def of_incident(make: Callable[[View, Incident], T]) -> Callable[[View, Incident], T]:
    """Let what is made of an incident and its claims alone be worked out once, for
    later views too while these stay the same."""

    @wraps(make)
    def recalled(view: View, incident: Incident) -> T:
        return view.remember_of(make, incident)

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


@of_evidence
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
