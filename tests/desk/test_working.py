"""Working at the desk: taking in, reviewing, hostile reports."""

from __future__ import annotations

import json
import urllib.request

from tests.desk.conftest import served

HOSTILE = "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>"


def asked(address: str, path: str, body: object = None) -> object:
    """Ask the API as the desk does."""
    with urllib.request.urlopen(f"{address}v1/session", timeout=60) as answer:
        token = json.load(answer)["csrf"]
    request = urllib.request.Request(
        f"{address}v1/{path}",
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "X-CSRF-Token": token},
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def test_review_by_keys_alone(desk, address):
    page = desk.open("#/review")
    page.get_by_role("button", name="Confirm").wait_for()
    chosen = page.locator("[role=option][aria-selected=true]")
    first = chosen.get_attribute("id")
    page.keyboard.press("j")
    page.wait_for_function(
        "id => document.querySelector('[aria-selected=true]')?.id !== id", arg=first
    )
    page.keyboard.press("k")
    page.wait_for_function(
        "id => document.querySelector('[aria-selected=true]')?.id === id", arg=first
    )
    before = len(asked(address, "judgements"))
    page.keyboard.press("c")
    page.get_by_text("Kept: confirmed").wait_for()
    made = asked(address, "judgements")
    assert len(made) > before
    assert any(one["decision"] == "confirm" for one in made)
    page.keyboard.press("u")
    page.get_by_text("Undone.").wait_for()
    assert any(one["decision"] == "undo" for one in asked(address, "judgements"))


def test_keys_open_help_and_merging(desk):
    page = desk.open("#/review")
    page.get_by_role("button", name="Confirm").wait_for()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="Keys").wait_for(state="hidden")
    page.keyboard.press("m")
    page.get_by_role("dialog", name="Which incident").wait_for()


def test_two_at_once_lose_nothing(desks, address):
    one, two = desks(), desks()
    before = len(asked(address, "judgements"))
    for desk in (one, two):
        desk.open("#/review")
        desk.page.get_by_role("button", name="Confirm").wait_for()
    two.page.keyboard.press("j")
    one.page.keyboard.press("c")
    two.page.keyboard.press("c")
    for desk in (one, two):
        desk.page.get_by_text("Kept: confirmed").wait_for()
    assert len(asked(address, "judgements")) >= before + 2


def test_an_empty_store_offers_a_way_in(desks, tmp_path):
    with served(tmp_path / "new.db") as address:
        desk = desks(address)
        page = desk.open("")
        page.get_by_role("heading", name="Nothing in this store yet").wait_for()
        assert page.get_by_role("button", name="Look at the samples").is_visible()
        page.get_by_role("link", name="Paste a text").click()
        page.get_by_role("button", name="Add", exact=True).click()
        assert "Paste the text" in page.get_by_role("alert").inner_text()
        page.get_by_label("Text of the report").fill(
            f"Shelling killed three people in Idlib on Friday. {HOSTILE}"
        )
        page.get_by_label("Source").fill(f"Desk {HOSTILE}")
        page.get_by_label("Published on").fill("2024-11-30")
        page.get_by_label("Title").fill(f"Shelling {HOSTILE}")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("Done.").wait_for()
        page.get_by_role("link", name="Read d-").click()
        page.locator(".text").wait_for()
        assert "onerror" in page.locator(".text").inner_text()
        for view in ("#/documents", "#/sources", "#/situation", "#/search?q=Shelling"):
            page.goto(f"{desk.address}/{view}")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.hurt") is None
        desk.page.close()


def test_nothing_may_run_that_is_not_the_desks_own(desk):
    answer = desk.page.goto(desk.address)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
