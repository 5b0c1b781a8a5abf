"""What a run will cost, before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from marsad.model import Document
from marsad.reading.llm.instructions import instructions, message
from marsad.reading.llm.stretches import stretches

CHARACTERS = 4.0
"""Of English text to a token, about."""
SCHEMA = 900
"""Tokens of the form that goes with every question, about."""
ANSWER = 1.6
"""Tokens of answer to a token of a report on fighting, about: some twenty claims of
forty-five tokens in 500 words, and their quotes. Quiet texts cost far less."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Questions to be asked, tokens there and back; `cost` in the currency of the
    prices given, None where none were."""

    documents: int
    questions: int
    tokens_in: int
    tokens_out: int
    cost: float | None

    def __str__(self) -> str:
        told = (
            f"{self.documents} documents, {self.questions} questions, about "
            f"{self.tokens_in:,} tokens in and at most {self.tokens_out:,} out"
        )
        if self.cost is None:
            return told + " (no prices set: `llm_prices`)"
        return told + f": at most {self.cost:,.2f}"


def estimate(
    documents: Iterable[Document], prices: tuple[float, float] | None
) -> Estimate:
    """`prices`: for a million tokens in and out."""
    count = questions = there = back = 0
    for document in documents:
        count += 1
        for first, end in stretches(document.text):
            questions += 1
            asked = message(document, document.text[first:end])
            there += int((len(asked) + len(instructions())) / CHARACTERS) + SCHEMA
            back += int((end - first) / CHARACTERS * ANSWER)
    cost = None
    if prices is not None:
        cost = (there * prices[0] + back * prices[1]) / 1e6
    return Estimate(count, questions, there, back, cost)
