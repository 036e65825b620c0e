"""The link table of a supergraph: which specifications it uses and how their elements are called in this document.

Names are never assumed: `as` changes the prefix, `import` gives bare names. Supergraphs of federation 1 say `@core` for
`@link`. Source: specs.apollo.dev/link/v1.0, core/v0.1 and core/v0.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    ConstDirectiveNode,
    DocumentNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    value_from_ast_untyped,
)

from gateway.errors import ConfigurationError

LINK_URL = re.compile(r"^(?P<identity>.+/(?P<name>[^/]+))/v(?P<major>\d+)\.(?P<minor>\d+)/?$")
HOMES = ("https://specs.apollo.dev/", "http://specs.apollo.dev/", "https://lib.apollo.dev/")
UNDERSTOOD = {
    "link": {(1, 0)},
    "core": {(0, 1), (0, 2)},
    "join": {(0, 1), (0, 2), (0, 3), (0, 4), (0, 5)},
    "inaccessible": {(0, 1), (0, 2)},
    "tag": {(0, 1), (0, 2), (0, 3)},
    "context": {(0, 1)},
}


@dataclass(frozen=True, slots=True)
class Feature:
    """One linked specification; `imports` maps an element (`@key`, `FieldSet`) to its name in this document.

    The name is that of the specification, or the whole address without the version where others than ours made it.
    """

    name: str
    version: tuple[int, int]
    prefix: str
    purpose: str | None
    imports: Mapping[str, str] = field(default_factory=dict)

    def directive(self, element: str) -> str:
        imported = self.imports.get(f"@{element}")
        if imported is not None:
            return imported.removeprefix("@")
        return self.prefix if element == self.name else f"{self.prefix}__{element}"

    def type_name(self, element: str) -> str:
        return self.imports.get(element, f"{self.prefix}__{element}")

    def owns_directive(self, name: str) -> bool:
        return name == self.prefix or name.startswith(f"{self.prefix}__") or f"@{name}" in self.imports.values()

    def owns_type(self, name: str) -> bool:
        return name.startswith(f"{self.prefix}__") or name in self.imports.values()


@dataclass(frozen=True, slots=True)
class LinkTable:
    """The features of one document by specification name."""

    features: Mapping[str, Feature]

    def directive(self, feature: str, element: str) -> str | None:
        """The name of a directive in this document, or None when its specification is not linked."""
        found = self.features.get(feature)
        return None if found is None else found.directive(element)

    def owns_directive(self, name: str) -> bool:
        return any(feature.owns_directive(name) for feature in self.features.values())

    def owns_type(self, name: str) -> bool:
        return any(feature.owns_type(name) for feature in self.features.values())


def read_links(document: DocumentNode) -> LinkTable:
    """Reads and checks the links; raises ConfigurationError for a feature that must be understood and is not."""
    directives = list(_schema_directives(document))
    link = _link_directive_name(directives)
    features: dict[str, Feature] = {}
    for directive in directives:
        if directive.name.value != link:
            continue
        feature = _feature(directive)
        if feature is not None:
            _check(feature)
            features[feature.name] = feature
    if "join" not in features:
        raise ConfigurationError(
            "supergraph: the schema links no join specification; expected "
            '@link(url: "https://specs.apollo.dev/join/v0.3" ... "v0.5", for: EXECUTION). Is this a subgraph schema?'
        )
    return LinkTable(features)


def _schema_directives(document: DocumentNode) -> Iterator[ConstDirectiveNode]:
    for definition in document.definitions:
        if isinstance(definition, SchemaDefinitionNode | SchemaExtensionNode):
            yield from definition.directives or ()


def _link_directive_name(directives: Sequence[ConstDirectiveNode]) -> str:
    """The directive that links the link specification itself bootstraps the rest, whatever it is called."""
    for directive in directives:
        arguments = arguments_of(directive)
        found = _address(arguments)
        if (
            found
            and found["name"] in ("link", "core")
            and directive.name.value == (arguments.get("as") or found["name"])
        ):
            return directive.name.value
    raise ConfigurationError(
        'supergraph: the schema does not link "https://specs.apollo.dev/link/v1.0"; '
        "a supergraph SDL as written by composition is expected"
    )


def _address(arguments: Mapping[str, Any]) -> re.Match[str] | None:
    return LINK_URL.match(str(arguments.get("url") or arguments.get("feature") or ""))


def _feature(directive: ConstDirectiveNode) -> Feature | None:
    arguments = arguments_of(directive)
    found = _address(arguments)
    if found is None:
        if "for" in arguments:
            raise ConfigurationError(
                f"supergraph: {arguments.get('url') or arguments.get('feature')} is linked for {arguments['for']} "
                "and names no version, so it cannot be understood"
            )
        return None
    imports: dict[str, str] = {}
    for item in arguments.get("import", ()):
        name, local = (item, item) if isinstance(item, str) else (item["name"], item.get("as", item["name"]))
        imports[name] = local
    return Feature(
        name=found["name"] if found["identity"].startswith(HOMES) else found["identity"],
        version=(int(found["major"]), int(found["minor"])),
        prefix=str(arguments.get("as") or found["name"]),
        purpose=arguments.get("for"),
        imports=imports,
    )


def _check(feature: Feature) -> None:
    """What is linked for a purpose must be understood; the specifications that everything rests on always."""
    version = f"v{feature.version[0]}.{feature.version[1]}"
    known = UNDERSTOOD.get(feature.name, set())
    if feature.version in known or any(major == feature.version[0] for major, _ in known if major):
        return
    if feature.name == "join":
        raise ConfigurationError(f"supergraph: join {version} is not known; compose with a version from v0.1 to v0.5")
    if feature.name in ("link", "core", "inaccessible"):
        raise ConfigurationError(f"supergraph: {feature.name} {version} is not known")
    if feature.purpose in ("EXECUTION", "SECURITY"):
        raise ConfigurationError(
            f"supergraph: the feature {feature.name} {version} is linked for {feature.purpose} and is not understood; "
            "remove it from the subgraphs and compose again"
        )


def arguments_of(directive: ConstDirectiveNode) -> Mapping[str, Any]:
    """The arguments of a directive that are not null."""
    values = {one.name.value: value_from_ast_untyped(one.value) for one in directive.arguments or ()}
    return {name: value for name, value in values.items() if value is not None}
