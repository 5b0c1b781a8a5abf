from __future__ import annotations

import pytest

from marsad.model import Stance, Status
from marsad.telling.excerpt import LIMIT, excerpt

SAYS = Stance.SAYS


@pytest.mark.parametrize(
    ("sentence", "speaker", "left"),
    [
        (
            "The fighters took the town of Tarvin, the monitor said Friday.",
            "the monitor",
            "The fighters took the town of Tarvin",
        ),
        (
            "The monitor said on Friday that fighters took the town of Tarvin.",
            "The monitor",
            "fighters took the town of Tarvin",
        ),
        (
            "According to the monitor, fighters took the town of Tarvin.",
            "the monitor",
            "fighters took the town of Tarvin",
        ),
        (
            "The fighters took the town of Tarvin, according to the monitor.",
            "the monitor",
            "The fighters took the town of Tarvin",
        ),
        (
            "The Halden-based monitor said fighters took the town of Tarvin.",
            "monitor",
            "fighters took the town of Tarvin",
        ),
    ],
)
def test_a_frame_without_content_is_cut(world, sentence, speaker, left):
    claim = world.claim(sentence, speakers=[(speaker, SAYS)], anchor="took")
    assert excerpt(claim) == left


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Insurgents the army said were beaten took the town of Tarvin.", "the army"),
        ("The monitor said it had not confirmed that they took Tarvin.", "the army"),
        ("They took Tarvin, according to the army, and later lost it.", "the army"),
        ("They took it, said the army, which denied losses of its own.", "the army"),
        ("They took Tarvin, the mayor told the monitor, which said so.", "the monitor"),
        ("The army never said that they took the whole of Tarvin.", "The army"),
    ],
)
def test_a_frame_with_content_stays(world, sentence, speaker):
    claim = world.claim(sentence, speakers=[(speaker, SAYS)], anchor="took")
    assert excerpt(claim) == sentence


def test_a_denial_is_never_cut(world):
    sentence = "The army said that fighters took nothing in Tarvin."
    claim = world.claim(
        sentence, speakers=[("The army", SAYS)], status=Status.DENIED, anchor="took"
    )
    assert excerpt(claim) == sentence


def test_a_long_sentence_is_cut_visibly(world):
    claim = world.claim("word " * 3000, anchor="word")
    assert len(excerpt(claim)) <= LIMIT
    assert excerpt(claim).endswith("[…]")
