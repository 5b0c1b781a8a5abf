"""A document over its processor time, through the command: an issue, and on it goes."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest

from marsad import limits
from marsad.reading import local_reader, reader
from tests.cli.conftest import Marsad, report
from tests.conftest import make_document

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "ITIMER_PROF"), reason="no processor clock on this system"
)

WAR = "Rebels seized the town of Northford from government forces on Monday."
ENDLESS = "Endless. " + WAR


def test_the_next_document_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local_reader().read(make_document(WAR))  # the networks load outside the limit
    monkeypatch.setattr(limits, "SECONDS", 1.0)
    quick = reader.worth_reading

    def worth_reading(text: str) -> object:
        begun = time.process_time()
        while text.startswith("Endless") and time.process_time() - begun < 20:
            pass
        return quick(text)

    monkeypatch.setattr(reader, "worth_reading", worth_reading)
    days = ("2021-05-03", "2021-05-04")
    texts = zip((1, 2), days, (ENDLESS, WAR), strict=True)
    rows = [report(*each) for each in texts]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    marsad = Marsad(tmp_path)

    begun = time.process_time()
    marsad("add", "two.jsonl", "-q")
    assert time.process_time() - begun < 15

    (issue,) = [i for i in marsad.json("issues") if i["code"] == "failed"]
    assert "took more than 1 processor seconds" in issue["message"]
    (claim,) = marsad.json("claims")
    assert (claim["kind"], claim["published"]) == ("territory_taken", "2021-05-04")

    monkeypatch.setattr(reader, "worth_reading", quick)
    marsad("add", "-q")  # it was kept, and is tried again
    assert len(marsad.json("claims")) == 2
    assert not [i for i in marsad.json("issues") if i["code"] == "failed"]
