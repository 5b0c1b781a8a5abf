"""What is too large, too slow or too many is refused, and hurts nobody else."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

import pytest

from marsad.serving.guard import Bodies, Times
from tests.serving.conftest import served


@dataclass
class Asked:
    """A request as a server hands it on, and what comes back."""

    chunks: list[bytes]
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    sent: list[dict] = field(default_factory=list)

    @property
    def scope(self):
        return {"type": "http", "path": "/", "method": "POST", "headers": self.headers}

    async def receive(self):
        body = self.chunks.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(self.chunks)}

    async def send(self, message):
        self.sent.append(message)

    @property
    def status(self):
        return self.sent[0]["status"]


async def reads(scope, receive, send):
    """An application that reads the whole body."""
    while (await receive())["more_body"]:
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"read"})


@pytest.mark.parametrize(
    ("chunks", "headers", "status"),
    [
        ([b"a" * 10], [], 200),
        ([b"a" * 11], [], 413),
        ([b"a" * 6, b"a" * 6], [], 413),
        ([b"a"], [(b"content-length", b"11")], 413),
        ([b"a"], [(b"content-length", b"-1")], 200),
    ],
)
def test_a_body_has_a_limit_whether_its_size_is_told_or_not(chunks, headers, status):
    asked = Asked(list(chunks), headers)
    asyncio.run(Bodies(reads, 10)(asked.scope, asked.receive, asked.send))
    assert asked.status == status


def test_who_takes_too_long_is_given_up_and_told_once():
    async def slow(scope, receive, send):
        try:
            await asyncio.sleep(0.2)
        finally:
            await send({"type": "http.response.start", "status": 200, "headers": []})

    asked = Asked([b""])

    async def run():
        await Times(slow, 0.02)(asked.scope, asked.receive, asked.send)
        await asyncio.sleep(0.05)

    begun = time.perf_counter()
    asyncio.run(run())
    assert time.perf_counter() - begun < 0.19
    assert [m["status"] for m in asked.sent if "status" in m] == [503]


def test_who_has_begun_to_answer_may_finish():
    async def long(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.sleep(0.05)
        await send({"type": "http.response.body", "body": b"done"})

    asked = Asked([b""])
    asyncio.run(Times(long, 0.02)(asked.scope, asked.receive, asked.send))
    assert asked.sent[-1]["body"] == b"done"


def test_an_application_that_fails_fails_here_too():
    async def broken(scope, receive, send):
        raise ValueError("ours")

    asked = Asked([b""])
    with pytest.raises(ValueError, match="ours"):
        asyncio.run(Times(broken, 1)(asked.scope, asked.receive, asked.send))


def test_the_desk_keeps_its_limits(store):
    with served(store, max_upload=2000) as desk:
        said = desk.post("/v1/judgements", content=b"{" + b" " * 3000)
        assert said.status_code == 413
        assert said.json()["code"] == "too_large"
        name = {"name": "a.txt"}
        said = desk.post("/v1/files", params=name, content=b"a" * 2001)
        assert said.status_code == 413
        deep = b'{"decision":' + b"[" * 900 + b"]" * 900 + b"}"
        assert desk.post("/v1/judgements", content=deep).status_code == 422


def test_every_answer_carries_the_guards(shown):
    for path in ("/", "/v1/health", "/v1/none", "/v1/incidents?limit=0", "/x.js"):
        headers = shown.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_map_of_others_is_the_only_third_party(store):
    with served(store, map_style="https://maps.example/style.json") as desk:
        policy = desk.get("/").headers["content-security-policy"]
        assert "connect-src 'self' https://maps.example;" in policy
        assert "img-src 'self' data: blob: https://maps.example;" in policy
        assert policy.count("http") == policy.count("https://maps.example") == 3
        assert "script-src 'self';" in policy
