"""What was asked and what went wrong is found in the log by the request id; of faults clients are told no more."""

from __future__ import annotations

import orjson
import pytest

from tests.kit.one_query import QUERY
from tests.kit.served import REQUEST_ID, Served, access_token


async def test_a_fault_is_answered_with_the_request_id_alone(served: Served) -> None:
    served.shop.subgraphs["products"].broken = RuntimeError("secret cause")
    response = await served.post({"query": QUERY})
    assert response.status_code == 500
    assert response.json() == {
        "errors": [
            {
                "message": "Internal server error",
                "extensions": {"code": "INTERNAL_SERVER_ERROR", "requestId": REQUEST_ID},
            }
        ]
    }
    fault = next(line for line in served.logged() if line["event"] == "request failed")
    assert fault["request_id"] == REQUEST_ID
    assert "secret cause" in fault["exception"]


async def test_what_a_subgraph_said_stands_in_the_log_under_the_request_id(served: Served) -> None:
    served.shop.subgraphs["products"].broken = ConnectionError("refused at 10.0.0.7")
    answer = await served.ask(QUERY)
    assert "10.0.0.7" not in orjson.dumps(answer).decode()
    problem = next(line for line in served.logged() if line["event"] == "subgraph problem")
    assert (problem["request_id"], problem["subgraph"]) == (REQUEST_ID, "products")
    assert "10.0.0.7" in problem["said"]


@pytest.mark.parametrize("given", ["short", "with space in it", "x" * 65, "line\tfeed-1"])
async def test_a_request_id_that_is_not_well_formed_is_replaced(served: Served, given: str) -> None:
    response = await served.post({"query": QUERY}, x_request_id=given)
    assert response.headers["x-request-id"] != given
    assert len(response.headers["x-request-id"]) == 24


async def test_the_request_id_goes_to_the_subgraphs_too(served: Served) -> None:
    await served.ask(QUERY)
    assert served.shop.subgraphs["products"].headers[0]["x-request-id"] == REQUEST_ID


async def test_every_operation_is_logged_with_its_document_and_code_but_no_token(served: Served) -> None:
    await served.stored("shelf", access_token())
    await served.ask("{ nothing }")
    stored, refused = [line for line in served.logged() if line["event"] == "answered"]
    assert (stored["document"], stored["code"]) == ("Shelf", "OK")
    assert (refused["document"], refused["code"]) == (None, "GRAPHQL_VALIDATION_FAILED")
    assert access_token().encode() not in served.log.getvalue()
