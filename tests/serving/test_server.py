"""The server as a process: begun, killed, stopped while somebody listens."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
import urllib.request
from contextlib import contextmanager

from marsad.store import Store, judgements
from tests.cli.conftest import Marsad


@contextmanager
def running(home, store):
    """`marsad serve` on a free port; gives the process and its address."""
    log = home / "serve.log"
    with log.open("wb") as out:
        process = Marsad(home).start(
            "serve", "--store", str(store), "--port", "0",
            env={"PYTHONUNBUFFERED": "1"}, stdout=out,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 120
        while "http://" not in log.read_text("utf-8"):
            assert process.poll() is None, process.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield process, re.findall(r"http://\S+", log.read_text("utf-8"))[0]
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def asked(address: str, path: str, body: dict | None = None) -> dict:
    request = urllib.request.Request(
        f"{address}v1{path}",
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as said:
        return json.loads(said.read())


def test_a_killed_server_loses_no_judgement(made, tmp_path):
    path = tmp_path / "war.db"
    path.write_bytes(made.read_bytes())
    with running(tmp_path, path) as (process, address):
        claim = asked(address, "/claims?limit=1")["items"][0]["id"]
        decision = {"decision": "reject", "subject": claim, "reason": "misread"}
        made_then = asked(address, "/judgements", decision)["judgement"]
        process.send_signal(signal.SIGKILL)
        process.wait()
    store = Store.open(str(path))
    with store.reading() as db:
        (kept,) = judgements.live(db)
    assert (kept.number, kept.subject) == (made_then["number"], claim)
    store.close()


def test_a_stop_ends_the_streams_and_is_quick(made, tmp_path):
    path = tmp_path / "war.db"
    path.write_bytes(made.read_bytes())
    with running(tmp_path, path) as (process, address):
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as line:
            line.sendall(b"GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            heard = b""
            while b"event: hello" not in heard:
                heard += line.recv(4096)
            process.send_signal(signal.SIGTERM)
            while part := line.recv(4096):  # the stream ends, the line is closed
                heard += part
        assert process.wait(60) is not None
        assert b"Traceback" not in process.stderr.read()
    assert heard.endswith(b"0\r\n\r\n")
