"""The desk's own pages: what the build of the front end left in `desk/`.

Any address that is no file is a state of the desk, and gets its first page. Where
nothing was built, a plain page says how to.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from marsad.serving.desk import DESK
from marsad.serving.problems import Refused, response_of

ZIPPED = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".webmanifest"})
"""What is compressed on the way. Not the map: parts of it are asked for by Range."""
LASTING = "public, max-age=31536000, immutable"
"""Files whose names carry a hash of what is in them never change."""
NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>marsad</title>
<h1>The desk is not built here</h1>
<p>This marsad runs from a checkout, and the pages of the desk were not built yet.
Build them once, which takes a minute and needs the network:</p>
<pre>make desk</pre>
<p>An installed marsad (<code>pip install .</code>) has them. The API is at work
meanwhile: <a href="/v1/meta">/v1/meta</a>, <a href="/v1/openapi.json">its
description</a>, and <a href="/v1/brief?format=html">the brief of the last day</a>.</p>
</html>
"""


class DeskPages:
    """Serves the files of `folder`."""

    def __init__(self, folder: Path = DESK) -> None:
        self._folder = folder
        self._files = StaticFiles(directory=folder, check_dir=False)
        self._zipped = GZipMiddleware(self._files, minimum_size=1400, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        path = str(scope["path"])
        if scope["method"] not in ("GET", "HEAD") or path.startswith("/v1"):
            wrong = Refused(404, "not_found", f"there is no {path}")
            await response_of(wrong)(scope, receive, send)
            return
        if not (self._folder / "index.html").is_file():
            page: Response = HTMLResponse(NOT_BUILT, 200 if path == "/" else 404)
            await page(scope, receive, send)
            return
        inner = {**scope, "path": path, "root_path": ""}
        ending = Path(path).suffix
        send = _lasting(send, LASTING if path.startswith("/assets/") else "no-cache")
        try:
            if ending in ZIPPED:
                await self._zipped(inner, receive, send)
            else:
                await self._files(inner, receive, send)
        except HTTPException as wrong:
            if wrong.status_code != 404 or ending:
                await response_of(wrong)(scope, receive, send)
                return
            await FileResponse(self._folder / "index.html")(inner, receive, send)


def _lasting(send: Send, words: str) -> Send:
    """`send`, with what a browser is told of how long a file that is there lasts."""

    async def with_words(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < 400:
            words_of = MutableHeaders(scope=message)
            words_of["Cache-Control"] = words
        await send(message)

    return with_words
