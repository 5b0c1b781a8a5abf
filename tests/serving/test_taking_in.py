"""Reports on their way in: pasted texts, files, and what comes with bad intentions."""

from __future__ import annotations

import socket
from urllib.parse import quote

import pytest

from marsad.serving.routes.taking_in import safe_name
from tests.serving.conftest import SCRIPT, items

TEXT = "Rebels seized Hillcrest from government forces on 5 May 2021, the army said."


def paste(desk, **more):
    row = {"text": TEXT, "outlet": "Radio 9", "published": "2021-05-05", **more}
    return desk.post("/v1/documents", json=row)


def send(desk, name: str, data: bytes):
    return desk.post(
        "/v1/files",
        params={"name": name},
        content=data,
        headers={"Content-Type": "application/octet-stream"},
    )


def test_a_pasted_text_is_read_and_in_the_picture(desk):
    job = paste(desk).json()
    assert job["state"] == "done", job
    assert job["added"] == {"added": 1}
    (document,) = job["documents"]
    told = desk.get(f"/v1/documents/{document}").json()
    assert told["text"] == TEXT
    assert told["outlet"] == "Radio 9"
    assert desk.get(f"/v1/jobs/{job['id']}").json()["state"] == "done"
    again = paste(desk).json()
    assert again["added"] == {"known": 1}
    assert again["documents"] == []


def test_a_file_is_taken_in_under_its_own_name(desk):
    page = f"<html><head><title>T</title></head><body><p>{TEXT}</p></body></html>"
    job = send(desk, "reports/may/page.html", page.encode()).json()
    assert job["state"] == "done"
    job = send(desk, "broken.pdf", b"%PDF-1.4 nothing").json()
    assert job["state"] == "done"
    assert job["added"] == {"refused": 1}
    assert job["issues"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("report.txt", "report.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/shadow", "shadow"),
        ("a/../../b.txt", "b.txt"),
        (".hidden", "hidden"),
        ("..", "report"),
        ("x\x00.txt", "x_.txt"),
        (f"{SCRIPT}.html", "script_.html"),
        ("a" * 500 + ".pdf", "a" * 120 + ".pdf"),
        ("COM1 /?*.txt", "_.txt"),
        ("тест.txt", "тест.txt"),
    ],
)
def test_a_files_name_leads_nowhere(name, safe):
    made = safe_name(name)
    assert made == safe
    assert "/" not in made
    assert not made.startswith(".")


def test_no_address_is_ever_fetched(desk, monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("something was fetched")

    items(desk, "/claims")
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for url in (
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:8484/v1/session",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "https://example.org/page",
    ):
        job = paste(desk, url=url, text=f"{TEXT} {url}")
        assert job.status_code == 201, job.text
        assert job.json()["state"] == "done"
    html = b'<html><body><img src="http://169.254.169.254/x"><p>' + TEXT.encode()
    assert send(desk, "page.html", html).json()["state"] == "done"
    eml = b"From: a@b\nSubject: s\nContent-Type: text/html\n\n" + html
    assert send(desk, "mail.eml", eml).json()["state"] == "done"


def test_only_addresses_that_a_browser_may_follow_are_links(desk):
    job = paste(desk, url="javascript:alert(1)").json()
    assert desk.get(f"/v1/documents/{job['documents'][0]}").json()["url"] is None


def test_script_in_title_text_outlet_and_name_stays_words(desk):
    job = paste(
        desk, title=SCRIPT, outlet=SCRIPT, text=f"{SCRIPT} {TEXT} {SCRIPT}"
    ).json()
    told = desk.get(f"/v1/documents/{job['documents'][0]}")
    assert told.headers["content-type"] == "application/json"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.json()["title"] == SCRIPT
    assert send(desk, f"{SCRIPT}.html", TEXT.encode()).status_code == 201
    page = desk.get("/v1/brief?from=2021-05-01&to=2021-05-06&format=html")
    assert SCRIPT not in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_what_a_spreadsheet_would_run_is_disarmed(desk):
    paste(desk, title="=cmd|'/c calc'!A1", outlet="@SUM(1)")
    for line in desk.get("/v1/claims?format=csv").text.splitlines()[1:]:
        cells = line.split(",")
        assert not any(c.strip('"').startswith(("=", "@", "+")) for c in cells)


NO_TEXTS = (
    {"text": ""},
    {"outlet": ""},
    {"published": "soon"},
    {"language": "x"},
    {"path": "/etc/passwd"},
    {"claims": []},
    {"text": "a" * 2_000_001},
)


def test_a_text_that_cannot_be_taken_in_is_told(desk):
    for row in NO_TEXTS:
        said = paste(desk, **row)
        if said.status_code == 201:
            assert said.json()["issues"]
        else:
            assert said.status_code in (413, 422)
            assert said.json()["detail"]


INJECTED = (
    "' OR 1=1 --",
    '"; DROP TABLE claim; --',
    "%' UNION SELECT password FROM account --",
    "x') OR ('1'='1",
    "\\",
    "%",
    "_",
    "NEAR(a b)",
    'a" OR "b',
    "*",
    "\x00",
    "😀",
)


@pytest.mark.parametrize("words", INJECTED)
def test_words_are_never_taken_for_sql(shown, words):
    before = shown.get("/v1/meta").json()["counts"]
    for path, field in (
        ("/documents", "text"),
        ("/documents", "source"),
        ("/incidents", "actor"),
        ("/claims", "document"),
        ("/claims", "text"),
        ("/search", "q"),
        ("/judgements", "about"),
    ):
        said = shown.get(f"/v1{path}", params={field: words})
        assert said.status_code in (200, 404, 422), (path, said.text)
        if said.status_code == 200 and path == "/claims" and words not in "%_\\*":
            assert said.json()["items"] == []
    said = shown.get(f"/v1/ids/{quote(words, safe='')}")
    assert said.status_code in (404, 422), said.text
    assert shown.get("/v1/meta").json()["counts"] == before
