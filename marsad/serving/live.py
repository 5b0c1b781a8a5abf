"""Telling browsers that the picture has changed, by server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from marsad.serving.changes import changes_between
from marsad.serving.problems import Refused
from marsad.serving.view import View

MOST = 100
"""So many browsers may listen at once."""
MOST_PUBLIC = 60
"""Of them, from the public: strangers leave room for those who work here."""
HEARTBEAT = 15.0
"""Seconds of silence after which a comment keeps the line open."""
WAITING = 32
"""Events that wait for a slow listener; then it must ask anew."""


class Live:
    """Who listens. `say` may be called from any thread."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[str | None], bool] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def changed(self, before: View, now: View) -> None:
        """Tell what is different between two latest pictures. The public hears only
        that there is something new: what is shown to it is delayed."""
        told = changes_between(before, now)
        self.say("picture", told.model_dump(mode="json"), {"revision": now.revision})

    def say(self, event: str, data: Any, to_public: Any = None) -> None:
        """Send an event to all who listen; to the public `to_public`, if anything."""
        if self._loop is None or self._closed:
            return
        self._loop.call_soon_threadsafe(
            self._put, _event(event, data), to_public and _event(event, to_public)
        )

    def _put(self, text: str, to_public: str | None) -> None:
        for queue, public in self._listeners.items():
            words = to_public if public else text
            if words and not queue.full():
                queue.put_nowait(words)

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)

    def admit(self, *, public: bool) -> None:
        """Raises Refused where too many listen already."""
        audience = list(self._listeners.values())
        full = len(audience) >= MOST or (public and sum(audience) >= MOST_PUBLIC)
        if full or self._closed:
            raise Refused(
                503, "too_many_listeners", "too many listen; try again later",
                {"Retry-After": "30"},
            )  # fmt: skip

    async def listen(
        self, revision: int, *, public: bool, may_still: Callable[[], bool]
    ) -> AsyncIterator[str]:
        """The stream of one listener, which begins with the revision there is. It ends
        where whoever listens may no longer: signed out, or the account is gone."""
        self._loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | None] = asyncio.Queue(WAITING)
        self._listeners[queue] = public
        try:
            yield "retry: 3000\n\n" + _event("hello", {"revision": revision})
            asked = self._loop.time()
            while not self._closed:
                if self._loop.time() - asked >= HEARTBEAT:
                    if not await asyncio.to_thread(may_still):
                        return
                    asked = self._loop.time()
                try:
                    words = await asyncio.wait_for(queue.get(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if words is None:
                    return
                yield words
        finally:
            del self._listeners[queue]


def _event(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
