"""`marsad eval groups`: how good a grouping is."""

from __future__ import annotations

from marsad.cli.scores import AsJson, Errors, Gold, Predicted, tell


def groups(
    gold: Gold, predicted: Predicted, errors: Errors = 0, as_json: AsJson = False
) -> None:
    """Score groups of claims: B-cubed, links, and disputes.

    \b
    Examples:
      marsad fuse documents.jsonl --groups predicted.json
      marsad eval groups groups.json predicted.json
    """
    from marsad.scoring import score_groups

    tell(score_groups(gold, predicted), errors, as_json)
