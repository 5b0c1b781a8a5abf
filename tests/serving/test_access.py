"""Who may do what: the own desk, accounts, tokens, lock-out, other sites' pages."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from marsad.errors import InputError, SettingsError
from marsad.serving import check_bind, is_loopback
from marsad.serving.passwords import hashed
from marsad.store import accounts
from tests.serving.conftest import PASSWORD, items, served, sign_in

FROM_ELSEWHERE = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}


def judge(client, headers=None):
    claim = items(client, "/claims")[0]["id"]
    asked = {"decision": "confirm", "subject": claim}
    return client.post("/v1/judgements", json=asked, headers=headers)


# -- one's own desk -------------------------------------------------------------------


def test_the_own_desk_may_do_everything(desk):
    said = desk.get("/v1/session").json()
    assert said["access"] == "own"
    assert "judge" in said["can"]
    assert judge(desk).status_code == 201


def test_a_page_of_another_site_changes_nothing_on_the_own_desk(desk):
    assert judge(desk, FROM_ELSEWHERE).json()["code"] == "csrf"
    wrong = FROM_ELSEWHERE | {"X-CSRF-Token": "guessed"}
    assert judge(desk, wrong).status_code == 403
    said = desk.post("/v1/samples", headers={"Sec-Fetch-Site": "cross-site"})
    assert said.status_code == 403
    right = {"X-CSRF-Token": desk.get("/v1/session").json()["csrf"]}
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert judge(desk, ours | right).status_code == 201


def test_no_other_site_may_read_an_answer(shown):
    said = shown.get("/v1/incidents", headers=FROM_ELSEWHERE)
    assert "access-control-allow-origin" not in said.headers
    assert said.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8484", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8484", 200),
        ("LOCALHOST.", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:80", 421),
        ("", 421),
    ],
)
def test_a_name_that_was_led_to_this_machine_is_refused(shown, host, status):
    assert shown.get("/v1/session", headers={"Host": host}).status_code == status


def test_a_set_host_is_known(store):
    with served(store, hosts=("monitor.example",)) as desk:
        host = {"Host": "monitor.example"}
        assert desk.get("/v1/session", headers=host).status_code == 200
        host = {"Host": "other.example"}
        assert desk.get("/v1/session", headers=host).status_code == 421


def test_a_desk_without_accounts_is_not_bound_where_others_reach_it(store):
    for host in ("127.0.0.1", "localhost", "::1", "127.1.2.3"):
        assert is_loopback(host)
        check_bind(host, store)
    for host in ("0.0.0.0", "::", "192.168.1.2", "monitor.example", "8.8.8.8"):
        with pytest.raises(SettingsError, match="marsad user add"):
            check_bind(host, store)
    with store.writing() as db:
        accounts.add(db, "ana", "admin", None)
    check_bind("0.0.0.0", store)


# -- accounts -------------------------------------------------------------------------

SECRET = (
    *("/incidents", "/claims", "/documents", "/map", "/brief", "/search?q=x"),
    *("/events", "/issues", "/judgements", "/ids/r1", "/jobs/j-1", "/review"),
)


def test_with_accounts_a_visitor_sees_nothing(people):
    with served(people) as desk:
        for path in SECRET:
            said = desk.get(f"/v1{path}")
            assert said.status_code == 401, path
            assert said.json()["code"] == "sign_in"
        told = desk.get("/v1/meta").json()
        assert told["counts"] == {}
        assert told["newest"] is None
        assert desk.get("/v1/session").json()["role"] is None


CHANGES = (
    ("POST", "/judgements", {"decision": "confirm", "subject": "r1#c1"}),
    ("POST", "/judgements/1/undo", {}),
    ("PUT", "/sources/radio-1/reliability", {"reliability": "B"}),
    ("POST", "/documents", {"text": "x", "outlet": "y", "published": "2021-05-05"}),
    ("POST", "/samples", None),
)


@pytest.mark.parametrize("role", ["public", "viewer"])
def test_who_only_reads_changes_nothing(people, role):
    with served(people) as desk:
        headers = sign_in(desk, role)
        assert desk.get("/v1/incidents").status_code == 200
        for method, path, body in CHANGES:
            said = desk.request(method, f"/v1{path}", json=body, headers=headers)
            assert said.json()["code"] == "not_allowed", path


def test_an_analyst_signs_what_it_decides(people):
    with served(people) as desk:
        headers = sign_in(desk, "analyst")
        assert judge(desk).json()["code"] == "csrf"
        assert judge(desk, {"X-CSRF-Token": "x"}).status_code == 403
        made = judge(desk, headers).json()["judgement"]
        assert made["by"] == "analyst"


def test_signing_out_ends_the_session(people):
    with served(people) as desk:
        headers = sign_in(desk, "viewer")
        key = desk.cookies["marsad_session"]
        assert desk.delete("/v1/session", headers={}).status_code == 403
        assert desk.delete("/v1/session", headers=headers).status_code == 204
        desk.cookies["marsad_session"] = key
        assert desk.get("/v1/incidents").status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(people):
    with served(people) as desk:
        body = {"name": "viewer", "password": PASSWORD}
        cookie = desk.post("/v1/session", json=body).headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "secure" not in cookie
    with served(people) as desk:
        desk.base_url = "https://localhost"
        cookie = desk.post("/v1/session", json=body).headers["set-cookie"].lower()
        assert "secure" in cookie


def test_another_sites_page_signs_nobody_in(people):
    with served(people) as desk:
        body = {"name": "viewer", "password": PASSWORD}
        said = desk.post("/v1/session", json=body, headers=FROM_ELSEWHERE)
        assert said.status_code == 403


def test_five_failures_lock_a_name_out_whether_it_exists_or_not(people):
    with served(people) as desk:
        for name in ("viewer", "nobody"):
            body = {"name": name, "password": "wrong"}
            told = [desk.post("/v1/session", json=body) for _ in range(6)]
            assert [t.status_code for t in told] == [401] * 5 + [429]
            assert len({t.text for t in told[:5]}) == 1
            assert told[5].headers["retry-after"]
        right = {"name": "viewer", "password": PASSWORD}
        assert desk.post("/v1/session", json=right).status_code == 429
        assert sign_in(desk, "analyst")


def test_guesses_sent_at_once_are_each_counted(people, monkeypatch):
    looked_at = []
    asked = threading.Barrier(accounts.MOST_FAILURES, timeout=20)

    def slowly(_known, password):
        looked_at.append(password)
        asked.wait()  # all that are let through are here before one is answered
        return False

    monkeypatch.setattr("marsad.serving.passwords.fits", slowly)
    with served(people) as desk, ThreadPoolExecutor(8) as pool:
        said = pool.map(
            lambda guess: desk.post(
                "/v1/session", json={"name": "admin", "password": guess}
            ),
            [f"guess number {n}" for n in range(8)],
        )
        statuses = sorted(s.status_code for s in said)
    assert len(looked_at) == accounts.MOST_FAILURES
    assert statuses == [401] * 5 + [429] * 3


def test_a_token_reads_without_a_cookie_and_ends(people):
    with people.writing() as db:
        account = accounts.get(db, "analyst")
        token = accounts.add_token(db, account, "script", timedelta(days=1))
        old = accounts.add_token(db, account, "old", timedelta(days=-1))
    with served(people) as desk:
        bearer = {"Authorization": f"Bearer {token}"}
        assert desk.get("/v1/incidents", headers=bearer).status_code == 200
        claim = {"decision": "note", "subject": "r1#c1", "reason": "seen"}
        made = desk.post("/v1/judgements", json=claim, headers=bearer)
        assert made.status_code == 201
        for wrong in (f"Bearer {old}", "Bearer x", "Bearer", f"Basic {token}", "x y z"):
            said = desk.get("/v1/incidents", headers={"Authorization": wrong})
            assert said.status_code == 401, wrong
        with people.writing() as db:
            accounts.revoke_tokens(db, account)
        assert desk.get("/v1/incidents", headers=bearer).status_code == 401


def test_who_is_removed_is_out_at_once(people):
    with served(people) as desk:
        sign_in(desk, "viewer")
        with people.writing() as db:
            accounts.remove(db, "viewer")
        assert desk.get("/v1/incidents").status_code == 401


def test_accounts_made_while_it_runs_close_the_own_desk(store, password_hash):
    with served(store) as desk:
        assert desk.get("/v1/incidents").status_code == 200
        with store.writing() as db:
            accounts.add(db, "ana", "admin", password_hash)
        assert desk.get("/v1/incidents").status_code == 401


def test_a_copy_of_the_store_signs_nobody_in(people, tmp_path):
    with served(people) as desk:
        sign_in(desk, "viewer")
        key = desk.cookies["marsad_session"]
    with people.writing() as db:
        token = accounts.add_token(
            db, accounts.get(db, "viewer"), "t", timedelta(days=1)
        )
    people.close()
    kept = b"".join(p.read_bytes() for p in tmp_path.glob("war.db*"))
    for secret in (key, token, PASSWORD):
        assert secret.encode() not in kept


def test_a_short_password_and_a_taken_name_are_refused(store):
    with pytest.raises(InputError, match="short"):
        hashed("short")
    with store.writing() as db:
        accounts.add(db, "ana", "viewer", None)
    with pytest.raises(InputError, match="already"), store.writing() as db:
        accounts.add(db, "ana", "admin", None)
