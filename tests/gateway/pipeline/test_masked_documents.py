"""One contract document, sent by id, for viewers who see different things; text stays strict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
import pytest
from graphql import parse, validate

from gateway.errors import ClientError, ClientErrors
from gateway.model.visible import VisibleSchema
from gateway.operations.documents import Document, StoredDocuments
from gateway.operations.limits import Limits
from gateway.operations.variables import coerce_variables
from gateway.snapshot import Prepared, SupergraphPart
from gateway.visibility.pruning import visible_schema
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World
from tests.kit.served import DOCUMENTS, Served, access_token
from tests.kit.visible_parts import all_coordinates

LIST = """
type Query { items(orderBy: Sort, filter: Filter): [Item!]!  margins: [Int!] }
type Item @key(fields: "id") { id: ID!  cost(day: Day): Int }
enum Sort { NAME MARGIN }
enum Day { MONDAY TUESDAY }
input Filter { search: String  margin: Int }
"""
HIDDEN = {"Item.cost", "Item.cost(day:)", "Sort.MARGIN", "Filter.margin", "Query.margins"}


class Contract:
    """Stored documents over a list whose costs and margins one kind of viewer may not see."""

    def __init__(self) -> None:
        items = [{"__typename": "Item", "id": "1", "cost": 70}]
        self.world = World(
            roots={"Query.items": lambda **_arguments: items, "Query.margins": lambda: [30]},
            entities={"Item": items},
        )
        self.shop = Federation(self.world, list=LIST)
        schema = self.shop.supergraph.public_schema
        everything = frozenset(all_coordinates(schema))
        assert everything >= HIDDEN
        self.all = visible_schema(schema, everything)
        self.some = visible_schema(schema, everything - HIDDEN)
        limits = Limits(tokens=1000, depth=10, aliases=10, root_fields=10, directives=10)
        self.part = SupergraphPart(self.shop.supergraph, StoredDocuments({}), limits=limits, cache_bytes=100_000)

    def prepared(self, text: str, visible: VisibleSchema) -> Prepared:
        node = parse(text, no_location=True)
        assert not validate(self.shop.supergraph.public_schema, node)
        return self.part.prepare(Document(f"stored:{text}", node, id=text), None, visible)

    async def answer(self, text: str, visible: VisibleSchema, **given: Any) -> Mapping[str, Any] | None:
        """The data; fails on errors."""
        prepared = self.prepared(text, visible)
        variables = coerce_variables(visible.schema, prepared.operation, given)
        answer = await prepared.executable.execute(self.shop.request(variables))
        self.shop.expect_no_violations()
        assert not answer.errors
        return answer.data

    async def refusal(self, text: str, visible: VisibleSchema, **given: Any) -> list[dict[str, Any]]:
        with pytest.raises(ClientErrors) as refused:
            await self.answer(text, visible, **given)
        assert self.shop.asked() == {}
        return [error.as_graphql() for error in refused.value.errors]


@pytest.fixture
def contract() -> Contract:
    return Contract()


async def test_variables_of_masked_parts_are_not_coerced(contract: Contract) -> None:
    text = "query($day: Day!) { items { id cost(day: $day) } }"
    assert await contract.answer(text, contract.some, day="NEVER") == {"items": [{"id": "1", "cost": None}]}
    assert await contract.answer(text, contract.some) == {"items": [{"id": "1", "cost": None}]}
    assert await contract.answer(text, contract.all, day="MONDAY") == {"items": [{"id": "1", "cost": 70}]}
    assert [variables for _, variables in contract.shop.subgraphs["list"].requests] == [{}, {}, {"day": "MONDAY"}]


async def test_a_variable_of_a_masked_part_is_coerced_for_those_who_see_it(contract: Contract) -> None:
    text = "query($day: Day!) { items { id cost(day: $day) } }"
    errors = await contract.refusal(text, contract.all, day="NEVER")
    assert [error["extensions"]["code"] for error in errors] == ["BAD_USER_INPUT"]


@pytest.mark.parametrize(
    ("text", "hidden", "unknown"),
    [
        ("query($s: Sort) { items(orderBy: $s) { id } }", {"s": "MARGIN"}, {"s": "COLOUR"}),
        ("query($f: Filter) { items(filter: $f) { id } }", {"f": {"margin": 3}}, {"f": {"colour": 3}}),
    ],
)
async def test_a_hidden_value_by_variable_is_refused_exactly_like_an_unknown_one(
    contract: Contract, text: str, hidden: dict[str, Any], unknown: dict[str, Any]
) -> None:
    told = orjson.dumps(await contract.refusal(text, contract.some, **hidden))
    other = orjson.dumps(await contract.refusal(text, contract.some, **unknown))
    assert told.replace(b"MARGIN", b"COLOUR").replace(b"margin", b"colour") == other


async def test_a_hidden_value_as_the_default_of_a_variable_is_refused_unless_another_is_given(
    contract: Contract,
) -> None:
    text = "query($s: Sort = MARGIN) { items(orderBy: $s) { id } }"
    errors = await contract.refusal(text, contract.some)
    assert [error["extensions"]["code"] for error in errors] == ["BAD_USER_INPUT"]
    assert await contract.answer(text, contract.some, s="NAME") == {"items": [{"id": "1"}]}
    assert await contract.answer(text, contract.all) == {"items": [{"id": "1"}]}


async def test_a_hidden_value_written_into_the_document_hides_the_field_that_takes_it(contract: Contract) -> None:
    for argument in ("orderBy: MARGIN", "filter: {margin: 3}"):
        text = "{ items(%s) { id } other: items { id } }" % argument  # noqa: UP031 - braces are the query's
        prepared = contract.prepared(text, contract.some)
        assert prepared.operation.hidden == ("items",)
        with pytest.raises(ClientErrors):
            contract.part.prepare(contract.part.free_form(text), None, contract.some)


async def test_introspection_beside_data_shows_what_the_viewer_sees(contract: Contract) -> None:
    text = '{ items { id } __type(name: "Sort") { enumValues { name } } }'
    shown = [{"name": "NAME"}, {"name": "MARGIN"}]
    for visible, values in ((contract.some, shown[:1]), (contract.all, shown)):
        expected = {"items": [{"id": "1"}], "__type": {"enumValues": values}}
        assert await contract.answer(text, visible) == expected
        free_form = contract.part.prepare(contract.part.free_form(text), None, visible)
        answer = await free_form.executable.execute(contract.shop.request({}))
        assert (answer.data, answer.errors) == (expected, ())


async def test_introspection_is_answered_beside_a_masked_part_whose_variables_have_no_values(
    contract: Contract,
) -> None:
    text = "query($day: Day!, $n: String!) { items { cost(day: $day) } __type(name: $n) { name } }"
    data = await contract.answer(text, contract.some, n="Item")
    assert data == {"items": [{"cost": None}], "__type": {"name": "Item"}}


async def test_introspection_by_an_equal_operation_is_answered_from_its_own_document(contract: Contract) -> None:
    for name in ("Item", "Sort"):
        text = '{ items { id } __type(name: "%s") { name } }' % name  # noqa: UP031
        assert await contract.answer(text, contract.all) == {"items": [{"id": "1"}], "__type": {"name": name}}


def test_what_is_prepared_for_one_viewer_is_never_given_to_one_who_sees_less(contract: Contract) -> None:
    text = "{ items { id cost } }"
    for _ in range(2):
        assert contract.prepared(text, contract.all).operation.hidden == ()
        assert contract.prepared(text, contract.some).operation.hidden == ("items.cost",)
    contract.part.prepare(contract.part.free_form(text), None, contract.all)
    with pytest.raises(ClientErrors):
        contract.part.prepare(contract.part.free_form(text), None, contract.some)


def test_viewers_who_see_different_things_share_the_plan_of_an_equal_operation(contract: Contract) -> None:
    one = contract.prepared("query A { items { id } }", contract.all)
    other = contract.prepared("query A { items { ...on Item { id } } }", contract.some)
    assert one.executable.plan is other.executable.plan
    assert one.executable is not other.executable


async def test_a_hidden_root_field_of_a_query_answers_null_without_a_fetch(contract: Contract) -> None:
    assert await contract.answer("{ margins }", contract.some) == {"margins": None}
    assert contract.shop.asked() == {}


async def test_the_answer_names_its_hidden_paths_without_indices(served: Served) -> None:
    visitor = await served.stored("shelf")
    assert visitor["extensions"] == {"hidden": ["products.list", "products.reviews.author"]}
    assert visitor["data"]["products"][0] == {
        "sku": "p1",
        "list": None,
        "reviews": [{"body": "strong", "author": None}, {"body": "loud", "author": None}],
    }
    dealer = await served.stored("shelf", access_token())
    assert "extensions" not in dealer
    assert dealer["data"]["products"][0]["list"] == 100


async def test_a_masked_field_is_not_fetched(served: Served) -> None:
    await served.stored("shelf")
    assert served.asked() == {"products": 1, "reviews": 1}
    texts = [text for one in served.shop.subgraphs.values() for text, _ in one.requests]
    assert not [text for text in texts if "list" in text or "author" in text]


async def test_a_mutation_whose_root_is_hidden_is_refused_whole(served: Served) -> None:
    refused = await served.stored("reprice")
    assert "data" not in refused
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["GRAPHQL_VALIDATION_FAILED"]
    assert served.asked() == {}
    assert (await served.stored("reprice", access_token()))["data"] == {"setPrice": {"sku": "p1"}}


async def test_the_text_of_a_stored_document_is_strict(served: Served) -> None:
    await served.stored("shelf")
    refused = await served.ask(DOCUMENTS["shelf"])
    assert "data" not in refused
    assert {error["extensions"]["code"] for error in refused["errors"]} == {"GRAPHQL_VALIDATION_FAILED"}


async def test_a_document_sent_by_id_and_by_text_is_taken_by_id(served: Served) -> None:
    answer = (await served.post({"documentId": "shelf", "query": "{ me { email } }"})).json()
    assert answer["data"].keys() == {"products"}


async def test_an_unknown_id_is_refused(served: Served) -> None:
    response = await served.post({"documentId": "nothing"})
    assert (response.status_code, "data" in response.json()) == (404, False)
    assert response.json()["errors"][0]["extensions"]["code"] == "PERSISTED_DOCUMENT_NOT_FOUND"


def test_a_name_that_the_stored_document_does_not_hold_is_refused(contract: Contract) -> None:
    node = parse("query A { items { id } } query B { margins }", no_location=True)
    document = Document("stored:two", node, id="two")
    assert contract.part.prepare(document, "A", contract.some).operation.name == "A"
    assert contract.part.prepare(document, "B", contract.some).operation.hidden == ("margins",)
    for name in ("C", None):
        with pytest.raises(ClientError) as refused:
            contract.part.prepare(document, name, contract.some)
        assert refused.value.code == "OPERATION_RESOLUTION_FAILURE"
