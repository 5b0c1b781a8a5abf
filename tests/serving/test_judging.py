"""What people decide: kept, told, undone; by two at once, and through a kill."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from marsad.store import Store, judgements
from tests.serving.conftest import items, served


def decide(desk, **what):
    return desk.post("/v1/judgements", json=what)


def test_a_rejected_claim_leaves_the_picture_and_comes_back(desk):
    (taking,) = items(desk, "/incidents", place="Northford")
    claims = desk.get(f"/v1/incidents/{taking['id']}").json()["claim_items"]
    tag = desk.get("/v1/incidents").headers["etag"]
    made = decide(desk, decision="reject", subject=claims[0]["id"], reason="misread")
    assert made.status_code == 201
    told = made.json()
    assert told["judgement"]["reason"] == "misread"
    assert taking["id"] in {g["group"]["id"] for g in told["changes"]["groups"]}
    again = desk.get("/v1/incidents", headers={"If-None-Match": tag})
    assert again.status_code == 200
    (after,) = items(desk, "/incidents", place="Northford")
    assert after["claims"] == taking["claims"] - 1
    number = told["judgement"]["number"]
    undone = desk.post(f"/v1/judgements/{number}/undo", json={"reason": "it was so"})
    assert undone.status_code == 201
    (back,) = items(desk, "/incidents", place="Northford")
    assert (back["id"], back["claims"]) == (taking["id"], taking["claims"])
    listed = desk.get("/v1/judgements").json()
    assert [j["decision"] for j in listed] == ["undo", "reject"]
    assert desk.post(f"/v1/judgements/{number}/undo", json={}).status_code == 422


def test_a_split_and_a_merge_say_what_became_of_the_ids(desk):
    (taking,) = items(desk, "/incidents", place="Northford")
    first, second = desk.get(f"/v1/incidents/{taking['id']}").json()["claim_items"]
    split = decide(desk, decision="different", subject=first["id"], other=second["id"])
    new = [g for g in split.json()["changes"]["groups"] if g["change"] == "new"]
    assert len(new) == 1
    desk.post(f"/v1/judgements/{split.json()['judgement']['number']}/undo", json={})
    (whole,) = items(desk, "/incidents", place="Northford")
    for name in (taking["id"], new[0]["group"]["id"]):
        assert desk.get(f"/v1/incidents/{name}").json()["id"] == whole["id"]


def test_a_corrected_slot_counts_and_says_who_corrected_it(desk):
    claim = items(desk, "/claims", place="Lakeside")[0]
    value = [{"what": "killed", "who": "civilians", "low": 6, "high": 6, "text": "six"}]
    made = decide(
        desk,
        decision="correct",
        subject=claim["id"],
        slot="figures",
        value=value,
        reason="the list of names",
    )
    assert made.status_code == 201, made.text
    after = desk.get(f"/v1/claims/{claim['id']}").json()
    assert after["figures"][0]["low"] == 6
    assert "the list of names" in after["reasons"][-1]
    assert after["judgements"] == [made.json()["judgement"]["number"]]


def test_what_goes_against_a_decision_is_refused(desk):
    claim = items(desk, "/claims")[0]["id"]
    assert decide(desk, decision="confirm", subject=claim).status_code == 201
    said = decide(desk, decision="reject", subject=claim)
    assert said.status_code == 409
    assert said.json()["code"] == "contradiction"


NONSENSE = (
    ({"decision": "confirm", "subject": "c-none"}, 404),
    ({"decision": "same", "subject": "r1#c1"}, 422),
    ({"decision": "same", "subject": "r1#c1", "other": "r1#c1"}, 422),
    ({"decision": "correct", "subject": "r1#c1"}, 422),
    ({"decision": "correct", "subject": "r1#c1", "slot": "by", "value": 1}, 422),
    ({"decision": "correct", "subject": "r1#c1", "slot": "kind", "value": 1}, 422),
    ({"decision": "split", "subject": "r1#c1", "claims": []}, 422),
    ({"decision": "withdraw", "subject": "r1#c1"}, 422),
    ({"decision": "doubt", "subject": "r1#c1"}, 422),
    ({"decision": "confirm", "subject": "r1#c1", "by": "somebody else"}, 422),
    ({}, 422),
)


def test_what_cannot_be_decided_is_refused_in_words(desk):
    for what, status in NONSENSE:
        said = decide(desk, **what)
        assert said.status_code == status, (what, said.text)
        assert said.json()["detail"]
    assert desk.get("/v1/judgements").json() == []


def test_a_source_is_rated_and_withdrawn(desk):
    source = items(desk, "/sources")[0]["id"]
    said = desk.put(
        f"/v1/sources/{source}/reliability", json={"reliability": "B", "reason": "ours"}
    )
    assert said.json()["reliability"] == "B"
    (note,) = desk.get("/v1/judgements", params={"about": source}).json()
    assert "B" in note["reason"]
    assert items(desk, "/sources", reliability="B")[0]["id"] == source
    decide(desk, decision="withdraw", subject=source)
    assert source not in {s["id"] for s in items(desk, "/sources")}
    said = desk.put("/v1/sources/none/reliability", json={"reliability": "B"})
    assert said.status_code == 404
    said = desk.put(f"/v1/sources/{source}/reliability", json={"reliability": "G"})
    assert said.status_code == 422


def test_two_who_decide_at_once_lose_nothing(store):
    """Two desks over one store, as two browsers with a server each."""
    other = Store.open(store.name)
    with served(store) as one, served(other) as two:
        claims = [c["id"] for c in items(one, "/claims")]
        notes = [(desk, c) for c in claims for desk in (one, two)]

        def note(pair):
            desk, claim = pair
            return decide(desk, decision="note", subject=claim, reason="seen")

        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(note, notes))
        assert {m.status_code for m in made} == {201}
        numbers = {m.json()["judgement"]["number"] for m in made}
        assert len(numbers) == len(notes)
        with store.reading() as db:
            assert len(judgements.history(db)) == len(notes)
        # and each sees what the other decided
        decide(two, decision="reject", subject=claims[0])
        assert claims[0] in {j["subject"] for j in one.get("/v1/judgements").json()}
        incidents = [i["id"] for i in items(one, "/incidents")]
        assert incidents == [i["id"] for i in items(two, "/incidents")]
    other.close()
