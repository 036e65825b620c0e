"""AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE."""

from __future__ import annotations

from tests.kit.composition import definition, expect_errors, expect_sdl


def test_an_interface_field_states_no_requirement_of_its_own() -> None:
    expect_errors(
        "AUTH_REQUIREMENTS_APPLIED_ON_INTERFACE",
        accounts="""
        type Query { party: Party }
        interface Party { name: String @authenticated }
        type Firm implements Party { name: String }
        """,
        mentions=("[accounts]", '"Party.name"', "@authenticated"),
    )


def test_it_demands_what_its_implementations_demand() -> None:
    sdl = expect_sdl(
        accounts="""
        type Query { party: Party }
        interface Party { name: String }
        type Firm implements Party { name: String @requiresScopes(scopes: [["people"]]) }
        """
    )
    assert '@requiresScopes(scopes: [["people"]])' in definition(sdl, "Firm")
    assert '@requiresScopes(scopes: [["people"]])' in definition(sdl, "Party")
