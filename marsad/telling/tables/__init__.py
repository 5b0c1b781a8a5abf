"""States over time as tables: rows that a terminal, a file or an API can print."""

from marsad.telling.tables.control import control_table
from marsad.telling.tables.counts import counted_by, growth, toll_table
from marsad.telling.tables.disputes import dispute_table
from marsad.telling.tables.states import (
    agreement_table,
    breach_table,
    flow_table,
    loss_table,
    route_table,
    tie_table,
)
from marsad.telling.tables.timeline import history, timeline

__all__ = [
    "agreement_table",
    "breach_table",
    "control_table",
    "counted_by",
    "dispute_table",
    "flow_table",
    "growth",
    "history",
    "loss_table",
    "route_table",
    "tie_table",
    "timeline",
    "toll_table",
]
