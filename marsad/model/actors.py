"""What is known of one actor beforehand: a row of the registry, or of an analyst."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One actor as the registry knows it (docs/actors.md).

    `type` is one of `Actor.type`. `countries` are ISO 3166-1 codes of where it is
    based or fights; the first is its own. `founded`, `dissolved`: a year, a month or a
    day (`2017`, `2017-01`, `2017-01-28`), None where not known or still so. `aliases`
    are all other names it goes by, in any script; `nicknames` those that mean it only
    in documents about one of its countries ("the coalition"). `parent` is the id of
    what it is part of or speaks for, `ucdp` its number in the UCDP Actor Dataset. One
    that is `local` is only looked for in documents about one of its `countries`.
    """

    id: str
    name: str
    type: str
    side: str | None = None
    countries: tuple[str, ...] = ()
    parent: str | None = None
    founded: str | None = None
    dissolved: str | None = None
    ucdp: str | None = None
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    local: bool = False
    note: str = ""

    @property
    def country(self) -> str | None:
        """Its own country; None where it has none or several are equally likely."""
        if self.local and len(self.countries) > 1:
            return None
        return self.countries[0] if self.countries else None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the one in use first."""
        return (self.name, *self.aliases, *self.nicknames)
