"""`marsad serve`: the desk in the browser, and its API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.common import settings_for
from marsad.cli.options import StoreOption
from marsad.cli.output import write_out


def serve(
    store: StoreOption = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; others need accounts.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0: any free one.")
    ] = 8484,
    open_it: Annotated[
        bool, typer.Option("--open", help="Open it in the browser.")
    ] = False,
    openapi: Annotated[
        Path | None,
        typer.Option(
            "--openapi", metavar="FILE", help="Write the API's description, and stop."
        ),
    ] = None,
) -> None:
    """Open the desk on a store: map, timeline, claims and review in the browser.

    Without accounts it is one analyst's own desk, reached from this machine only. With
    accounts (`marsad user add`) people sign in, and it may listen on other addresses:
    put it behind a server that speaks HTTPS. Ctrl-C stops it; nothing decided is lost.

    \b
    Examples:
      marsad serve --open
      marsad serve --store war.db --port 9000
      marsad user add ana --role admin && marsad serve --host 0.0.0.0
      marsad serve --openapi openapi.json
    """
    from marsad import serving
    from marsad.store import Store

    settings = settings_for(store)
    if openapi is not None:
        unused = Store.open(":memory:", create=True)
        described = serving.described(serving.create_app(unused, settings))
        write_out(json.dumps(described, indent=1) + "\n", openapi)
        return
    opened = Store.open(settings.store, create=True)
    serving.check_bind(host, opened)
    listening = serving.bound(host, port)
    shown = "localhost" if serving.is_loopback(host) else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"

    def ready() -> None:
        typer.echo(f"the desk of {settings.store} is at {address} (Ctrl-C stops it)")
        if open_it:
            typer.launch(address)

    app = serving.create_app(opened, settings, loopback=serving.is_loopback(host))
    try:
        serving.run(app, listening, ready)
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
    finally:
        opened.close()
