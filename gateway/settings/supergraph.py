"""Which graph is served, and where its subgraphs are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from gateway.settings.option import option


@dataclass(frozen=True)
class SupergraphOptions:
    supergraph: Path = option("File of the supergraph SDL.", Path("schema.graphql"))
    supergraph_url: str | None = option("Address of the supergraph SDL, asked instead of the file.", None)
    compose_subgraphs: Mapping[str, str] = option(
        "Subgraphs by name with their addresses: they are asked for their schemas and composed, instead of the file.",
        MappingProxyType({}),
    )
    supergraph_check_seconds: float = option(
        "Seconds between looks at where the supergraph comes from; a file holds when two looks agree.", 1.0
    )
    subgraph_urls: Mapping[str, str] = option(
        "Addresses that replace those in the supergraph, by subgraph.", MappingProxyType({})
    )
    active_override_labels: tuple[str, ...] = option(
        "Labels of progressive overrides that are active; `percent(...)` labels are drawn for each request.", ()
    )
