"""Running the desk: binding, opening a browser, and stopping cleanly."""

from __future__ import annotations

import asyncio
import gc
import ipaddress
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from marsad.errors import SettingsError
from marsad.serving.desk import Desk
from marsad.store import Store, accounts

GRACE_SECONDS = 5
"""How long a stop waits for answers on their way."""


def is_loopback(host: str) -> bool:
    """Whether a bind address is of this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_bind(host: str, store: Store) -> None:
    """Raises SettingsError where others could reach a desk that asks nobody's name."""
    if is_loopback(host):
        return
    with store.reading() as db:
        if not accounts.exist(db):
            raise SettingsError(
                f"on {host} others reach the desk, and it has no accounts: make one "
                "with `marsad user add NAME --role admin`, or leave --host out"
            )


class _Server(uvicorn.Server):
    """A server that ends its event streams first, so that they do not hold it up."""

    def __init__(
        self, config: uvicorn.Config, desk: Desk, ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._desk, self._ready = desk, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and then say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        self._desk.live.close()
        await super().shutdown(sockets)


def bound(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port` (0: any free one). Raises SettingsError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol told, answers are not held back for the one before (Nagle).
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except (OSError, OverflowError) as wrong:
        made.close()
        raise SettingsError(
            f"cannot listen on {host} port {port} ({wrong}); name another with --port"
        ) from wrong
    return made


def run(app: FastAPI, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve `app` until it is told to stop (SIGINT, SIGTERM); `ready` is called once it
    listens."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
        limit_concurrency=500,
    )
    # A picture is many small objects that live long.
    gc.set_threshold(200_000, 20, 20)
    server = _Server(config, app.state.desk, ready)
    try:
        asyncio.run(server.serve([listening]))
    finally:
        listening.close()
