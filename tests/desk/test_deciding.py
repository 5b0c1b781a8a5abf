"""Decisions on an incident's page and in review: split, correct, different."""

from __future__ import annotations

from tests.desk.test_working import asked


def incident_of_many(address: str) -> dict:
    """The incident with the most claims."""
    found = asked(address, "incidents?limit=200")["items"]
    return max(found, key=lambda one: one["claims"])


def claims_of(address: str, incident: str) -> set[str]:
    told = asked(address, f"incidents/{incident}")
    return {claim["id"] for claim in told["claim_items"]}


def test_a_claim_split_off_leaves_and_comes_back(desk, address):
    incident = incident_of_many(address)["id"]
    before = claims_of(address, incident)
    page = desk.open(f"#/incidents/{incident}")
    page.get_by_text("Split: some claims tell of another event").click()
    form = page.get_by_role("form", name="Split: some claims tell of another event")
    form.get_by_role("button").click()
    assert "at least one claim" in form.get_by_role("alert").inner_text()
    box = form.get_by_role("checkbox").first
    leaves = box.get_attribute("value")
    box.check()
    form.get_by_role("textbox").fill("another event")
    form.get_by_role("button", name="Split off 1 claim").click()
    page.get_by_text("Changed in the picture").wait_for()
    assert leaves not in claims_of(address, incident)
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("Undone.").wait_for()
    assert claims_of(address, incident) == before


def test_two_claims_told_apart_in_review_are_kept_apart(desk, address):
    page = desk.open("#/review")
    page.get_by_role("button", name="Confirm").wait_for()
    page.keyboard.press("d")
    dialog = page.get_by_role("dialog", name="Which is this claim not the same as?")
    dialog.get_by_role("listitem").get_by_role("button").first.wait_for()
    page.keyboard.press("1")
    page.get_by_text("Kept: ").wait_for()
    assert any(one["decision"] == "different" for one in asked(address, "judgements"))
    page.keyboard.press("u")
    page.get_by_text("Undone.").wait_for()


def test_arrow_keys_take_the_moment_to_the_one_before(desk):
    page = desk.open("#/situation")
    # It can be moved as soon as it is known where to.
    flag = page.get_by_role("slider", name="Known at", disabled=False)
    flag.focus()
    seen = []
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
        page.wait_for_function(
            "seen => new URLSearchParams(location.hash.split('?')[1]).get('as_of') "
            "&& !seen.includes(location.hash)",
            arg=seen,
        )
        seen.append(page.evaluate("location.hash"))
    assert len(set(seen)) == 2
