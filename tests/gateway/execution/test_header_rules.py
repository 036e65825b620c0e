"""Headers on their way to subgraphs: what rules forward, set and drop, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import ConfigurationError
from gateway.execution.header_rules import header_rules
from gateway.settings import read_settings
from gateway.settings.subgraphs import AnswerHeaderRule, HeaderRule
from tests.kit.served import Served, access_token, serving

GIVEN = {"authorization": "Bearer x", "x-campaign": "spring", "accept-language": "de"}
PRICED = {"query": "{ products(first: 1) { sku list } }"}


def _sent(subgraph: str, *rules: HeaderRule, forwarded: tuple[str, ...] = ()) -> dict[str, str]:
    made = header_rules(forwarded, rules)
    return made.by_subgraph.get(subgraph, made.everywhere).of(GIVEN)


def test_nothing_is_sent_that_no_rule_names() -> None:
    assert _sent("prices") == {}


def test_a_rule_forwards_what_the_request_has() -> None:
    assert _sent("prices", HeaderRule(forward=("X-Campaign", "x-absent"))) == {"x-campaign": "spring"}


def test_a_rule_for_one_subgraph_leaves_the_others_alone() -> None:
    rules = HeaderRule("prices", forward=("x-campaign",)), HeaderRule("prices", set={"X-For": "prices"})
    assert _sent("prices", *rules) == {"x-campaign": "spring", "x-for": "prices"}
    assert _sent("products", *rules) == {}


def test_a_text_that_is_set_takes_the_place_of_what_was_forwarded_and_the_other_way_round() -> None:
    fixed, forwarded = HeaderRule(set={"x-campaign": "none"}), HeaderRule("prices", forward=("x-campaign",))
    assert _sent("products", fixed, forwarded) == {"x-campaign": "none"}
    assert _sent("prices", fixed, forwarded) == {"x-campaign": "spring"}
    assert _sent("prices", forwarded, fixed) == {"x-campaign": "none"}


def test_a_rule_drops_what_an_earlier_one_gave() -> None:
    drop = HeaderRule("prices", drop=("Authorization", "x-source"))
    given = HeaderRule(set={"x-source": "gateway"})
    assert _sent("prices", given, drop, forwarded=("authorization",)) == {}
    assert _sent("products", given, drop, forwarded=("authorization",)) == {
        "authorization": "Bearer x",
        "x-source": "gateway",
    }
    assert _sent("prices", drop, given) == {"x-source": "gateway"}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (HeaderRule(forward=("content-length",)), "names 'content-length', which the gateway answers for itself"),
        (HeaderRule(forward=("Transfer-Encoding",)), "the gateway answers for itself"),
        (HeaderRule(set={"Host": "evil.example"}), "the gateway answers for itself"),
        (HeaderRule(set={"X-Werktor-Viewer": "forged"}), "the gateway answers for itself"),
        (HeaderRule(drop=("x-request-id",)), "the gateway answers for itself"),
        (HeaderRule(forward=("a b",)), "cannot be the name of a header"),
        (HeaderRule(forward=("a:",)), "cannot be the name of a header"),
        (HeaderRule(set={"x-a": "b\r\nx-c: d"}), "sets 'x-a' to a text that no header can hold"),
        (HeaderRule(set={"x-a": "€"}), "no header can hold"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(rule: HeaderRule, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        header_rules((), [rule])


def test_what_is_always_forwarded_is_judged_the_same() -> None:
    with pytest.raises(ConfigurationError, match="the gateway answers for itself"):
        header_rules(("content-length",), [])


@pytest.mark.parametrize(
    "rules", [{"header_rules": (HeaderRule("nobody"),)}, {"answer_header_rules": (AnswerHeaderRule("nobody"),)}]
)
async def test_a_rule_for_a_subgraph_that_is_not_there_does_not_start(tmp_path: Path, rules: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError, match=f"{next(iter(rules))} names nobody, which is not in the supergraph"):
        async with serving(tmp_path, **rules):
            raise AssertionError("it started")


def _headers(served: Served, subgraph: str) -> Mapping[str, str]:
    sent = dict(served.shop.subgraphs[subgraph].headers[-1])
    sent.pop("x-werktor-viewer")
    sent.pop("x-request-id")
    return sent


async def test_a_served_gateway_follows_the_rules_of_its_file(tmp_path: Path) -> None:
    rules: list[dict[str, Any]] = [
        {"forward": ["authorization"], "set": {"x-source": "gateway"}},
        {"subgraph": "prices", "drop": ["authorization"]},
    ]
    settings = read_settings({"header_rules": rules, "forwarded_headers": ["x-campaign"]}, source="test")
    token = f"Bearer {access_token()}"
    changes = {"header_rules": settings.header_rules, "forwarded_headers": settings.forwarded_headers}
    async with serving(tmp_path, **changes) as served:
        await served.post(PRICED, authorization=token, x_campaign="spring")
        assert _headers(served, "products") == {
            "x-campaign": "spring",
            "authorization": token,
            "x-source": "gateway",
        }
        assert _headers(served, "prices") == {"x-campaign": "spring", "x-source": "gateway"}
        assert all(one["x-request-id"] == "request-0001" for one in served.shop.subgraphs["prices"].headers)
        assert all("x-werktor-viewer" in one for one in served.shop.subgraphs["prices"].headers)
