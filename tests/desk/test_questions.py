"""What an analyst asks of the desk on its first day, answered by clicks alone."""

from __future__ import annotations

import re


def test_who_says_saraqeb_fell_and_when_was_that_known(desk):
    page = desk.open("")
    page.get_by_role("searchbox", name="Search claims and documents").fill("Saraqeb")
    page.keyboard.press("Enter")
    incidents = page.locator("section").filter(
        has=page.get_by_role("heading", name=re.compile("^Incidents"))
    )
    incidents.get_by_role("link", name=re.compile("Saraqeb")).first.click()
    page.locator("#origins").wait_for()
    told = page.locator("main").inner_text()
    assert "First told\n29 Nov 2024" in told
    origins = page.locator("#origins").inner_text()
    assert "Syrian Observatory for Human Rights" in origins
    assert "captured Saraqeb" in origins


def test_how_many_were_killed_by_30_november_according_to_whom(desk):
    page = desk.open("")
    page.get_by_label("To", exact=True).first.fill("2024-11-30")
    page.get_by_role("tab", name="Counts").click()
    killed = page.locator("article").filter(has_text="Killed · all").first
    killed.wait_for()
    told = killed.inner_text()
    assert re.search(r"30 Nov\s+301 or more", told)
    assert "Syrian Observatory for Human Rights" in told
    assert "Dec" not in told


def test_what_the_army_denied(desk):
    page = desk.open("#/actors")
    page.get_by_role("searchbox", name="Find an actor").fill("Syrian military")
    page.get_by_role("link", name="Syrian military", exact=True).click()
    denied = page.locator("section").filter(
        has=page.get_by_role("heading", name=re.compile("^Denies"))
    )
    denied.first.wait_for()
    told = denied.first.inner_text()
    assert "could not hold their positions" in told
    assert "30 Nov 2024" in told


def test_which_places_changed_hands_on_30_november(desk):
    page = desk.open("#/situation?from=2024-11-30&to=2024-11-30")
    page.get_by_role("tab", name="Control").click()
    page.get_by_role("heading", name=re.compile("^Changed hands")).wait_for()
    page.locator("li", has_text="→").first.wait_for()
    rows = page.locator("li", has_text="→").all_inner_texts()
    assert all("30 Nov 2024" in row for row in rows)
    page.get_by_role("link", name="sentence 1").first.click()
    page.locator("q").first.wait_for()


def test_what_was_known_earlier(desk):
    page = desk.open("")
    count = page.locator("#tab-incidents .soft")
    count.wait_for()
    now = int(count.inner_text())
    page.get_by_label("Known at").first.fill("2024-11-30T12:00")
    page.get_by_text("As known at 30 Nov 2024, 12:00 UTC").wait_for()
    page.wait_for_function(
        "now => Number(document.querySelector('#tab-incidents .soft').innerText) < now",
        arg=now,
    )
    assert 0 < int(count.inner_text()) < now
    assert "as_of=2024-11-30T12" in page.url
