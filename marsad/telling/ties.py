"""Standing ties between actors (support, alliance, hostility) as short lines."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.telling.incidents import brief_mention, with_refs
from marsad.telling.references import References
from marsad.telling.safe import clean
from marsad.telling.scope import Scope
from marsad.telling.shapes import Line


def tie_lines(scope: Scope, references: References) -> Iterator[Line]:
    """The ties that a report of the days asked for tells of."""
    for relation in scope.index.picture.relations or ():
        claims = scope.told(relation)
        if claims:
            yield with_refs(
                Line(
                    "",
                    clean(relation.title)
                    or clean(
                        f"{relation.giver} – {relation.tie} – {relation.receiver}"
                    ),
                    "a standing tie",
                    (brief_mention(scope, references, claims),),
                    group=relation.id or None,
                )
            )
