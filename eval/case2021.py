"""ACLED sub-event types of short news, by the kinds that marsad reads.

    python eval/case2021.py                     the dev half beside the repository
    python eval/case2021.py FILE.jsonl          rows with `text` and `label`
    python eval/case2021.py --errors 30         the confusions too

CASE 2021, shared task 2 (Haneczok, Jacquet, Piskorski and Stefanovitch 2021): a snippet
has one of 25 ACLED sub-event types or of 5 further labels. marsad was not trained for
this and does not answer with one label: each claim read counts with its confidence for
the sub-event type that the codebook gives its kind, and the heaviest type is the
answer. Finer types go by ACLED's own definitions (`acled_if` of the codebook).
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import eq
from pathlib import Path

from marsad.cli.scores import tell
from marsad.codebook import kinds
from marsad.errors import InputError
from marsad.gather import Refused, gather_row
from marsad.model import Claim
from marsad.reading import local_reader
from marsad.scoring import Measure, Table
from marsad.scoring.measure import Tally, measure, measure_table, share
from marsad.settings import Settings

HERE = Path(__file__).resolve().parent.parent
FILE = HERE.parent / "shared/bench/case2021_task2/case2021_task2_dev.jsonl"

# The task's names of ACLED's sub-event types.
ACLED = {
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Agreement": "AGREEMENT",
    "Air/drone strike": "AIR_STRIKE",
    "Armed clash": "ARMED_CLASH",
    "Arrests": "ARREST",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Attack": "ATTACK",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Chemical weapon": "CHEM_WEAP",
    "Disrupted weapons use": "DISR_WEAP",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Grenade": "GRENADE",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Mob violence": "MOB_VIOL",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Peaceful protest": "PEACE_PROTEST",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Sexual violence": "SEX_VIOL",
    "Suicide bomb": "SUIC_BOMB",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Other": "OTHER",
}
# Of the labels beyond ACLED, those that a kind stands for. Organised crime and
# disasters are no claims by the guide: what is not of the conflict is not read.
BEYOND = {"accusation": "ATTRIB", "talks": "DIPLO", "sanction": "DIPLO"}
NOTHING = "OTHER"


def label_of(text: str, claims: Iterable[Claim], beyond: bool) -> str:
    """The label of a snippet in which `claims` were read; `beyond`: further labels than
    ACLED's may be the answer. The snippet is one event: all of it tells the type."""
    votes: Counter[str] = Counter()
    for claim in claims:
        doers = [m.text for m in claim.initiator]
        suffer = [m.text for m in claim.target]
        _, sub_event = kinds()[claim.kind].acled_type(text, doers, suffer)
        label = ACLED[sub_event]
        if label == NOTHING and beyond:
            label = BEYOND.get(claim.kind, NOTHING)
        if label != NOTHING:
            votes[label] += claim.confidence or 1.0
    return votes.most_common(1)[0][0] if votes else NOTHING


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Gold and given labels of snippets, told for `name`."""

    name: str
    gold: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def weighted_f1(self) -> float:
        """F1 of each gold label, weighed by how often it is there."""
        of_label = ((m.f1, m.gold) for m in self.by_label())
        return sum(f1 * share(n, len(self.gold)) for f1, n in of_label)

    @property
    def accuracy(self) -> float:
        """The share of snippets with the right label."""
        return share(sum(map(eq, self.gold, self.given)), len(self.gold))

    @property
    def unanswered(self) -> float:
        """The share of snippets in which nothing with a label was read."""
        return share(self.given.count(NOTHING), len(self.given))

    def by_label(self) -> list[Measure]:
        """The measure of each gold label, the commonest first."""
        hits = Counter(g for g, p in zip(self.gold, self.given, strict=True) if g == p)
        predicted, wanted = Counter(self.given), Counter(self.gold)
        return [
            measure(label, Tally(hits[label], predicted[label], n))
            for label, n in wanted.most_common()
        ]

    def confused(self) -> list[tuple[str, str, int]]:
        """Gold label, given label, how often; the commonest first."""
        wrong = Counter(
            (g, p) for g, p in zip(self.gold, self.given, strict=True) if g != p
        )
        return [(g, p, n) for (g, p), n in wrong.most_common()]


@dataclass(frozen=True, slots=True)
class CaseScore:
    """Over the snippets with an ACLED sub-event type, and over all."""

    acled: LabelScore
    everything: LabelScore

    def figures(self) -> dict[str, float]:
        """The weighted F1 of both."""
        return {
            "acled_weighted_f1": self.acled.weighted_f1,
            "all_weighted_f1": self.everything.weighted_f1,
        }

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """Both; with `errors`, every label and so many confusions."""
        columns = ("labels", "snippets", "weighted F1", "accuracy", "no answer")
        rows = tuple(
            (
                s.name,
                str(len(s.gold)),
                f"{s.weighted_f1:.3f}",
                f"{s.accuracy:.3f}",
                f"{s.unanswered:.3f}",
            )
            for s in (self.acled, self.everything)
        )
        told = (Table("CASE 2021 task 2", columns, rows),)
        if not errors:
            return told
        confused = tuple((g, p, str(n)) for g, p, n in self.everything.confused())
        return (
            *told,
            measure_table("By label", self.everything.by_label()),
            Table("Confused", ("gold", "given", "times"), confused[:errors]),
        )


def score(file: Path) -> CaseScore:
    """Read every snippet of a file and label it."""
    rows = [json.loads(line) for line in file.open(encoding="utf-8")]
    read = [_read(number, row["text"]) for number, row in enumerate(rows)]
    both = list(zip(rows, read, strict=True))
    ours = set(ACLED.values()) - {NOTHING}
    parts = []
    for name, beyond in (("ACLED sub-event types", False), ("all", True)):
        some = [(r, claims) for r, claims in both if beyond or r["label"] in ours]
        given = (label_of(r["text"], claims, beyond) for r, claims in some)
        parts.append(LabelScore(name, tuple(r["label"] for r, _ in some), tuple(given)))
    return CaseScore(*parts)


def main() -> int:
    """Score a file, print."""
    parser = ArgumentParser(description="ACLED sub-event types, CASE 2021 task 2.")
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    options = parser.parse_args()
    if not options.file.exists():
        sys.exit(f"{options.file} is not there: name the file")
    tell(score(options.file), options.errors, as_json=False)
    return 0


def _read(number: int, text: str) -> tuple[Claim, ...]:
    row = {"doc_id": f"snippet-{number}", "outlet": "CASE 2021", "text": text}
    taken = gather_row(row, FILE, number, Settings())
    return () if isinstance(taken, Refused) else local_reader().read(taken.document)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except InputError as wrong:
        sys.exit(f"case2021: {wrong}")
