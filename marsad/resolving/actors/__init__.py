"""Actors: from the mentions of a report to whom they mean."""
