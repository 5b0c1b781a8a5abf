"""Scoring groups: predicted incidents, series and relations against the gold's.

A cluster is one group; a claim in none is alone. Three comparisons, each by B-cubed
(Bagga and Baldwin 1998) and by links (pairs of claims that share a group): `all`
groups, `incident` over the claims of gold incidents only, `arc` with the incidents of
one arc joined. Then disputes: over cross-side pairs of claims, and over whole issues,
hit where an issue of the other file is about the same and shares a pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import comb
from pathlib import Path

from marsad.scoring.grouping import (
    Dispute,
    Gathering,
    Grouping,
    Pair,
    links,
    partition,
    read_grouping,
)
from marsad.scoring.measure import (
    Measure,
    Table,
    Tally,
    measure,
    measure_table,
    share,
)


@dataclass(frozen=True, slots=True)
class Scattering:
    """A group whose claims the other file spreads over several groups.

    `pairs` is how many pairs of its claims are torn apart; `parts` name the other
    file's groups with the number of claims in each, largest first ("" is no group).
    """

    group: str
    title: str
    pairs: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GroupScore:
    """Predicted groups against their gold, worst faults first.

    `splits` are gold groups torn apart, `merges` predicted groups that throw several
    gold groups together. `foreign` counts predicted claims the gold does not know.
    """

    measures: tuple[Measure, ...]
    splits: tuple[Scattering, ...]
    merges: tuple[Scattering, ...]
    missed_disputes: tuple[Dispute, ...]
    spurious_disputes: tuple[Dispute, ...]
    foreign: int

    def figures(self) -> dict[str, float]:
        """Every measure's F1 by its flat name, as `incident_links_f1`."""
        return {m.figure: m.f1 for m in self.measures}

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The score as tables; with `errors`, so many lines of each sort of fault."""
        told = (measure_table("Groups", self.measures),)
        if not errors:
            return told
        return (
            *told,
            _scattering_table("Gold groups split", self.splits, errors),
            _scattering_table("Predicted groups merging several", self.merges, errors),
            _dispute_table("Disputes missed", self.missed_disputes, errors),
            _dispute_table("Disputes spurious", self.spurious_disputes, errors),
        )


def score_groups(gold: Path, predicted: Path) -> GroupScore:
    """Score the groups of `predicted` against `gold` (form: docs/evaluation.md).

    Raises InputError where a file cannot be used.
    """
    wanted, given = read_grouping(gold), read_grouping(predicted)
    keep = wanted.claims
    incidents = set().union(*wanted.clusters(("incidents",)))
    only = ("incidents",)
    ours = [d for d in given.disputes if d.pairs and _known(d, keep)]
    return GroupScore(
        measures=(
            *_compare("all", wanted.clusters(), given.clusters(), keep),
            *_compare(
                "incident", wanted.clusters(only), given.clusters(only), incidents
            ),
            *_compare("arc", wanted.clusters_by_arc(), given.clusters_by_arc(), keep),
            _dispute_pairs(wanted.disputes, given.disputes, keep),
            _dispute_issues(wanted.disputes, ours),
        ),
        splits=_scatterings(wanted, given, keep),
        merges=_scatterings(given, wanted, keep),
        missed_disputes=tuple(d for d in wanted.disputes if not _hit(d, ours)),
        spurious_disputes=tuple(d for d in ours if not _hit(d, wanted.disputes)),
        foreign=len(given.claims - keep),
    )


def _compare(
    name: str,
    gold: Iterable[frozenset[str]],
    predicted: Iterable[frozenset[str]],
    keep: set[str],
) -> tuple[Measure, Measure]:
    g, p = partition(gold, keep), partition(predicted, keep)
    wanted, given = links(g), links(p)
    both = Tally(len(wanted & given), len(given), len(wanted))
    return _b_cubed(f"{name}_bcubed", g, p), measure(f"{name}_links", both)


def _b_cubed(
    name: str, gold: list[frozenset[str]], predicted: list[frozenset[str]]
) -> Measure:
    """B-cubed over one partition against another; the counts are of clusters."""
    home = {claim: cluster for cluster in predicted for claim in cluster}
    precision = recall = 0.0
    for cluster in gold:
        for claim in cluster:
            shared = len(cluster & home[claim])
            precision += shared / len(home[claim])
            recall += shared / len(cluster)
    n = len(home)
    counts = len(predicted), len(gold)
    return Measure(name, share(precision, n), share(recall, n), *counts)


def _dispute_pairs(
    gold: list[Dispute], predicted: list[Dispute], keep: set[str]
) -> Measure:
    wanted = _pairs(gold)
    given = {pair for pair in _pairs(predicted) if keep.issuperset(pair)}
    both = Tally(len(wanted & given), len(given), len(wanted))
    return measure("dispute_pairs", both)


def _dispute_issues(gold: list[Dispute], predicted: list[Dispute]) -> Measure:
    return Measure(
        "dispute_issues",
        share(sum(_hit(d, gold) for d in predicted), len(predicted)),
        share(sum(_hit(d, predicted) for d in gold), len(gold)),
        len(predicted),
        len(gold),
    )


def _pairs(disputes: list[Dispute]) -> set[Pair]:
    return set().union(*(d.pairs for d in disputes))


def _known(dispute: Dispute, keep: set[str]) -> bool:
    return any(keep.issuperset(pair) for pair in dispute.pairs)


def _hit(dispute: Dispute, others: list[Dispute]) -> bool:
    return any(dispute.about == o.about and dispute.pairs & o.pairs for o in others)


def _scatterings(
    of: Grouping, over: Grouping, keep: set[str]
) -> tuple[Scattering, ...]:
    """The groups `of` one file torn apart by those of the other, the worst first."""
    home: dict[str, Gathering] = {}
    for group in over.groups:
        for claim in group.claims:
            home.setdefault(claim, group)
    found = [_scattering(g, home, keep) for g in of.groups]
    torn = [s for s in found if s.pairs]
    return tuple(sorted(torn, key=lambda s: (-s.pairs, s.group)))


def _scattering(
    group: Gathering, home: dict[str, Gathering], keep: set[str]
) -> Scattering:
    claims = group.claims & keep
    parts = Counter(home[c] for c in claims if c in home)
    alone = sum(c not in home for c in claims)
    kept = sum(comb(n, 2) for n in parts.values())
    named = [(f"{g.id} {g.title}".strip(), n) for g, n in parts.items()]
    ranked = sorted(named, key=lambda part: (-part[1], part[0]))
    return Scattering(
        group.id,
        group.title,
        comb(len(claims), 2) - kept,
        (*ranked, *([("", alone)] if alone else [])),
    )


def _scattering_table(title: str, found: tuple[Scattering, ...], errors: int) -> Table:
    rows = tuple(
        (
            f"{s.group} {s.title}".strip(),
            str(s.pairs),
            "; ".join(f"{n} in {name or 'no group'}" for name, n in s.parts),
        )
        for s in found[:errors]
    )
    return Table(f"{title}: {len(found)}", ("group", "pairs", "where"), rows)


def _dispute_table(title: str, found: tuple[Dispute, ...], errors: int) -> Table:
    rows = tuple(
        (d.about, " | ".join(", ".join(side) for side in d.sides))
        for d in found[:errors]
    )
    return Table(f"{title}: {len(found)}", ("about", "sides"), rows)
