"""Limits of free-form documents: each bomb is refused with its own code, quickly, before anything is planned."""

from __future__ import annotations

import pytest
from graphql import get_introspection_query

from gateway.errors import ClientError
from gateway.operations.limits import CHARACTERS_PER_TOKEN, Limits, check_shape, parse_within

LIMITS = Limits(tokens=2000, depth=15, aliases=30, root_fields=20, directives=50)


def _check(text: str, limits: Limits = LIMITS) -> None:
    check_shape(parse_within(text, limits), limits)


def _refused(text: str, limits: Limits = LIMITS) -> str:
    with pytest.raises(ClientError) as refusal:
        _check(text, limits)
    assert refusal.value.status == 400
    return refusal.value.code


def _nested(levels: int) -> str:
    return "{ a " * levels + "}" * levels


def _fields(count: int, text: str = "f{}") -> str:
    return " ".join(text.format(number) for number in range(count))


def test_what_is_within_all_limits_passes() -> None:
    _check(_nested(15))
    _check("{ a { " + _fields(30, "f{}: x") + " } }")
    _check("{ " + _fields(20) + " }")
    _check("{ a " + "@x " * 50 + "}")


def test_a_deep_document_is_refused() -> None:
    assert _refused(_nested(16)) == "MAX_DEPTH_LIMIT"


def test_depth_is_counted_through_fragments() -> None:
    fragments = " ".join(f"fragment F{n} on T {{ a {{ ...F{n + 1} }} }}" for n in range(16))
    assert _refused("{ ...F0 }" + fragments + "fragment F16 on T { a }") == "MAX_DEPTH_LIMIT"


def test_many_aliases_are_refused_wherever_they_stand() -> None:
    assert _refused("{ a { " + _fields(31, "f{}: x") + " } }") == "MAX_ALIASES_LIMIT"
    spread = "fragment F on T { " + _fields(16, "f{}: x") + " }"
    assert _refused("{ a { ...F } b { ...F } } " + spread) == "MAX_ALIASES_LIMIT"


def test_many_root_fields_are_refused_wherever_they_stand() -> None:
    assert _refused("{ " + _fields(21) + " }") == "MAX_ROOT_FIELDS_LIMIT"
    fragment = "fragment F on Query { " + _fields(11, "g{}") + " }"
    assert _refused("{ " + _fields(10) + " ...F } " + fragment) == "MAX_ROOT_FIELDS_LIMIT"
    assert _refused("{ a } query B { ... { " + _fields(21) + " } }") == "MAX_ROOT_FIELDS_LIMIT"


def test_many_directives_are_refused_wherever_they_stand() -> None:
    assert _refused("{ a " + "@x " * 51 + "}") == "MAX_DIRECTIVES_LIMIT"
    assert _refused("query " + "@x " * 51 + "{ a }") == "MAX_DIRECTIVES_LIMIT"
    assert _refused("query($v: Int " + "@x " * 51 + ") { a(b: $v) }") == "MAX_DIRECTIVES_LIMIT"
    assert _refused("{ ... " + "@x " * 51 + "{ a } }") == "MAX_DIRECTIVES_LIMIT"


def test_directives_are_counted_at_each_spread_of_their_fragment() -> None:
    fragment = "fragment F on T @x { b " + "@x " * 23 + "} "
    _check(fragment + "{ a { ...F @x } c { ...F @x } }")
    assert _refused(fragment + "{ a { ...F @x } c { ...F @x @x } }") == "MAX_DIRECTIVES_LIMIT"
    doubling = " ".join(f"fragment F{n} on T {{ ...F{n + 1} ...F{n + 1} }}" for n in range(100))
    assert _refused("{ a { ...F0 } } " + doubling + " fragment F100 on T { a @x }") == "MAX_DIRECTIVES_LIMIT"


def test_fragments_that_double_at_each_step_are_counted_without_being_written_out() -> None:
    doubling = " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(100))
    assert _refused("{ ...F0 } " + doubling + " fragment F100 on Query { a }") == "MAX_ROOT_FIELDS_LIMIT"
    assert _refused("{ ...F0 } " + doubling + " fragment F100 on Query { x: a }") == "MAX_ALIASES_LIMIT"


@pytest.mark.parametrize(
    "cycle",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { a ...B } fragment B on Query { b { ...A } ...A }",
        "{ ...Unknown }",
    ],
)
def test_a_cycle_of_fragments_ends_the_count(cycle: str) -> None:
    _check(cycle)


def test_many_tokens_are_refused_while_parsing() -> None:
    assert _refused("{ a { " + _fields(2000) + " } }") == "PARSING_LIMIT_EXCEEDED"


def test_a_long_text_of_few_tokens_is_refused() -> None:
    longest = LIMITS.tokens * CHARACTERS_PER_TOKEN
    assert _refused("{ a } #" + "x" * longest) == "PARSING_LIMIT_EXCEEDED"
    assert _refused('{ a(b: "' + "x" * longest + '") }') == "PARSING_LIMIT_EXCEEDED"


def test_a_document_nested_beyond_what_can_be_read_is_refused() -> None:
    assert _refused(_nested(600)) == "PARSING_LIMIT_EXCEEDED"
    assert _refused("{ a(b: " + "[" * 900 + "]" * 900 + ") }") == "PARSING_LIMIT_EXCEEDED"


@pytest.mark.parametrize("text", ["", "{", "{}", "{ a { } }", "{ a(b: ) }", "query", "type T { a: Int }}", "\x00"])
def test_what_does_not_parse_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(ClientError) as refusal:
        _check(text)
    assert refusal.value.code == "GRAPHQL_PARSE_FAILED"
    assert refusal.value.locations


def test_the_usual_introspection_query_passes() -> None:
    _check(get_introspection_query(input_value_deprecation=True, specified_by_url=True))
