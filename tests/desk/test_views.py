"""Every view: what axe finds, another language, other screens, the address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.conftest import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
VIEWS = (
    "#/situation",
    "#/situation?tab=control&to=2024-11-30",
    "#/situation?tab=counts",
    "#/states/agreements",
    "#/states/routes",
    "#/states/losses",
    "#/states/displacement",
    "#/states/tolls",
    "#/brief/2024-11-30",
    "#/review",
    "#/actors",
    "#/actors/state:SY:military",
    "#/sources",
    "#/documents",
    "#/add",
    "#/search?q=Aleppo",
)
SERIOUS = ("serious", "critical")


def first_of(page, kind: str) -> str:
    """The id of the first thing of a kind, as the API tells it."""
    return page.evaluate(
        "async kind => (await (await fetch(`/v1/${kind}?limit=1`)).json()).items[0].id",
        kind,
    )


def faults(page) -> list[str]:
    """What axe finds that is serious."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there: run `make desk`")
@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-GB"), ("dark", "ar")])
def test_axe_finds_nothing_serious(desks, scheme, locale):
    desk = desks(color_scheme=scheme, locale=locale, bypass_csp=True)
    page = desk.open("#/situation")
    page.wait_for_selector("[role=option]")
    opened = [
        f"#/{kind}/{first_of(page, kind)}"
        for kind in ("incidents", "documents", "sources")
    ]
    for view in (*VIEWS, *opened):
        page.goto(f"{desk.address}/{view}")
        page.wait_for_selector("h1, h2")
        page.wait_for_load_state("networkidle")
        assert not faults(page), view


def test_arabic_is_written_from_right_to_left(desks):
    desk = desks(locale="ar")
    page = desk.open("#/situation")
    page.wait_for_selector("[role=option]")
    desk.wait_for_map()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.get_by_role("tab", name="الحوادث").is_visible()
    page.get_by_role("button", name="English").click()
    assert page.evaluate("document.documentElement.dir") == "ltr"
    assert page.get_by_role("tab", name="Incidents").is_visible()


@pytest.mark.parametrize("view", ["#/situation", "#/review", "#/brief/2024-11-30"])
def test_a_phone_shows_it_without_sideways_scrolling(desks, view):
    desk = desks(viewport={"width": 390, "height": 844}, has_touch=True)
    page = desk.open(view)
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert page.get_by_role("button", name="Menu").is_visible()


def test_the_address_holds_the_whole_picture(desks):
    first = desks()
    page = first.open("#/situation?type=strike&from=2024-11-27&to=2024-11-29")
    page.wait_for_selector("[role=option]")
    page.locator("[id^=row-]").first.click()
    page.wait_for_selector(".opened-one h1")
    title = page.locator(".opened-one h1").inner_text()
    count = page.locator("#tab-incidents .soft").inner_text()
    second = desks()
    other = second.open(page.url.split("/", 3)[3])
    other.wait_for_selector(".opened-one h1")
    assert other.locator(".opened-one h1").inner_text() == title
    assert other.locator("#tab-incidents .soft").inner_text() == count
    other.keyboard.press("Escape")
    other.wait_for_selector(".opened-one", state="detached")


def test_no_more_than_450_kb_of_script_at_first(desk):
    import gzip

    asked: list[Path] = []
    built = ROOT / "marsad/serving/desk"
    desk.page.on(
        "request",
        lambda request: (
            asked.append(built / request.url.removeprefix(desk.address + "/"))
            if request.url.endswith(".js")
            else None
        ),
    )
    desk.open("")
    desk.wait_for_map()
    size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in set(asked))
    assert asked
    assert size <= 450_000


def test_no_answer_says_what_to_do(desks):
    desk = desks()
    page = desk.page
    page.route("**/v1/meta", lambda route: route.abort())
    desk.open("")
    page.get_by_role("alert").wait_for()
    assert "marsad serve" in page.get_by_role("alert").inner_text()
    page.unroute("**/v1/meta")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector("[role=option]")
    desk.wrong.clear()  # the refused request is in the console, as it should be
