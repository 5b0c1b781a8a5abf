"""A long document in stretches of whole sentences, each asked of the model alone."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.reading.segment import sentences

LONGEST = 8_000
"""Characters of a stretch: about 2,000 tokens, so that an answer with a claim a
sentence stays within what models write in one go."""


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """First and one-past-last character of each stretch; together all of `text`."""
    begin = end = 0
    for sentence in sentences(text):
        if end > begin and sentence.end - begin > LONGEST:
            yield begin, end
            begin = end
        end = sentence.end
    if end > begin:
        yield begin, end
