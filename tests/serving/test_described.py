"""Schemathesis over the API's own description: whatever is asked, nothing fails, and
every answer is of the shape that was promised."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from marsad.serving import create_app
from marsad.settings import Settings
from marsad.store import Store

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
LEFT_OUT = {
    "/v1/events": "never ends",
    "/v1/samples": "reads for a minute",
}
QUICKLY = settings(
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(made, tmp_path_factory):
    """The API over a store with the corpus, as it describes itself."""
    path = tmp_path_factory.mktemp("described") / "war.db"
    path.write_bytes(made.read_bytes())
    store = Store.open(str(path))
    app = create_app(store, Settings())
    host = {"Host": "localhost"}
    yield schemathesis.openapi.from_asgi("/v1/openapi.json", app, headers=host)
    app.state.desk.close()
    store.close()


def test_nothing_fails_whatever_is_asked(described):
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.path in LEFT_OUT:
            continue
        asked += 1

        @QUICKLY
        @given(case=operation.as_strategy())
        def check(case):
            case.call_and_validate(headers={"Host": "localhost"}, checks=CHECKS)

        check()
    assert asked > 30
