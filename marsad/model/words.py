"""The closed vocabularies, and the span that ties everything to a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Whether the claimed thing is said to be so (corpora guide, `status`)."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CALLED_FOR = "called_for"
    DENIED = "denied"


class Stance(StrEnum):
    """How a speaker stands to what the claim says."""

    SAYS = "says"
    CLAIMS = "claims"
    DENIES = "denies"
    CONFIRMS = "confirms"
    REPORTS = "reports"


class Level(StrEnum):
    """How large a place is: the administrative or physical level of its name."""

    SITE = "site"
    TOWN = "town"
    CITY = "city"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"


class What(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DISPLACED = "displaced"
    CAPTURED = "captured"
    DETAINED = "detained"
    PLACES_TAKEN = "places_taken"
    STRIKES = "strikes"
    EQUIPMENT_LOST = "equipment_lost"
    FORCES = "forces"
    OTHER = "other"


class Grade(StrEnum):
    """How well an incident is supported; strongest first."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of a document's text."""

    start: int
    end: int
