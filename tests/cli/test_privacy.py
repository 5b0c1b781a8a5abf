"""Nobody hears of it that marsad is used, nor of what it reads."""

from __future__ import annotations

import json
import os
import subprocess

from tests.cli.conftest import MARSAD

REPORT = {
    "doc_id": "a",
    "outlet": "Radio Example",
    "published": "2024-11-30",
    "title": "",
    "text": "Rebels seized the town of Ostrow on Friday and killed 12 soldiers.",
}


def test_the_runtime_of_the_networks_keeps_no_record_to_send(tmp_path):
    """onnxruntime would leave a number for this machine and its events in the cache,
    and send them; on a machine that tests it does so only without `CI`."""
    (tmp_path / "one.jsonl").write_text(json.dumps(REPORT), "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    quieting = ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    env = {k: v for k, v in os.environ.items() if k not in quieting}
    env |= {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    read = ["read", "one.jsonl", "-o", "claims.jsonl", "--quiet"]
    subprocess.run([*MARSAD, *read], cwd=tmp_path, env=env, check=True)
    assert json.loads((tmp_path / "claims.jsonl").read_text("utf-8"))["claims"]
    kept = {p.relative_to(home).parts[:2] for p in home.rglob("*") if p.is_file()}
    assert kept <= {("cache", "marsad"), (".cache", "marsad")}
