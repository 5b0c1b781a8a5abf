"""What browsers are told as it happens."""

from __future__ import annotations

import asyncio
import json

import pytest

from marsad.serving import live as hearing
from marsad.serving.live import Live
from marsad.serving.problems import Refused


def heard(said: list[tuple], *, public: bool = False, close: bool = True) -> list:
    """What one listener hears while `said` is said."""

    async def run():
        live, out = Live(), []

        async def listen():
            async for text in live.listen(7, public=public, may_still=lambda: True):
                out.append(text)

        task = asyncio.ensure_future(listen())
        await asyncio.sleep(0.01)
        for words in said:
            live.say(*words)
        await asyncio.sleep(0.01)
        if close:
            live.close()
        await asyncio.wait_for(task, 2)
        assert not live._listeners
        return out

    return asyncio.run(run())


def events(texts: list[str]) -> list[tuple[str, object]]:
    out = []
    for text in texts:
        lines = dict(x.split(": ", 1) for x in text.splitlines() if ": " in x)
        if "event" in lines:
            out.append((lines["event"], json.loads(lines["data"])))
    return out


def test_a_listener_hears_the_revision_and_what_changes():
    told = events(heard([("picture", {"revision": 8, "groups": []}, {"revision": 8})]))
    assert told == [
        ("hello", {"revision": 7}),
        ("picture", {"revision": 8, "groups": []}),
    ]


def test_the_public_hears_only_that_something_is_new():
    said = [
        ("picture", {"revision": 8, "groups": ["secret"]}, {"revision": 8}),
        ("job", {"id": "j-1"}),
    ]
    assert events(heard(said, public=True)) == [
        ("hello", {"revision": 7}),
        ("picture", {"revision": 8}),
    ]


def test_a_line_break_in_data_ends_no_event():
    told = heard([("job", {"text": "a\n\nevent: fake\ndata: x"})])
    assert told[-1].count("\n\n") == 1
    assert events(told)[-1][1]["text"].startswith("a\n\nevent")


def test_a_slow_listener_holds_nobody_up():
    said = [("job", {"n": n}) for n in range(3 * hearing.WAITING)]
    assert len(heard(said)) <= hearing.WAITING + 1


def test_too_many_listeners_are_refused(monkeypatch):
    monkeypatch.setattr(hearing, "MOST", 0)
    with pytest.raises(Refused):
        Live().admit(public=False)


def test_strangers_leave_room_for_those_who_work_here(monkeypatch):
    monkeypatch.setattr(hearing, "MOST_PUBLIC", 0)
    Live().admit(public=False)
    with pytest.raises(Refused):
        Live().admit(public=True)


def test_who_was_signed_out_hears_no_more(monkeypatch):
    monkeypatch.setattr(hearing, "HEARTBEAT", 0.01)

    async def run():
        stream = Live().listen(7, public=False, may_still=lambda: False)
        return [text async for text in stream]

    assert events(asyncio.run(asyncio.wait_for(run(), 5)))[:1] == [
        ("hello", {"revision": 7})
    ]
