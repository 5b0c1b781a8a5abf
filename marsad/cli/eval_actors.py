"""`marsad eval actors`: whether mentions are taken for whom they stand for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.scores import AsJson, Errors, Gold, tell
from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model import Actor, Claim
    from marsad.scoring.actors import Label


def actors(
    gold: Gold,
    corpora: Annotated[
        list[Path],
        typer.Argument(metavar="CORPUS...", help="Claim corpora with the texts."),
    ],
    errors: Errors = 0,
    as_json: AsJson = False,
) -> None:
    """Score actors: labelled mentions of claims, resolved anew.

    GOLD is a file of labelled mentions, such as eval/actors_gold.jsonl; the texts are
    looked up in the claim corpora by their doc_id.

    \b
    Examples:
      marsad eval actors eval/actors_gold.jsonl train.jsonl dev.jsonl
    """
    from marsad.scoring.actors import read_labels, score_actors

    labels = read_labels(gold)
    tell(score_actors(labels, Ours(labels, corpora)), errors, as_json)


class Ours:
    """marsad's own resolving, as scoring asks it."""

    def __init__(self, labels: Sequence[Label], corpora: Sequence[Path]) -> None:
        self._claims: dict[tuple[str, str], Claim] = {}
        wanted = {label.doc_id for label in labels}
        for path in corpora:
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                if row["doc_id"] in wanted:
                    self._resolve(row)
        missing = wanted - {doc_id for doc_id, _ in self._claims}
        if missing:
            raise InputError(f"no text of {min(missing)} in the corpora; name its file")

    def _resolve(self, row: dict[str, object]) -> None:
        from marsad.cli.eval_times import corpus_document
        from marsad.corpus_form import claims_from_rows
        from marsad.resolving import resolve

        document = corpus_document(row)
        told = claims_from_rows(document, row["claims"] or ())  # type: ignore[arg-type]
        for claim in resolve(document, told):
            self._claims[document.key, claim.local_id] = claim

    def actor(self, label: Label) -> Actor | None:
        """Whom the mention is taken for."""
        claim = self._claims[label.doc_id, label.claim]
        if label.slot == "sources":
            told = ((s.mention, s.actor) for s in claim.sources)
        else:
            told = ((m.text, m.actor) for m in getattr(claim, label.slot))
        return next(actor for text, actor in told if text == label.mention)

    def ids(self, actor: Actor) -> frozenset[str]:
        """The ids of the actor, and of the body it speaks for or is another name of."""
        from marsad.resolving.actors.registry import registry

        entries = registry().entries
        body = actor.parent or actor.id
        above = entries[body].parent if body in entries else None
        ids = {actor.id, body, above or body}
        known = (entries.get(id_) for id_ in ids)
        numbers = {f"ucdp:{entry.ucdp}" for entry in known if entry and entry.ucdp}
        return frozenset(ids | numbers)

    def names(self, actor: Actor) -> frozenset[str]:
        """All names that it goes by."""
        from marsad.resolving.actors.registry import registry

        entry = registry().entries.get(actor.id)
        return frozenset(entry.names if entry else (actor.name,))

    def sides(self, actor: Actor) -> frozenset[str]:
        """Its side as the gold calls sides: a state's code, a group's id, or none."""
        from marsad.resolving.actors.registry import registry

        if actor.side is None:
            return frozenset({"none"})
        if actor.side == "rebels":
            return frozenset({f"opposition:{actor.country}"})
        known = registry().entries.values()
        named = {entry.id for entry in known if entry.side == actor.side}
        if actor.type in {"state", "media", "official"}:
            named.add(actor.country or "?")
        return frozenset({actor.side, *named})
