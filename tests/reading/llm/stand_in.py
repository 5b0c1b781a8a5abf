"""A stand-in for a model's server: answers as told, and remembers what was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]


class StandIn:
    """`answers` makes the claims from what was asked; `fail` holds status codes to
    answer with first."""

    def __init__(self, answers: Callable[[Asked], list[dict[str, Any]]]) -> None:
        self.answers = answers
        self.fail: list[int] = []
        self.asked: list[Asked] = []
        self.at: list[float] = []
        self.url = ""

    def reply(self, path: str, asked: Asked) -> tuple[int, dict[str, Any]]:
        self.at.append(time.monotonic())
        if self.fail:
            return self.fail.pop(0), {"error": {"message": "no", "type": "no"}}
        self.asked.append(asked)
        claims = {"claims": self.answers(asked)}
        if path.endswith("/messages"):
            return 200, _anthropic(asked, claims)
        return 200, _openai(asked, claims)


def told(asked: Asked) -> dict[str, Any]:
    """The document in a question."""
    words = asked["messages"][-1]["content"]
    if isinstance(words, list):
        words = "".join(part["text"] for part in words)
    document: dict[str, Any] = json.loads(words)
    return document


@contextmanager
def serving(stand_in: StandIn) -> Iterator[StandIn]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            asked = json.loads(self.rfile.read(size))
            code, body = stand_in.reply(self.path, asked)
            data = json.dumps(body).encode()
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _openai(asked: Asked, claims: dict[str, Any]) -> dict[str, Any]:
    name = asked["tools"][0]["function"]["name"]
    call = {"name": name, "arguments": json.dumps(claims)}
    message = {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "1", "type": "function", "function": call}],
    }
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 0,
        "model": asked["model"],
        "choices": [{"index": 0, "finish_reason": "tool_calls", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


def _anthropic(asked: Asked, claims: dict[str, Any]) -> dict[str, Any]:
    use = {"type": "tool_use", "id": "1", "name": asked["tools"][0]["name"]}
    return {
        "id": "1",
        "type": "message",
        "role": "assistant",
        "model": asked["model"],
        "content": [{**use, "input": claims}],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }
