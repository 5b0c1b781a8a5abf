"""`marsad eval control`: how good a map of control is."""

from __future__ import annotations

from marsad.cli.scores import AsJson, Errors, Gold, Predicted, tell


def control(
    gold: Gold, predicted: Predicted, errors: Errors = 0, as_json: AsJson = False
) -> None:
    """Score who held which place on which day.

    \b
    Examples:
      marsad fuse documents.jsonl --control predicted.json
      marsad eval control control.json predicted.json --errors 20
    """
    from marsad.scoring import score_control

    tell(score_control(gold, predicted), errors, as_json)
