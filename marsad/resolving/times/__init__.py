"""Times: from the words of a report to the days they mean."""

from __future__ import annotations

from marsad.resolving.times.phrases import Told, find_times, tell
from marsad.resolving.times.rules import Seen

__all__ = ["Seen", "Told", "find_times", "tell"]
