"""Reading: a document's text becomes claims. `READ` is the stage, `local_reader` the
reader it uses; another reader only has to keep to the `Reader` protocol."""

from __future__ import annotations

from dataclasses import replace

from marsad.model import Report
from marsad.reading.choice import reader_for
from marsad.reading.reader import Reader, Remark, TrainedReader, local_reader
from marsad.stage import Stage

__all__ = [
    "READ",
    "Reader",
    "Remark",
    "TrainedReader",
    "local_reader",
    "reader_for",
    "reading_stage",
]


def reading_stage(reader: Reader) -> Stage[Report]:
    """The stage that reads with `reader`."""

    def run(report: Report) -> Report:
        return replace(report, found=reader.read(report.document))

    return Stage(
        name=f"read:{reader.name}",
        version=reader.version,
        needs=("document",),
        gives=("found",),
        run=run,
    )


READ: Stage[Report] = reading_stage(local_reader())
