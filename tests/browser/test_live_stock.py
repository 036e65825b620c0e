"""Stock on an open product page follows every change, as far as its viewer may see it, and says when it does not."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.kit.hearing import hearing
from tests.kit.house import DOCUMENT_IDS
from tests.kit.shop import stored
from tests.kit.shopping import number_on, order_button, with_cart

Visit = Callable[[str | None], Page]
Count = Callable[[str, str, int], None]
OPEN_TO_ME = "Für Sie verfügbar"


@pytest.fixture
def count(visit: Visit) -> Count:
    """Logistics finds so many pieces more (or less) of an article in a warehouse."""
    logistics = visit("logistics")

    def counted(sku: str, warehouse: str, difference: int) -> None:
        correction = {"sku": sku, "warehouse": warehouse, "difference": difference, "reason": "counted"}
        answer = stored(logistics, "CorrectStock", {"input": {"key": uuid.uuid4().hex, **correction}})
        assert answer["correctStock"]["userErrors"] == []

    return counted


@contextmanager
def till_following(page: Page, address: str, sku: str) -> Iterator[ClientConnection]:
    """The till of Eisen Vogt, following an article by graphql-transport-ws."""
    credentials = {"grant_type": "client_credentials", "client_id": "till@demo.example", "client_secret": "demo"}
    token = page.request.post("/auth/token", form=credentials).json()["access_token"]
    protocol = [Subprotocol("graphql-transport-ws")]
    with connect(f"{address.replace('http', 'ws', 1)}/graphql", subprotocols=protocol) as socket:
        socket.send(
            orjson.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}), text=True
        )
        assert _message(socket) == {"type": "connection_ack"}
        asked = {"documentId": DOCUMENT_IDS["StockChanges"], "variables": {"skus": [sku]}}
        socket.send(orjson.dumps({"id": "1", "type": "subscribe", "payload": asked}), text=True)
        yield socket


def told(socket: ClientConnection) -> dict[str, Any]:
    """The availability in the next event."""
    availability: dict[str, Any] = _message(socket)["payload"]["data"]["stockChanged"]["availability"]
    return availability


def _message(socket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = orjson.loads(socket.recv(timeout=20))
    return message


def following(page: Page, sku: str) -> Locator:
    """The availability on an article's page, once it follows every change."""
    page.goto(f"/product/{sku}")
    expect(page.get_by_test_id("live")).to_have_text("Live")
    return page.get_by_test_id("availability")


def pieces(availability: Locator) -> int:
    found = re.search(rf"{OPEN_TO_ME}\s*([\d.]+)", availability.inner_text())
    assert found, availability.inner_text()
    return int(found[1].replace(".", ""))


def test_a_change_of_stock_reaches_every_open_page_as_far_as_it_may_be_seen(
    visit: Visit, address: str, count: Count
) -> None:
    dealer, firm = following(visit("dealer"), "HW-1003"), following(visit("firm"), "HW-1003")
    before = pieces(dealer)
    expect(firm).to_contain_text("Lieferbar")
    with till_following(visit(None), address, "HW-1003") as till:
        assert told(till)["quantity"] == before
        count("HW-1003", "AT", -2)
        expect(dealer).to_contain_text(re.compile(rf"{OPEN_TO_ME}\s*{before - 2}"))
        assert told(till)["quantity"] == before - 2
        count("HW-1003", "DE-N", 2 - before)
        expect(dealer).to_contain_text("Bald lieferbar")
        expect(firm).to_contain_text("Bald lieferbar")
        assert told(till) == {"light": "YELLOW", "quantity": 0}
    expect(firm).not_to_contain_text(OPEN_TO_ME)


def test_the_page_asks_anew_for_the_quantity_that_was_chosen(visit: Visit, count: Count) -> None:
    page = visit("dealer")
    availability = following(page, "HW-1004")
    before = pieces(availability)
    page.get_by_label("Menge").fill(str(before))
    expect(availability).to_contain_text("Lieferbar")
    count("HW-1004", "DE-N", -1)
    expect(availability).not_to_contain_text(re.compile(r"(?<!Bald )Lieferbar"))


def test_a_lost_connection_is_told_made_anew_and_what_was_missed_is_asked_for(visit: Visit, count: Count) -> None:
    page = visit("dealer")
    sockets: list[WebSocketRoute] = []
    away = False

    def pass_on(socket: WebSocketRoute) -> None:
        if away:
            socket.close()
            return
        sockets.append(socket)
        socket.connect_to_server()

    page.route_web_socket("**/graphql", pass_on)
    availability = following(page, "HW-1001")
    before = pieces(availability)
    away = True
    sockets[0].close(code=1012)
    expect(page.get_by_test_id("live")).to_contain_text("Verbindung unterbrochen, Stand")
    count("HW-1001", "DE-N", -3)
    assert pieces(availability) == before
    away = False
    expect(page.get_by_test_id("live")).to_have_text("Live", timeout=20_000)
    expect(availability).to_contain_text(re.compile(rf"{OPEN_TO_ME}\s*{before - 3}"))


def test_a_page_that_could_not_ask_anew_says_of_which_moment_it_is(visit: Visit, count: Count) -> None:
    page = visit("dealer")
    availability = following(page, "HW-1002")
    before = pieces(availability)
    page.route("**/graphql", lambda route: route.abort())
    count("HW-1002", "DE-N", 1)
    expect(page.get_by_test_id("live")).to_contain_text("Stand")
    assert pieces(availability) == before


def test_what_one_dealer_orders_is_gone_for_all_who_watch_and_a_firm_learns_only_the_light(
    visit: Visit, address: str
) -> None:
    buyer, beside = visit("dealer"), visit("firm")
    heard = hearing(beside)
    dealer2, firm = following(visit("dealer2"), "HW-1054"), following(beside, "HW-1054")
    before = pieces(dealer2)
    expect(firm).to_contain_text("Lieferbar")
    with till_following(visit(None), address, "HW-1054") as till:
        assert told(till)["quantity"] == before
        with_cart(buyer, HW_1054=before)
        buyer.goto("/checkout")
        order_button(buyer).click()
        number_on(buyer)
        expect(dealer2).to_contain_text(re.compile(rf"{OPEN_TO_ME}\s*0(?!\d)"))
        expect(firm).not_to_contain_text(re.compile(r"(?<!Bald )(?<!Nicht )Lieferbar"))
        assert told(till)["quantity"] == 0
    expect(firm).not_to_contain_text(OPEN_TO_ME)
    events = [frame["payload"] for frame in heard.frames if frame["type"] == "next"]
    lights = [event["data"]["stockChanged"]["availability"] for event in events]
    assert lights[0] == {"light": "GREEN", "quantity": None}
    assert lights[-1]["light"] != "GREEN"
    assert {light["quantity"] for light in lights} == {None}
    asked = [answer["data"]["product"]["availability"] for name, answer in heard.answers if name.startswith("Product")]
    assert asked
    assert {stock["quantity"] for stock in asked} == {None}
