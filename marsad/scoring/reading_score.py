"""What scoring a reading gives: the figures, and where it went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.scoring.measure import Measure, Table, measure_table


@dataclass(frozen=True, slots=True)
class Stray:
    """A claim with no partner: missed (of the gold) or spurious (of the prediction)."""

    document: str
    claim: str
    kind: str
    anchor: str
    quote: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """A kind taken for another, with the gold anchor of each time."""

    gold: str
    predicted: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongSlot:
    """A slot of a rightly found claim that differs; `claim` is the gold's id."""

    document: str
    claim: str
    slot: str
    gold: str
    predicted: str


@dataclass(frozen=True, slots=True)
class ReadingScore:
    """A reading against its gold. `unread`: documents that the prediction lacks."""

    documents: int
    unread: tuple[str, ...]
    measures: tuple[Measure, ...]
    by_kind: tuple[Measure, ...]
    by_origin: tuple[Measure, ...]
    confused: tuple[Confusion, ...]
    missed: tuple[Stray, ...]
    spurious: tuple[Stray, ...]
    wrong: tuple[WrongSlot, ...]

    def figures(self) -> dict[str, float]:
        """Every measure's F1 or accuracy by its flat name."""
        return {m.figure: m.f1 for m in self.measures}

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The score as tables; with `errors`, so many lines of each sort of fault."""
        told = (measure_table(f"Claims of {self.documents} documents", self.measures),)
        if not errors:
            return told
        return (
            *told,
            measure_table("Claim (kind) by sort of text", self.by_origin),
            measure_table("By kind", self.by_kind),
            Table(
                "Kinds confused",
                ("gold", "predicted", "times", "anchors"),
                tuple(
                    (c.gold, c.predicted, str(len(c.anchors)), ", ".join(c.anchors))
                    for c in self.confused[:errors]
                ),
            ),
            _stray_table("Missed", self.missed, errors),
            _stray_table("Spurious", self.spurious, errors),
            Table(
                f"Wrong slots: {len(self.wrong)}",
                ("claim", "slot", "gold", "predicted"),
                tuple(
                    (f"{w.document}#{w.claim}", w.slot, w.gold, w.predicted)
                    for w in self.wrong[:errors]
                ),
            ),
        )


def _stray_table(title: str, strays: tuple[Stray, ...], errors: int) -> Table:
    return Table(
        f"{title}: {len(strays)}",
        ("claim", "kind", "anchor", "sentence"),
        tuple(
            (f"{s.document}#{s.claim}", s.kind, s.anchor, s.quote)
            for s in strays[:errors]
        ),
    )
