"""Resolving: the places, times and actors of claims, from mentions to what is meant."""

from __future__ import annotations

from marsad.resolving.stage import RESOLVE, resolve

__all__ = ["RESOLVE", "resolve"]
