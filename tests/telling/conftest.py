"""An invented war for the tests: places, parties, outlets and words of our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from marsad import ids
from marsad.model import (
    Claim,
    ControlRow,
    Document,
    Figure,
    Grade,
    Incident,
    Level,
    Mention,
    Opposition,
    Origin,
    Picture,
    Place,
    Point,
    Published,
    Relation,
    Series,
    Source,
    Span,
    Speaker,
    Stance,
    Status,
    What,
    When,
)

DAY = date(2031, 5, 12)
EVE = date(2031, 5, 11)

PLACES = {
    "Tarvin": Place("Tarvin", None, "Tarvin", Level.CITY, 41.0, 62.0, 8.0),
    "Old Mill": Place("the Old Mill", None, "Old Mill", Level.SITE, 41.03, 62.05, 1.0),
    "Harsk": Place("Harsk", None, "Harsk", Level.TOWN, 43.5, 64.0, 4.0),
    "the hills": Place("the hills"),
}


@dataclass
class World:
    """Builds a picture piece by piece; `picture()` is what a fuser would give."""

    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    incidents: list[Incident] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    control: list[ControlRow] = field(default_factory=list)
    as_of: datetime = datetime(2031, 5, 12, 23, 59, 59, tzinfo=UTC)

    def claim(
        self,
        sentence: str,
        kind: str = "territory_taken",
        *,
        outlet: str = "River Post",
        published: date | Published | None = DAY,
        speakers: Iterable[tuple[str, Stance]] = (),
        place: str | None = "Tarvin",
        when: tuple[date | None, date | None] | None = (DAY, DAY),
        figures: tuple[Figure, ...] = (),
        status: Status = Status.HAPPENED,
        anchor: str | None = None,
        doer: str = "northern fighters",
        title: str = "News of the day",
        url: str | None = "https://example.org/a",
        target: str | None = None,
    ) -> Claim:
        """A claim in a document of its own."""
        source = Source(ids.source_id(outlet), outlet)
        number = len(self.documents)
        text = f"Opening words. {sentence}"
        dated = Published.on(published) if isinstance(published, date) else published
        document = Document(
            ids.document_id(source.id, f"{title}{number}", text),
            f"doc-{number}",
            source,
            title,
            text,
            ids.sha256(title, text),
            url,
            "en",
            dated,
        )
        self.documents[document.id] = document
        start = len("Opening words. ")
        words = anchor or sentence.split(maxsplit=1)[0]
        at = text.index(words, start)
        chain = tuple(Speaker(name, stance) for name, stance in speakers)
        claim = Claim(
            f"c-{number}",
            document.id,
            f"{document.key}#c1",
            "c1",
            kind,
            sentence,
            words,
            Span(start, start + len(sentence)),
            Span(at, at + len(words)),
            status=status,
            initiator=(Mention(doer),) if doer else (),
            target=(Mention(target),) if target else (),
            places=(PLACES[place],) if place else (),
            when=When(*when) if when else None,
            figures=figures,
            sources=chain,
        )
        self.claims[claim.id] = claim
        return claim

    def incident(self, title: str, *claims: Claim, **more: Any) -> Incident:
        """An incident of `claims`, its origins told by their last speaker."""
        first = claims[0]
        starts = [c.when.start for c in claims if c.when and c.when.start]
        made = Incident(
            **{
                "id": f"i-{len(self.incidents)}",
                "title": title,
                "claims": tuple(c.id for c in claims),
                "origins": self.origins(claims),
                "grade": Grade.WEAK,
                "reason": "1 origin",
                "type": "place",
                "place": first.places[0] if first.places else None,
                "start": min(starts, default=None),
                "end": max(starts, default=None),
                **more,
            }
        )
        self.incidents.append(made)
        return made

    def origins(self, claims: Iterable[Claim]) -> tuple[Origin, ...]:
        """Origins by last speaker; the outlet where there is none."""
        found: dict[str, list[Claim]] = {}
        for claim in claims:
            outlet = self.documents[claim.document_id].source.name
            chain = [s for s in claim.sources if s.stance is not Stance.DENIES]
            chain = chain or list(claim.sources)
            name = chain[-1].mention if chain else f"outlet {outlet}"
            found.setdefault(name, []).append(claim)
        return tuple(
            Origin(
                name,
                name.removeprefix("outlet "),
                "unsourced" if name.startswith("outlet ") else "named",
                None,
                tuple(c.id for c in mine),
                tuple(c.document_id for c in mine),
            )
            for name, mine in found.items()
        )

    def count(self, *points: tuple[Claim, date, int | None, int | None]) -> Series:
        """A toll of all dead, each point on the word of its claim's last speaker."""
        claims = [claim for claim, *_ in points]
        made = Series(
            id=f"s-{len(self.series)}",
            title="Killed",
            claims=tuple(c.id for c in claims),
            origins=self.origins(claims),
            theatre="the Tarvin front",
            what=What.KILLED,
            who="all",
            points=tuple(
                Point(c.id, day, c.sources[-1].mention, low, high)
                for c, day, low, high in points
            ),
            reason="1 origin (the Halden Monitor) in 2 documents",
        )
        self.series.append(made)
        return made

    def dispute(self, about: str, *sides: tuple[Claim, ...]) -> Opposition:
        """Claims set against each other."""
        return Opposition(
            about, "dispute", tuple(tuple(c.id for c in s) for s in sides)
        )

    def picture(self) -> Picture:
        """The picture of everything so far."""
        return Picture(
            self.as_of,
            dict(self.documents),
            dict(self.claims),
            (),
            tuple(self.incidents),
            tuple(self.series),
            tuple(self.relations),
            tuple(self.control),
        )


