"""The excerpt in the README is what `make demo` prints."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from marsad import adding, asking
from marsad.settings import Settings
from marsad.store import Store
from marsad.telling import Question, build_brief, render
from marsad.tracking import states_of

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 11, 30)


def test_every_line_of_the_excerpt_is_printed_by_the_demo(tmp_path):
    store = Store.open(str(tmp_path / "demo.db"), create=True)
    adding.add(store, [ROOT / "samples"], Settings())
    moment = datetime(2024, 11, 30, 23, 59, 59, tzinfo=UTC)
    picture = asking.picture_at(store, moment)
    question = Question(DAY, DAY, moment, None)
    brief = render(build_brief(picture, question, states_of), "text")
    printed = set(brief.splitlines())
    readme = (ROOT / "README.md").read_text("utf-8")
    excerpt = readme.partition("```text\n")[2].partition("```")[0].splitlines()
    assert len(excerpt) > 20
    assert [line for line in excerpt if line and line not in printed] == []
