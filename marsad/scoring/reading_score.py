"""What scoring a reading gives: the figures, and where it went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.scoring.calibration import Calibration
from marsad.scoring.compare import Compared, Sort
from marsad.scoring.measure import Measure, Table, measure_table
from marsad.scoring.silence import Silence, silence_table
from marsad.scoring.triage import Triage


@dataclass(frozen=True, slots=True)
class Stray:
    """A claim with no partner: missed (of the gold) or invented (of the reading)."""

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
    """A reading against its gold. `unread`: documents that the prediction lacks;
    `calibration` is None where no claim has a confidence, `triage` where no gate was
    measured, `silence` empty where every document has claims."""

    compared: tuple[Compared, ...]
    unread: tuple[str, ...]
    measures: tuple[Measure, ...]
    by_kind: tuple[Measure, ...]
    by_origin: tuple[Measure, ...]
    confused: tuple[Confusion, ...]
    calibration: Calibration | None = None
    silence: tuple[Silence, ...] = ()
    triage: Triage | None = None

    @property
    def documents(self) -> int:
        """How many documents were compared."""
        return len(self.compared)

    @property
    def missed(self) -> tuple[Stray, ...]:
        """Annotated claims that were not read."""
        return self._strays("missed")

    @property
    def invented(self) -> tuple[Stray, ...]:
        """Claims that were read and nobody annotated."""
        return self._strays("invented")

    @property
    def wrong(self) -> tuple[WrongSlot, ...]:
        """The slots in which pairs of equal kind differ."""
        return tuple(
            WrongSlot(
                c.sheet.key,
                line.gold.id,
                slot,
                told(getattr(line.gold, slot)),
                told(getattr(line.read, slot)),
            )
            for c in self.compared
            for line in c.of("wrong slot")
            if line.gold
            for slot in line.wrong
        )

    def figures(self) -> dict[str, float]:
        """Every measure by its flat name, higher always better: F1s and accuracies,
        `silence_accuracy` (documents without claims left alone), `calibration` (1 less
        the expected calibration error) and `triage_recall`."""
        out = {m.figure: m.f1 for m in self._claim_measures()}
        if self.silence:
            out[self.silence[0].measure.figure] = self.silence[0].measure.f1
        if self.calibration:
            out["calibration"] = 1 - self.calibration.error
        if self.triage and self.triage.claims:
            out["triage_recall"] = self.triage.recall
        return out

    def tables(self, errors: int = 0) -> tuple[Table, ...]:
        """The score as tables; with `errors`, so many lines of each sort of fault."""
        out = []
        if self._claim_measures():
            title = f"Claims of {self.documents} documents"
            out.append(measure_table(title, self.measures))
        if self.silence:
            out.append(silence_table(self.silence))
        if self.calibration:
            out.append(self.calibration.table())
        if self.triage:
            out.append(self.triage.table())
        if errors:
            out += self._faults(errors)
        return tuple(out)

    def _claim_measures(self) -> tuple[Measure, ...]:
        """None where no document has claims: nothing there can be found."""
        return self.measures if any(c.sheet.answers for c in self.compared) else ()

    def confusion_table(self, most: int | None = None) -> Table:
        """Which kind was taken for which, the commonest first."""
        return Table(
            "Kinds confused",
            ("gold", "read", "times", "anchors"),
            tuple(
                (c.gold, c.predicted, str(len(c.anchors)), ", ".join(c.anchors))
                for c in self.confused[:most]
            ),
        )

    def _faults(self, most: int) -> list[Table]:
        return [
            measure_table("Claim (kind) by sort of text", self.by_origin),
            measure_table("By kind", self.by_kind),
            self.confusion_table(most),
            _stray_table("Missed", self.missed, most),
            _stray_table("Invented", self.invented, most),
            Table(
                f"Wrong slots: {len(self.wrong)}",
                ("claim", "slot", "gold", "read"),
                tuple(
                    (f"{w.document}#{w.claim}", w.slot, w.gold, w.predicted)
                    for w in self.wrong[:most]
                ),
            ),
        ]

    def _strays(self, sort: Sort) -> tuple[Stray, ...]:
        return tuple(
            Stray(c.sheet.key, a.id, a.kind, a.anchor, a.quote)
            for c in self.compared
            for line in c.of(sort)
            for a in line.answers
        )


def told(value: object) -> str:
    """A slot's value as a person reads it; "?" for what is not known."""
    if isinstance(value, tuple):
        return "; ".join(told(v) for v in value)
    if value is None:
        return "?"
    return str(getattr(value, "mention", value))


def _stray_table(title: str, strays: tuple[Stray, ...], most: int) -> Table:
    return Table(
        f"{title}: {len(strays)}",
        ("claim", "kind", "anchor", "sentence"),
        tuple(
            (f"{s.document}#{s.claim}", s.kind, s.anchor, s.quote)
            for s in strays[:most]
        ),
    )
