"""`marsad eval times`: how well time phrases, and the days of claims, are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.cli.scores import AsJson, Errors, Gold, tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marsad.model import Claim


def times(gold: Gold, errors: Errors = 0, as_json: AsJson = False) -> None:
    """Score times: values of time phrases, or the days of claims.

    GOLD is a TimeML corpus (docid, dct, text, timexes) or a claim corpus. Both halves
    of it are told: choose rules on every second document only, whose errors --errors
    shows. TimeBank and AQUAINT were read whole: neither half is fresh there.

    \b
    Examples:
      marsad eval times timebank.jsonl
      marsad eval times dev.jsonl --errors 30
    """
    from marsad.scoring.times import score_times

    tell(score_times(gold, Ours()), errors, as_json)


class Ours:
    """marsad's own resolving, as scoring asks it."""

    def values(
        self, text: str, written: date, spans: Sequence[tuple[int, int]]
    ) -> list[str | None]:
        """The values of the phrases at these offsets."""
        from marsad.resolving.times.values import timex_values

        return timex_values(text, written, spans)

    def find(self, text: str) -> list[tuple[int, int]]:
        """The offsets of all time phrases."""
        from marsad.resolving.times.values import find_values

        return find_values(text)

    def days(self, row: dict[str, Any]) -> tuple[Sequence[Claim], Sequence[Claim]]:
        """The claims as annotated, and as resolved when their days are hidden."""
        from dataclasses import replace

        from marsad.corpus_form import claims_from_rows
        from marsad.resolving import resolve

        document = corpus_document(row)
        gold = claims_from_rows(document, row["claims"] or ())
        return gold, resolve(document, tuple(replace(c, when=None) for c in gold))


def corpus_document(row: dict[str, Any]) -> Any:
    """The document of a line of a claim corpus, dated as it says."""
    from datetime import date

    from marsad.model import Document, Published, Source

    published = Published.on(date.fromisoformat(row["published"][:10]))
    source = Source(row["outlet"], row["outlet"])
    return Document(
        row["doc_id"], row["doc_id"], source, row["title"], row["text"], sha256="",
        published=published,
    )  # fmt: skip
