"""The war as it is reported: documents in corpus form, and the truth beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from marsad.simulating.files import DocumentFiles
from marsad.simulating.press import Press, Teller, tellers
from marsad.simulating.telling import Told, copied, holding, invent, row_of, tell
from marsad.simulating.truth import TruthFile, truth_rows
from marsad.simulating.war import Front, Scale, day_of, war

FALSE_TAKINGS = 0.02
"""Towns that a liar announces as taken on a day, on average, that were not."""
ROUNDS = 0.06
"""Chance that a monitor says of a town on a day who holds it."""
COPIED = 0.1
"""Share of the reports of others that a copyist runs."""
MOST_CLAIMS = 25
"""Claims of one document; what more there is goes into another."""


def simulate(folder: Path, scale: Scale, press: Press, seed: int) -> dict[str, int]:
    """Write `documents.jsonl` (claims as an annotator would write them, without a word
    of what is true; a large war fills several, `files`) and `truth.jsonl` into
    `folder`; returns how many of each.

    A million claims take about two minutes and little memory: one front at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {"documents": 0, "claims": 0, "events": 0}
    with DocumentFiles(folder) as documents, TruthFile(folder) as truth:
        for front in war(scale, seed):
            told = list(_told(front, press, scale, Random(f"{seed}/{front.number}/t")))
            for row, members in _documents(front, told):
                documents.write(row)
                truth.told(row["doc_id"], members)
                counts["documents"] += 1
                counts["claims"] += len(members)
            for line in truth_rows(front):
                truth.write(line)
            counts["events"] += len(front.events)
    return counts


def _told(front: Front, press: Press, scale: Scale, rng: Random) -> Iterator[Told]:
    """Everything that anybody tells of a front."""
    staff = tellers(press, front.sides, rng)
    seeing = [t for t in staff if t.sort != "copy"]
    out: list[Told] = []
    for teller in seeing:
        if teller.sort == "monitor":  # where everybody stood before it began
            out += (holding(teller, front, 0, n) for n in range(len(front.towns)))
    for event in front.events:
        found = (tell(event, teller, front, rng) for teller in seeing)
        out += (t for t in found if t is not None)
    for day in range(1, scale.days + 1):
        out += _of_the_day(front, seeing, day, rng)
    for teller in staff:
        if teller.sort == "copy":
            out += _copies(teller, out, rng)
    yield from out


def _copies(teller: Teller, told: list[Told], rng: Random) -> list[Told]:
    """Whole reports of honest tellers, told on a day later."""
    days = sorted({(t.teller.name, t.day) for t in told if not t.teller.lies})
    chosen = {d for d in days if rng.random() < COPIED}
    return [
        copied(t, teller)
        for t in told
        if (t.teller.name, t.day) in chosen and t.root == t.teller.name
    ]


def _of_the_day(
    front: Front, seeing: list[Teller], day: int, rng: Random
) -> Iterator[Told]:
    for teller in seeing:
        if teller.lies:
            lie = invent(teller, front, day, FALSE_TAKINGS, rng)
            if lie is not None:
                yield lie
        elif teller.sort == "monitor":
            for town in range(len(front.towns)):
                if rng.random() < ROUNDS:
                    yield holding(teller, front, day, town)


def _documents(
    front: Front, told: list[Told]
) -> Iterator[tuple[dict[str, Any], list[Told]]]:
    """One document a teller and day, in the order of days."""
    by_day: dict[tuple[int, str, str], list[Told]] = defaultdict(list)
    for one in told:  # what is copied from another stays a report of its own
        by_day[one.day, one.teller.name, one.root].append(one)
    for (day, name, root), members in sorted(by_day.items(), key=lambda kv: kv[0]):
        for part, at in enumerate(range(0, len(members), MOST_CLAIMS)):
            some = members[at : at + MOST_CLAIMS]
            claims = [row_of(one, front) for one in some]
            yield (
                {
                    "doc_id": "-".join(f"f{front.number} {root} {day} {part}".split())
                    + ("" if name == root else f"-in-{name.replace(' ', '-')}"),
                    "outlet": name,
                    "published": day_of(day).isoformat(),
                    "title": f"The war on {day_of(day):%-d %B}",
                    "text": " ".join(c["quote"] for c in claims),
                    "text_origin": "simulated",
                    "claims": claims,
                },
                some,
            )
