"""What every request passes first: the host it names, the size of its body, the time it
takes; and the headers that every answer carries.

Plain ASGI, outermost first. The host is checked because a page of a stranger can have
its own name resolve to this machine (DNS rebinding): then the browser takes the desk
for that page's own server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.serving.problems import Refused, response_of

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this machine that a browser on it may use."""
STREAMS = frozenset({"/v1/events"})
"""Paths that answer for as long as somebody listens."""


def security_headers(map_style: str) -> dict[str, str]:
    """The headers of every answer. `map_style`: the address of an online map, the one
    third party that may be asked."""
    parts = urlsplit(map_style)
    maps = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    policy = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # a drawn element's place; runs nothing
        f"img-src 'self' data: blob:{maps}",
        f"font-src 'self'{maps}",
        f"connect-src 'self'{maps}",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return {
        "Content-Security-Policy": "; ".join(policy),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


class Headers:
    """Puts headers on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = [
            (name.lower().encode(), value.encode()) for name, value in headers.items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                ours = [pair for pair in self._headers if pair[0] not in there]
                message["headers"] = [*message["headers"], *ours]
            await send(message)

        await self._app(scope, receive, with_headers)


class Hosts:
    """Refuses requests that name a host which the desk does not go by. `known` None:
    any (the desk is reached under names we cannot know, and asks who is there)."""

    def __init__(self, app: ASGIApp, known: Collection[str] | None) -> None:
        self._app, self._known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] == "http" and self._known is not None:
            given = _header(scope, b"host")
            if _name(given) not in self._known:
                refused = Refused(
                    421,
                    "wrong_host",
                    "this desk does not go by that host name; add it to the setting "
                    "`hosts`",
                )
                await response_of(refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Bodies:
    """Refuses bodies larger than `most` bytes, told or not."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = _header(scope, b"content-length")
        if told.isdecimal() and int(told) > self._most:
            await self._refuse(scope, receive, send)
            return
        taken, begun = 0, False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except _TooLarge:
            if not begun:
                await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = Refused(
            413,
            "too_large",
            f"at most {self._most:,} bytes (setting max_upload)",
        )
        await response_of(refused)(scope, receive, send)


class _TooLarge(Exception):
    """A body turned out too large."""


class Times:
    """Gives up on a request that has not begun to answer after `seconds`. Work that
    was begun for it in a thread ends by itself; nothing waits for it."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        if scope["type"] != "http" or scope["path"] in STREAMS:
            await self._app(scope, receive, send)
            return
        begun, over = asyncio.Event(), False

        async def watched(message: Message) -> None:
            if over:
                return
            begun.set()
            await send(message)

        task = asyncio.ensure_future(self._app(scope, receive, watched))
        first = asyncio.ensure_future(begun.wait())
        await asyncio.wait(
            {task, first},
            timeout=self._seconds,
            return_when=asyncio.FIRST_COMPLETED,
        )
        first.cancel()
        if task.done() or begun.is_set():
            await task
            return
        over = True
        task.cancel()
        self._left.add(task)
        task.add_done_callback(self._forget)
        refused = Refused(
            503, "too_slow", "this took too long; ask for less, or try again later",
            {"Retry-After": "5"},
        )  # fmt: skip
        await response_of(refused)(scope, receive, send)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._left.discard(task)
        if not task.cancelled():
            task.exception()  # looked at: nobody is left to be told


def _header(scope: Scope, name: bytes) -> str:
    found: Any = (value for key, value in scope["headers"] if key == name)
    return str(next(found, b"").decode("latin-1"))


def _name(host: str) -> str:
    """A Host header without its port, in lower case."""
    name = host.lower().rstrip(".")
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]
