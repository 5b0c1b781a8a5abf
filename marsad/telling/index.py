"""The picture indexed once, so that no line has to look through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from marsad.model import (
    Claim,
    Document,
    Group,
    Incident,
    Origin,
    Picture,
    Place,
    What,
)


@dataclass(frozen=True, slots=True)
class Index:
    """`group_of` and `origin_of` go by claim id; the first group that holds a claim is
    its home. `counted` has what each claim adds to a running count, `tallies` the
    sentences, by document, in which one is told."""

    picture: Picture
    group_of: dict[str, Group]
    origin_of: dict[str, Origin]
    counted: frozenset[tuple[str, What]] = frozenset()
    tallies: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, picture: Picture) -> Index:
        """Index `picture`; its groups must have been built."""
        group_of: dict[str, Group] = {}
        origin_of: dict[str, Origin] = {}
        for group in picture.groups:
            for claim in group.claims:
                group_of.setdefault(claim, group)
            for origin in group.origins:
                for claim in origin.claims:
                    origin_of.setdefault(claim, origin)
        counted = {(p.claim, s.what) for s in picture.series or () for p in s.points}
        tallies = {
            (said.document_id, said.quote)
            for ref, _ in counted
            if (said := picture.claims.get(ref)) is not None
        }
        return cls(picture, group_of, origin_of, frozenset(counted), frozenset(tallies))

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims that go by `ids`, those not in the picture left out."""
        known = self.picture.claims
        return [known[i] for i in ids if i in known]

    def document(self, claim: Claim) -> Document:
        """The document of `claim`."""
        return self.picture.documents[claim.document_id]

    def known_from(self, claim: Claim) -> datetime | None:
        """Since when `claim` can be known (UTC); None where its document is undated."""
        published = self.document(claim).published
        return published.known_from if published else None

    def origin(self, claim: Claim) -> Origin:
        """The origin of `claim`; the outlet's own voice where none was worked out."""
        found = self.origin_of.get(claim.id)
        if found is not None:
            return found
        document = self.document(claim)
        owner = document.source.owner or document.source.name
        return Origin(
            f"outlet:{owner}",
            owner,
            "unsourced",
            document.source.affiliation,
            (claim.id,),
            (document.id,),
        )

    def first_known(self, group: Group) -> datetime | None:
        """When `group` was first reported (UTC); None where no document is dated."""
        moments = [
            moment
            for claim in self.claims(group.claims)
            if (moment := self.known_from(claim)) is not None
        ]
        return min(moments, default=None)

    @property
    def places(self) -> Iterator[Place]:
        """The places that somebody holds, or where an incident is."""
        yield from (row.place for row in self.picture.control or ())
        yield from (i.place for i in self.incidents if i.place)

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents of the picture."""
        return self.picture.incidents or ()
