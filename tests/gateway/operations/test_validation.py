"""Validation against the visible schema tells a client nothing of what he may not see."""

from __future__ import annotations

import pytest
from graphql import build_schema, parse

from gateway.errors import ClientErrors
from gateway.operations.validation import MAX_ERRORS, validate_document

SCHEMA = build_schema("type Query { product(sku: ID): Product } type Product { sku: ID, price: Int }")


def _refused(text: str) -> tuple[str, ...]:
    with pytest.raises(ClientErrors) as refusal:
        validate_document(SCHEMA, parse(text))
    assert {error.code for error in refusal.value.errors} == {"GRAPHQL_VALIDATION_FAILED"}
    return tuple(error.message for error in refusal.value.errors)


def test_a_valid_document_passes() -> None:
    validate_document(SCHEMA, parse("{ product(sku: 1) { sku price } }"))


def test_no_message_suggests_a_name() -> None:
    for text in (
        "{ prodct { sku } }",
        "{ product(sk: 1) { sku } }",
        "{ product { pric } }",
        "{ ...on Produkt { sku } }",
    ):
        assert "mean" not in " ".join(_refused(text))


def test_the_machinery_of_federation_does_not_exist_for_clients() -> None:
    for name in ("_service", "_entities(representations: [])"):
        hidden = _refused(f"{{ {name} {{ __typename }} }}")
        plain = name.split("(")[0]
        assert hidden[0] == _refused("{ unknown { __typename } }")[0].replace("unknown", plain)


def test_each_error_has_its_place() -> None:
    with pytest.raises(ClientErrors) as refusal:
        validate_document(SCHEMA, parse("{\n  product { cost } }"))
    assert refusal.value.errors[0].locations == ((2, 13),)


def test_very_many_mistakes_are_not_all_listed() -> None:
    assert len(_refused("{ " + " ".join(f"x{number}" for number in range(500)) + " }")) == MAX_ERRORS + 1


def test_introspection_that_goes_round_in_circles_is_refused() -> None:
    deep = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
    assert "introspection depth" in " ".join(_refused(deep))


def test_a_document_too_entangled_to_be_validated_is_told_the_way_out() -> None:
    assert _refused("{ product { " + "sku price " * 900 + " } }")[-1].endswith("ask for each once.")


@pytest.mark.parametrize("selected", ["search { __typename @stream }", "__typename @stream(initialCount: -1)"])
def test_a_stream_of_what_is_no_list_is_refused_on_every_kind_of_type(selected: str) -> None:
    schema = build_schema("type Query { search: [Found] } union Found = Product type Product { sku: ID }")
    with pytest.raises(ClientErrors, match="Stream directive cannot be used on '__typename'"):
        validate_document(schema, parse(f"{{ {selected} }}"))


def test_sixty_fragments_that_ask_the_same_are_no_entanglement_and_four_hundred_fields_are() -> None:
    fragments = " ".join(f"fragment F{n} on Product {{ __typename sku price }}" for n in range(60))
    spreads = " ".join(f"...F{n}" for n in range(60))
    validate_document(SCHEMA, parse(f"{{ product {{ {spreads} }} }} {fragments}"))
    (message,) = _refused("{ product { " + "sku " * 400 + "} }")
    assert "repeats too many fields" in message
