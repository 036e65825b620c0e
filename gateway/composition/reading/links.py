"""The links of a subgraph: which federation version it speaks and by which names it calls the directives.

Source: specs.apollo.dev/link/v1.0. A schema without a link to federation is a federation 1 schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import ConstDirectiveNode, DocumentNode, SchemaDefinitionNode, SchemaExtensionNode, value_from_ast_untyped

from gateway.composition.federation_spec import DIRECTIVES, GRAPHQL_OWN, NEWEST, SCALARS
from gateway.composition.reading.problem import Problem
from gateway.supergraph.links import LINK_URL, Feature

SPECIFICATIONS = "https://specs.apollo.dev/"
FEDERATION_1 = Feature(
    name="federation",
    version=(1, 0),
    prefix="federation",
    purpose=None,
    imports={f"@{one.name}": f"@{one.name}" for one in DIRECTIVES if one.since == (1, 0)} | {"FieldSet": "_FieldSet"},
)
STANDALONE = frozenset({"tag", "inaccessible", "authenticated", "requiresScopes", "policy", "cost"})


@dataclass(frozen=True, slots=True)
class Links:
    """`directives` maps the local name of each known directive to its name in the specification."""

    version: tuple[int, int] | None
    federation: Feature
    features: Mapping[str, Feature]
    link: str
    directives: Mapping[str, str]

    def owns_type(self, name: str) -> bool:
        features = (*self.features.values(), self.federation)
        return name.startswith("link__") or any(
            name.startswith(f"{one.prefix}__") or one.imports.get(name) == name or name in _scalars(one)
            for one in features
        )


def read_links(document: DocumentNode) -> Links:
    """Raises Problem for a link that is malformed, repeated, or asks for what does not exist."""
    applied = list(_schema_directives(document))
    link = _link_name(applied)
    features: dict[str, Feature] = {}
    for directive in applied:
        if directive.name.value != link:
            continue
        feature = _feature(directive)
        if feature is None:
            continue
        if feature.name in features:
            raise Problem("INVALID_LINK_DIRECTIVE_USAGE", f'"{feature.name}" is linked twice', directive)
        features[feature.name] = feature
    federation = features.get("federation")
    return Links(
        version=federation.version if federation else None,
        federation=federation or FEDERATION_1,
        features=features,
        link=link,
        directives=_directive_names(federation or FEDERATION_1, features),
    )


def _schema_directives(document: DocumentNode) -> Iterator[ConstDirectiveNode]:
    for definition in document.definitions:
        if isinstance(definition, SchemaDefinitionNode | SchemaExtensionNode):
            yield from definition.directives or ()


def _link_name(applied: list[ConstDirectiveNode]) -> str:
    for directive in applied:
        arguments = _values(directive)
        found = LINK_URL.match(str(arguments.get("url")))
        if found and found["name"] == "link" and directive.name.value == (arguments.get("as") or "link"):
            return directive.name.value
    return "link"


def _feature(directive: ConstDirectiveNode) -> Feature | None:
    arguments = _values(directive)
    url = arguments.get("url")
    if not isinstance(url, str):
        raise Problem("INVALID_LINK_DIRECTIVE_USAGE", "@link needs a url", directive)
    found = LINK_URL.match(url)
    if found is None:
        if url.startswith(SPECIFICATIONS):
            raise Problem("INVALID_LINK_IDENTIFIER", f'"{url}" must end in /<name>/v<major>.<minor>', directive)
        return None
    feature = Feature(
        name=found["name"],
        version=(int(found["major"]), int(found["minor"])),
        prefix=str(arguments.get("as") or found["name"]),
        purpose=arguments.get("for"),
        imports=dict(_import(item, directive) for item in arguments.get("import") or ()),
    )
    if url.startswith(f"{SPECIFICATIONS}federation/"):
        _check_federation(feature, directive)
    return feature


def _import(item: Any, directive: ConstDirectiveNode) -> tuple[str, str]:
    name, local = (item.get("name"), item.get("as")) if isinstance(item, dict) else (item, None)
    local = name if local is None else local
    if not isinstance(name, str) or not isinstance(local, str):
        raise Problem(
            "INVALID_LINK_DIRECTIVE_USAGE", 'an import is "@name" or {name: "@name", as: "@other"}', directive
        )
    if name.startswith("@") != local.startswith("@"):
        raise Problem(
            "INVALID_LINK_DIRECTIVE_USAGE",
            f'"{name}" cannot be imported as "{local}": both or none have "@"',
            directive,
        )
    return name, local


def _check_federation(feature: Feature, directive: ConstDirectiveNode) -> None:
    version = f"v{feature.version[0]}.{feature.version[1]}"
    if feature.version[0] != 2 or feature.version > NEWEST:
        newest = f"v{NEWEST[0]}.{NEWEST[1]}"
        message = f"federation {version} is not known; link a version from v2.0 to {newest}"
        raise Problem("UNKNOWN_FEDERATION_LINK_VERSION", message, directive)
    known = {f"@{one.name}" for one in DIRECTIVES if one.since <= feature.version} | {"@link", *SCALARS}
    for name in feature.imports:
        if name not in known:
            hint = f' (write "@{name}")' if f"@{name}" in known else ""
            raise Problem(
                "INVALID_LINK_DIRECTIVE_USAGE", f'federation {version} has no "{name}" to import{hint}', directive
            )


def _directive_names(federation: Feature, features: Mapping[str, Feature]) -> dict[str, str]:
    names = {federation.directive(one.name): one.name for one in DIRECTIVES if one.since <= federation.version}
    for feature in features.values():
        if feature.name in STANDALONE:
            names[feature.directive(feature.name)] = feature.name
            if feature.name == "cost":
                names[feature.directive("listSize")] = "listSize"
    return names | {name: name for name in GRAPHQL_OWN}


def _scalars(feature: Feature) -> set[str]:
    return {feature.type_name(name) for name in SCALARS} if feature.name == "federation" else set()


def _values(directive: ConstDirectiveNode) -> dict[str, Any]:
    return {argument.name.value: value_from_ast_untyped(argument.value) for argument in directive.arguments or ()}
