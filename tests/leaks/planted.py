"""Faults that let out what is hidden, each of which the grid must find: planted where such a fault would be made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from graphql import DocumentNode, GraphQLSchema, validate

from gateway.errors import ClientError, ClientErrors
from gateway.execution.failures import Errors
from gateway.execution.introspection import Question
from gateway.execution.projection import Asked, Projector
from gateway.operations.mask import Mask
from gateway.operations.normalize import _Normalizer
from gateway.operations.validation import RULES, validate_document
from gateway.operations.variables import coerce_variables
from gateway.snapshot import SupergraphPart
from tests.leaks.world import World

Plant = Callable[[pytest.MonkeyPatch, World], None]


@dataclass(frozen=True, slots=True)
class Planted:
    """`way` is one that must find it; `among` are parts of the names of the sets that are asked."""

    name: str
    plant: Plant
    way: str
    among: tuple[str, ...] = ("function:all kind:visitor", "function:accountant kind:firm", "function:all kind:dealer")
    abstract: bool = False


def _refusals(schema: GraphQLSchema, document: DocumentNode, *, suggests: bool) -> list[ClientError]:
    errors = validate(schema, document, RULES, hide_suggestions=not suggests)
    return [ClientError("GRAPHQL_VALIDATION_FAILED", error.message) for error in errors]


def suggestions(patch: pytest.MonkeyPatch, world: World) -> None:
    def suggesting(schema: GraphQLSchema, document: DocumentNode) -> None:
        if errors := _refusals(schema, document, suggests=True):
            raise ClientErrors(errors)

    patch.setattr("gateway.snapshot.supergraph_part.validate_document", suggesting)


def the_public_schema_validates(patch: pytest.MonkeyPatch, world: World) -> None:
    def validating(_schema: GraphQLSchema, document: DocumentNode) -> None:
        validate_document(world.supergraph.public_schema, document)

    patch.setattr("gateway.snapshot.supergraph_part.validate_document", validating)


def forbidden_is_told(patch: pytest.MonkeyPatch, world: World) -> None:
    def telling(schema: GraphQLSchema, document: DocumentNode) -> None:
        try:
            validate_document(schema, document)
        except ClientErrors:
            if not _refusals(world.supergraph.public_schema, document, suggests=False):
                raise ClientError("FORBIDDEN", "You may not see this.", status=403) from None
            raise

    patch.setattr("gateway.snapshot.supergraph_part.validate_document", telling)


def mask_and_fence_are_open(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(Mask, "hides_field", lambda *_: False)
    _open_fence(patch)


def _open_fence(patch: pytest.MonkeyPatch) -> None:
    asks = Projector._ask

    def open_ask(self: Projector, type_name: str, one: Any) -> Asked:
        self.coordinates = None
        return asks(self, type_name, one)

    patch.setattr(Projector, "_ask", open_ask)


def the_mask_ignores_arguments(patch: pytest.MonkeyPatch, world: World) -> None:
    def hides(self: Mask, parent: str, node: Any, _definition: Any) -> bool:
        return self._is_hidden(f"{parent}.{node.name.value}")

    patch.setattr(Mask, "hides_field", hides)


def the_mask_ignores_what_is_inside_of_arguments(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(Mask, "_hides_value", lambda *_: False)


def hidden_mutations_run(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(Mask, "hides_field", lambda *_: False)
    patch.setattr(_Normalizer, "_refuse_hidden_root", lambda *_: None)


def variables_are_public(patch: pytest.MonkeyPatch, world: World) -> None:
    def coercing(_schema: GraphQLSchema, operation: Any, given: Any) -> dict[str, Any]:
        return coerce_variables(world.supergraph.public_schema, operation, given)

    patch.setattr("gateway.pipeline.pipeline.coerce_variables", coercing)


def introspection_is_shared(patch: pytest.MonkeyPatch, world: World) -> None:
    makes = Question.__init__

    def make(self: Question, *arguments: Any) -> None:
        makes(self, *arguments)
        self.visible_id = ""

    patch.setattr(Question, "__init__", make)


def plans_are_shared(patch: pytest.MonkeyPatch, world: World) -> None:
    def prepared(self: SupergraphPart, key: str, name: str | None, *_: Any) -> Any:
        kept = (*self._contract.items(), *self._free_form.items())
        return next((one for ((document, operation, _), _), one in kept if (document, operation) == (key, name)), None)

    patch.setattr(SupergraphPart, "prepared", prepared)


def hashes_are_answered_to_everybody(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr("gateway.pipeline.preparing._was_anothers", lambda *_: False)


def messages_of_subgraphs_pass(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr("gateway.execution.failures.is_public", lambda *_: True)


def places_of_errors_pass(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(Errors, "_client_place", lambda _self, place: place)


def objects_of_hidden_types_are_told(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(Projector, "is_visible", lambda *_: True)


def interfaces_show_what_one_type_shows(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr(
        "gateway.visibility.closure.fixed_point.without_partial_interface_fields", lambda _schema, visible: visible
    )
    _open_fence(patch)


def large_quantities_are_promised(patch: pytest.MonkeyPatch, world: World) -> None:
    patch.setattr("subgraphs.stock.rules.availability.beyond_cap", lambda *_: False)


LONE = ("alone:",)
PLANTED = (
    Planted("suggestions", suggestions, "direct"),
    Planted("documents validated against the public schema", the_public_schema_validates, "alias"),
    Planted("hidden told as forbidden", forbidden_is_told, "fragment"),
    Planted("mask and fence open", mask_and_fence_are_open, "document by id"),
    Planted("the mask ignores arguments", the_mask_ignores_arguments, "document by id", LONE),
    Planted("the mask ignores values", the_mask_ignores_what_is_inside_of_arguments, "document by id", LONE),
    Planted("hidden mutations run", hidden_mutations_run, "document by id"),
    Planted("variables coerced against the public schema", variables_are_public, "variable", LONE),
    Planted("the same of stored documents", variables_are_public, "variables of a stored document", LONE),
    Planted("introspection shared", introspection_is_shared, "introspection"),
    Planted("plans shared", plans_are_shared, "APQ"),
    Planted("hashes answered to everybody", hashes_are_answered_to_everybody, "APQ"),
    Planted("messages of subgraphs pass", messages_of_subgraphs_pass, "error text"),
    Planted("places of errors pass", places_of_errors_pass, "error text"),
    Planted("objects of hidden types told", objects_of_hidden_types_are_told, "union", abstract=True),
    Planted("interfaces show too much", interfaces_show_what_one_type_shows, "interface", abstract=True),
    Planted("large quantities promised", large_quantities_are_promised, "quantity probing"),
)
