"""Serving: the desk and its API over one store (docs/api.md).

`create_app` gives the ASGI application, `run` serves it until it is stopped.
"""

from marsad.serving.app import create_app
from marsad.serving.schema import described
from marsad.serving.server import bound, check_bind, is_loopback, run

__all__ = ["bound", "check_bind", "create_app", "described", "is_loopback", "run"]
