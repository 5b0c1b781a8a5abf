"""The desk's own pages: as built, in parts, or not built at all."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from marsad.serving.pages import DeskPages


@pytest.fixture
def pages(tmp_path):
    built = tmp_path / "desk"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>desk</title>")
    (built / "assets" / "app-1a2b.js").write_text("let a = 1;\n" * 500)
    (built / "base.pmtiles").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "secret.txt").write_text("secret")
    return TestClient(DeskPages(built))


def test_files_are_served_and_every_state_gets_the_first_page(pages):
    for path in ("/", "/incident/i-1", "/brief", "/index.html"):
        said = pages.get(path)
        assert said.status_code == 200
        assert "<title>desk" in said.text
        assert said.headers["cache-control"] == "no-cache"
    script = pages.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "gzip"})
    assert script.headers["content-encoding"] == "gzip"
    assert "immutable" in script.headers["cache-control"]
    assert pages.get("/assets/none.js").status_code == 404


def test_the_map_is_sent_in_parts_and_never_compressed(pages):
    asked = {"Range": "bytes=256-511", "Accept-Encoding": "gzip"}
    said = pages.get("/base.pmtiles", headers=asked)
    assert said.status_code == 206
    assert said.content == bytes(range(256))
    assert said.headers["content-range"] == "bytes 256-511/5120"
    assert "content-encoding" not in said.headers
    tag = said.headers["etag"]
    assert pages.get("/base.pmtiles", headers={"If-None-Match": tag}).status_code == 304
    beyond = {"Range": "bytes=9999-"}
    assert pages.get("/base.pmtiles", headers=beyond).status_code == 416


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/..%2fsecret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%00.txt",
    ],
)
def test_nothing_beside_the_folder_is_served(pages, path):
    said = pages.get(path)
    assert "secret" not in said.text
    assert "root:" not in said.text
    assert said.status_code in (200, 400, 404)


def test_only_what_is_read_is_served(pages):
    for method in ("POST", "PUT", "DELETE"):
        assert pages.request(method, "/index.html").status_code == 404


def test_where_nothing_is_built_a_page_says_how_to(tmp_path):
    pages = TestClient(DeskPages(tmp_path / "none"))
    said = pages.get("/")
    assert said.status_code == 200
    assert "make desk" in said.text
    assert pages.get("/assets/app.js").status_code == 404