def killed(number: int, who: str = "people") -> Figure:
    """An exact number of dead."""
    return Figure(What.KILLED, who, number, number, str(number))


MONITOR = [("the Halden Monitor", Stance.SAYS)]
ARMY = [("the army", Stance.CLAIMS)]


@pytest.fixture
def world() -> World:
    """A world without reports."""
    return World()


@pytest.fixture
def busy(world: World) -> World:
    """One day with a contested town, a strike with a toll, a plan, politics, counts."""
    taken = [
        world.claim(
            "Northern fighters took Tarvin on Monday, the Halden Monitor said.",
            outlet=f"Outlet {n}",
            speakers=MONITOR,
            anchor="took",
        )
        for n in range(10)
    ]
    denied = world.claim(
        "The army denied that northern fighters had taken Tarvin.",
        outlet="State Wire",
        speakers=[("the army", Stance.DENIES)],
        status=Status.DENIED,
        anchor="taken",
    )
    world.incident(
        "Northern fighters take Tarvin",
        *taken,
        denied,
        grade=Grade.CONTESTED,
        reason="disputed: 2 origins in 11 documents",
        oppositions=(world.dispute("holder", tuple(taken), (denied,)),),
    )
    strike = world.claim(
        "Shells killed four civilians at the Old Mill, the Halden Monitor said.",
        "shelling",
        speakers=MONITOR,
        place="Old Mill",
        figures=(killed(4, "civilians"),),
        anchor="Shells",
        doer="",
    )
    world.incident("Shelling of the Old Mill", strike, type="strike")
    plan = world.claim(
        "The army will retake Harsk, a spokesman said.",
        "offensive",
        speakers=[("a spokesman", Stance.SAYS)],
        place="Harsk",
        status=Status.PLANNED,
        when=None,
        anchor="retake",
        doer="the army",
    )
    world.incident("Army offensive at Harsk", plan, type="operation")
    flight = world.claim(
        "Hundreds of people left the hills.",
        "displacement",
        place="the hills",
        published=DAY,
        when=(None, DAY),
        anchor="left",
        doer="",
        target="people",
    )
    world.incident("People leave the hills", flight, type="flight")
    early = world.claim(
        "The dead number 20, the Halden Monitor said.",
        "casualties",
        published=EVE,
        speakers=MONITOR,
        when=(EVE, EVE),
        figures=(killed(20),),
    )
    late = world.claim(
        "The dead number 31, the Halden Monitor said.",
        "casualties",
        speakers=MONITOR,
        figures=(killed(31),),
    )
    world.count((early, EVE, 20, 20), (late, DAY, 31, 31))
    world.control += [
        ControlRow(
            PLACES["Tarvin"],
            date(2031, 5, 1),
            EVE,
            "army",
            "assessed",
            (early.id,),
        ),
        ControlRow(
            PLACES["Tarvin"], DAY, DAY, "northern fighters", "claimed", (taken[0].id,)
        ),
    ]
    return world
