"""Names are resolved through the links of the document; what must be understood and is not is refused."""

from __future__ import annotations

import pytest

from gateway.errors import ConfigurationError
from gateway.supergraph import read_supergraph
from tests.kit.join_supergraphs import joined

BODY = """
type Query @join__type(graph: A) { item: Item }
type Item @join__type(graph: A, key: "id") { id: ID!  code: Int @tag(name: "x")  secret: Int @inaccessible }
directive @tag(name: String!) repeatable on FIELD_DEFINITION
directive @inaccessible on FIELD_DEFINITION
"""


def supergraph(*links: str, version: str = "v0.3") -> str:
    word = "core(feature:" if version == "v0.1" else "link(url:"
    lines = " ".join(f"@{word} {link})" for link in links)
    body = BODY if version != "v0.1" else BODY.replace("type Query @join__type(graph: A)", "type Query")
    return joined(version, body, "a").replace("{ query: Query }", f"{lines} {{ query: Query }}")


@pytest.mark.parametrize("version", ["v0.1", "v0.2", "v0.3", "v0.4", "v0.5"])
def test_every_version_of_join_is_read(version: str) -> None:
    read = read_supergraph(supergraph('"https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY', version=version))
    assert [key.text for key in read.types["Item"]["a"].keys] == ["id"]
    assert "secret" not in str(read.public_schema.type_map["Item"].to_kwargs()["fields"])


def test_core_may_go_by_another_name() -> None:
    sdl = supergraph(version="v0.1")
    sdl = sdl.replace('core/v0.2")', 'core/v0.2", as: "kern")').replace("@core", "@kern").replace("core__", "kern__")
    assert set(read_supergraph(sdl).types["Item"]) == {"a"}


def test_a_security_feature_may_go_by_another_name() -> None:
    link = '"https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY, as: "hush"'
    sdl = supergraph(link).replace("@inaccessible", "@hush")
    assert "secret" not in str(read_supergraph(sdl).public_schema.type_map["Item"].to_kwargs()["fields"])
    imported = (
        '"https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY, import: [{name: "@inaccessible", as: "@no"}]'
    )
    sdl = supergraph(imported).replace("@inaccessible on", "@no on").replace("Int @inaccessible", "Int @no")
    assert "secret" not in str(read_supergraph(sdl).public_schema.type_map["Item"].to_kwargs()["fields"])


@pytest.mark.parametrize(
    "link",
    [
        '"https://specs.apollo.dev/authenticated/v0.1", for: SECURITY',
        '"https://specs.apollo.dev/source/v0.1", for: EXECUTION',
        '"https://specs.example.test/inaccessible/v0.2", for: SECURITY',
        '"https://specs.example.test/rights", for: SECURITY',
        '"https://specs.apollo.dev/inaccessible/v0.9"',
        '"https://specs.apollo.dev/tag/v0.9", for: SECURITY',
    ],
)
def test_what_must_be_understood_and_is_not_is_refused(link: str) -> None:
    with pytest.raises(ConfigurationError, match=r"understood|not known"):
        read_supergraph(supergraph(link))


@pytest.mark.parametrize(
    "link", ['"https://specs.apollo.dev/tag/v0.9"', '"https://specs.example.test/notes/v2.1"', '"x"']
)
def test_what_is_linked_for_no_purpose_need_not_be_understood(link: str) -> None:
    read_supergraph(supergraph(link))
