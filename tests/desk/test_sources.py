"""What the desk is built from; no browser is needed for this."""

from __future__ import annotations

import json
import re
import subprocess

from tests.desk.conftest import MARSAD, ROOT

WEB = ROOT / "web"
MOST_BASEMAP = 9_000_000
OURS = ("schema.ts",)


def test_types_are_those_of_the_api(tmp_path):
    told = tmp_path / "openapi.json"
    subprocess.run(
        [*MARSAD, "serve", "--openapi", str(told)],
        check=True, capture_output=True, cwd=tmp_path,
    )  # fmt: skip
    kept = json.loads((WEB / "openapi.json").read_text(encoding="utf-8"))
    assert json.loads(told.read_text(encoding="utf-8")) == kept, (
        "the API has changed: run `npm run types` in web/"
    )


def test_the_lock_names_no_registry():
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "registry" not in lock


def test_the_basemap_is_small():
    files = list((WEB / "public/map").glob("*.pmtiles"))
    assert len(files) == 2
    assert sum(file.stat().st_size for file in files) <= MOST_BASEMAP


def test_one_file_fetches_and_one_drives_the_map():
    fetching, driving = set(), set()
    for file in (WEB / "src").rglob("*"):
        if file.suffix not in {".ts", ".svelte"} or file.name in OURS:
            continue
        text = file.read_text(encoding="utf-8")
        if re.search(r"\bfetch\(`|\bfetch\(url|new EventSource|XMLHttpRequest", text):
            fetching.add(file.name)
        if re.search(r'^import (?!type).*from "maplibre-gl', text, re.M):
            driving.add(file.name)
    assert fetching == {"api.ts"}
    assert driving == {"map.ts"}


def test_page_text_is_never_html():
    for file in (WEB / "src").rglob("*.svelte"):
        text = file.read_text(encoding="utf-8")
        assert "{@html" not in text, file.name
        assert "innerHTML" not in text, file.name
