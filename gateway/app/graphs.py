"""The supergraph part of a snapshot, from what the source of the supergraph says."""

from __future__ import annotations

from pathlib import Path

from gateway.errors import ConfigurationError
from gateway.execution.header_rules import check_subgraphs
from gateway.execution.resilience.rules import expect_known
from gateway.operations.cost import CostRules
from gateway.operations.documents import StoredDocuments, read_stored_documents
from gateway.operations.introspection_rules import IntrospectionRules
from gateway.operations.limits import Limits
from gateway.reloading import Source, WayKeeper
from gateway.settings import Settings
from gateway.snapshot import SupergraphPart
from gateway.supergraph import Supergraph, read_supergraph


def supergraph_of(path: Path) -> Supergraph:
    """The supergraph of a file; raises ConfigurationError naming the file."""
    try:
        return read_supergraph(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: the supergraph cannot be read: {error}") from error
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error}") from error


def make_graph(
    settings: Settings,
    ways: WayKeeper,
    source: Source[str],
    is_in_process: bool,
    sdl: str,
    before: StoredDocuments | None = None,
    *,
    aside: bool = False,
) -> SupergraphPart:
    try:
        supergraph = read_supergraph(sdl, aside=aside)
    except ConfigurationError as error:
        raise ConfigurationError(f"{source.place}: {error}") from error
    expect_known(settings, supergraph.subgraphs)
    check_subgraphs("header_rules", settings.header_rules, supergraph.subgraphs)
    check_subgraphs("answer_header_rules", settings.answer_header_rules, supergraph.subgraphs)
    documents = read_stored_documents(settings.documents, supergraph.public_schema, before)
    return SupergraphPart(
        supergraph,
        documents,
        limits=Limits.of(settings),
        cache_bytes=settings.cache_bytes,
        transports=ways.to(dict.fromkeys(supergraph.subgraphs, "") if is_in_process else _urls(settings, supergraph)),
        introspection=IntrospectionRules.of(settings),
        costs=CostRules.of(settings),
    )


def _urls(settings: Settings, supergraph: Supergraph) -> dict[str, str]:
    unknown = settings.subgraph_urls.keys() - supergraph.subgraphs.keys()
    if unknown:
        raise ConfigurationError(f"subgraph_urls names {sorted(unknown)[0]}, which is not in the supergraph.")
    return {name: settings.subgraph_urls.get(name, info.url) for name, info in supergraph.subgraphs.items()}
