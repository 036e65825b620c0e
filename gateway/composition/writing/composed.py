"""The links of directives that subgraphs keep by `@composeDirective`: the specification they import them from."""

from __future__ import annotations

from graphql import StringValueNode, print_ast

from gateway.composition.merged import Federation
from gateway.composition.subgraph import Application, Subgraph


def composed_links(federation: Federation) -> list[str]:
    """One link for each composed specification, of the newest version any subgraph links."""
    newest: dict[str, tuple[tuple[int, int], str]] = {}
    for subgraph in federation.subgraphs.values():
        for one in subgraph.schema_directives:
            if one.name == "composeDirective" and one.federation:
                found = _link(subgraph, one)
                if found is not None and (found[0] not in newest or newest[found[0]][0] < found[1]):
                    newest[found[0]] = (found[1], found[2])
    return [text for _, (_, text) in sorted(newest.items())]


def _link(subgraph: Subgraph, composed: Application) -> tuple[str, tuple[int, int], str] | None:
    name = (composed.text("name") or "").removeprefix("@")
    feature = next((one for one in subgraph.features.values() if one.owns_directive(name)), None)
    if feature is None:
        return None
    for one in subgraph.schema_directives:
        url = one.text("url")
        if url and f"/{feature.name}/v" in url:
            imports = ", ".join(
                print_ast(StringValueNode(value=element))
                if element == local
                else f'{{name: "{element}", as: "{local}"}}'
                for element, local in sorted(feature.imports.items())
            )
            prefix = f', as: "{feature.prefix}"' if feature.prefix != feature.name else ""
            given = f", import: [{imports}]" if imports else ""
            return feature.name, feature.version, f'@link(url: "{url}"{prefix}{given})'
    return None
