"""The compiled sets answer as Casbin's own `enforce` does, for rules of every form and viewers of several roles."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import casbin
import pytest
from casbin.core_enforcer import EnforceContext
from graphql import build_schema
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.model.viewer import Viewer
from gateway.visibility import PolicyError
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies, load_policies
from gateway.visibility.name_lint import LONGEST_CHAIN
from gateway.visibility.policies import Policies
from gateway.visibility.rules import Action, Axis
from gateway.visibility.subjects import Subjects, is_held, subjects_of
from tests.kit.policy_folder import write_policies
from tests.kit.public_schema import POLICY_FOLDER, public_schema

CONTEXTS = {Axis.AUDIENCE: EnforceContext("r", "p", "e", "m"), Axis.FUNCTION: EnforceContext("r2", "p2", "e2", "m2")}


@pytest.fixture(autouse=True)
def quiet_casbin() -> Iterator[None]:
    """Casbin writes every denial as a warning."""
    logger = logging.getLogger("casbin")
    level = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(level)


def plain_enforcer(folder: Path) -> casbin.Enforcer:
    """Casbin over the files as they are, without any reader of ours."""
    with TemporaryDirectory() as directory:
        together = Path(directory) / "policy.csv"
        together.write_text("\n".join(path.read_text() for path in sorted(folder.glob("*.csv"))))
        return casbin.Enforcer(str(folder / "model.conf"), str(together))


def enforced(folder: Path, policies: Policies, viewer: Viewer, names: list[str]) -> set[str]:
    """What Casbin allows of these coordinates: every axis of the viewer is a user with the claims as roles."""
    enforcer = plain_enforcer(folder)
    subjects: Subjects = subjects_of(viewer)
    axes = {"audience": (Axis.AUDIENCE, subjects.audience), "functions": (Axis.FUNCTION, subjects.functions)}
    if subjects.machine is not None:
        axes["machine"] = (Axis.AUDIENCE, subjects.machine)
    for user, (_, claims) in axes.items():
        for subject in ("everyone", *policies.roles.held):
            if is_held(subject, claims):
                enforcer.add_grouping_policy(user, subject)
    return {
        name
        for name in names
        if all(
            enforcer.enforce(CONTEXTS[axis], user, name, policies.coordinates.actions[name].value)
            for user, (axis, _) in axes.items()
        )
    }


FIXED_CLAIMS = sorted(
    {
        "kind:visitor",
        "kind:private",
        "kind:firm",
        "kind:dealer",
        "kind:service_partner",
        "tier:plus",
        "certificate:service",
        "staff:dealer_sales",
        "staff:direct_sales",
        "staff:service",
        "staff:logistics",
        "staff:content",
        "staff:finance",
        "staff:admin",
    }
)
FUNCTIONS = [
    "all",
    "company_admin",
    "buyer",
    "approver",
    "requester",
    "accountant",
    "warehouse",
    "technician",
    "reader",
]
real_viewers = st.builds(
    Viewer,
    claims=st.frozensets(st.sampled_from(FIXED_CLAIMS), min_size=1, max_size=3),
    machine=st.frozensets(st.sampled_from(["machine:till", "machine:dealer_erp"]), max_size=1),
    functions=st.frozensets(st.sampled_from([*FUNCTIONS, "sees_prices"]), min_size=1, max_size=3),
    grants=st.frozensets(st.sampled_from(["till_prices"]), max_size=1),
)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(viewer=real_viewers)
def test_the_policies_of_the_portal_allow_what_casbin_allows(viewer: Viewer) -> None:
    policies = compiled_policies(read_folder(POLICY_FOLDER), public_schema())
    fields = list(policies.coordinates.fields)
    assert policies.allowed(viewer) & set(fields) == enforced(POLICY_FOLDER, policies, viewer, fields)


SDL = """
type Query { price(day: String, currency: String): Price  prices(orderBy: Sort, filter: Filter): [Price!] }
type Price { net: Int cost: Int }
type PriceTier { net: Int }
type Mutation { correct(by: Int!): Boolean }
type Subscription { changed: Boolean }
enum Sort { NAME MARGIN }
input Filter { name: String maxMargin: Int }
"""
COORDINATES = [
    "Query.price",
    "Query.price(day:)",
    "Query.prices",
    "Query.prices(orderBy:)",
    "Price.net",
    "Price.cost",
    "PriceTier.net",
    "Sort.MARGIN",
    "Filter.maxMargin",
]
ROLES = ["a", "b", "c"]
PATTERNS = [*COORDINATES, "Query.*", "Price.*", "*", "@one", "@two", "Mutation.correct", "Subscription.changed"]
ACTIONS = [action.value for action in Action]


def rule_lines(key: str) -> st.SearchStrategy[list[str]]:
    allow = st.builds("{}, {}, {}, {}, allow".format, st.just(key), *map(st.sampled_from, (ROLES, PATTERNS, ACTIONS)))
    deny = st.builds("{}, everyone, {}, {}, deny".format, st.just(key), *map(st.sampled_from, (PATTERNS, ACTIONS)))
    everything = st.builds("{}, {}, *, read, allow".format, st.just(key), st.sampled_from(ROLES))
    return st.lists(st.one_of(allow, allow, everything, deny), min_size=1, max_size=8, unique=True)


group_lines = st.lists(
    st.one_of(
        st.builds("g2, {}, {}".format, st.sampled_from(COORDINATES), st.sampled_from(["@one", "@two"])),
        st.just("g2, @one, @two"),
    ),
    max_size=5,
    unique=True,
)
role_lines = st.lists(st.sampled_from(["g, a, b", "g, b, c", "g, a, c"]), max_size=2, unique=True)
small_viewers = st.builds(
    Viewer,
    claims=st.frozensets(st.sampled_from(["kind:a", "kind:b", "kind:c"]), min_size=1, max_size=3),
    machine=st.frozensets(st.sampled_from(["machine:b"]), max_size=1),
    functions=st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3),
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(
    rules=rule_lines("p"), functions=rule_lines("p2"), groups=group_lines, inheritance=role_lines, viewer=small_viewers
)
def test_rules_of_every_form_allow_what_casbin_allows(
    rules: list[str], functions: list[str], groups: list[str], inheritance: list[str], viewer: Viewer
) -> None:
    roles = [
        *(f"g, {prefix}:{role}, {role}" for prefix in ("kind", "function") for role in ROLES),
        "g, machine:b, b",
        "g, kind:a+kind:c, b",
        *inheritance,
    ]
    fields = ["g2, Price.tax, @one", "g2, Price.tax, @two", *groups]
    with TemporaryDirectory() as directory:
        folder = write_policies(
            Path(directory),
            "\n".join(rules),
            roles="\n".join(roles),
            fields="\n".join(fields),
            functions="\n".join(functions),
        )
        policies = compiled_policies(read_folder(folder), build_schema(SDL))
        named = ruled_by_name(policies)
        assert policies.allowed(viewer) & set(named) == enforced(folder, policies, viewer, named)


def ruled_by_name(policies: Policies) -> list[str]:
    """Object fields, and what both axes rule by name; the rest follows its owner, which Casbin knows nothing of."""
    by_axis = [
        {name for one in axis.rules for name in policies.groups.get(one.rule.pattern, {one.rule.pattern})}
        for axis in (policies.audience, policies.functions)
    ]
    coordinates = policies.coordinates
    decided = coordinates.fields.keys() | coordinates.operations
    return [name for name in coordinates.names if name in decided or all(name in named for named in by_axis)]


def _chain(folder: Path, lines: int) -> Path:
    between = "".join(f"g, r{number}, r{number + 1}\n" for number in range(1, lines))
    roles = f"g, kind:visitor, r1\n{between}g, function:all, all\n"
    return write_policies(folder, f"p, r{lines}, Query.a, read, allow", roles=roles)


def test_a_chain_of_roles_is_as_long_as_casbin_follows(tmp_path: Path) -> None:
    """Of a longer one the sets would allow what `enforce` denies."""
    schema = build_schema("type Query { a: Int }")
    longest = _chain(tmp_path / "longest", LONGEST_CHAIN)
    policies = compiled_policies(read_folder(longest), schema)
    assert enforced(longest, policies, Viewer(), ["Query.a"]) == policies.allowed(Viewer()) == {"Query.a"}
    with pytest.raises(PolicyError) as refused:
        compiled_policies(read_folder(_chain(tmp_path / "longer", LONGEST_CHAIN + 1)), schema)
    assert str(refused.value) == (
        "roles.csv:1: kind:visitor begins a chain of 9 lines, and Casbin follows 8; lead it to the end by a shorter way"
    )


def test_a_role_that_is_inherited_in_many_ways_is_read_at_once(tmp_path: Path) -> None:
    """Twice as many ways with each line more: 600 lines took longer than anybody waits."""
    lines = "".join(f"g, x{n}, y{n}\ng, x{n}, z{n}\ng, y{n}, x{n + 1}\ng, z{n}, x{n + 1}\n" for n in range(150))
    roles = f"g, kind:visitor, x0\n{lines}g, function:all, all\n"
    folder = write_policies(tmp_path, "p, x150, Query.a, read, allow", roles=roles)
    with pytest.raises(PolicyError, match="begins a chain of 9 lines"):
        load_policies(read_folder(folder), build_schema("type Query { a: Int }"), strict=True)
