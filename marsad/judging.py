"""Judging with what only the pipeline knows: where a corrected place is, and who the
actors of a corrected slot are."""

from __future__ import annotations

from typing import Any

from marsad.corpus_form import claim_row, claims_from_rows
from marsad.correcting import SLOTS, slot_json
from marsad.errors import InputError
from marsad.model import Judgement
from marsad.per_document import resolve_claims
from marsad.store import Connection, evidence, find, judgements


def correct(
    db: Connection, claim: str, slot: str, value: Any, sign: judgements.Signed
) -> Judgement:
    """Correct a slot of a claim. `value` is as in docs/corpus-form.md: names for
    initiator and target, objects for places, when, figures and sources, a word for
    kind and status. Places and actors are resolved as a reader's are.

    Raises InputError where it is no such value, Contradiction where the slot has been
    corrected and that was not undone."""
    named = find.resolve_id(db, claim)
    if named.form != "claim":
        raise InputError(f"{claim} is a {named.form}, not a claim")
    if slot not in SLOTS:
        raise InputError(f"no slot is called {slot!r}; there are {', '.join(SLOTS)}")
    before = find.claim_by_id(db, named.id)
    document = evidence.load_document(db, before.document_id)
    made = claims_from_rows(document, [{**claim_row(before), slot: value}])
    [after] = resolve_claims(document, made)
    said = slot_json(slot, getattr(after, slot))
    return judgements.correct(db, named.id, slot, said, sign)
