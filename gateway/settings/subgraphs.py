"""How subgraphs are asked."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.option import option


@dataclass(frozen=True)
class SubgraphOptions:
    forwarded_headers: tuple[str, ...] = option(
        "Request headers passed on to subgraphs; when none is named and there are no policies, `authorization`.", ()
    )
    subgraph_timeout: float = option("Seconds a subgraph may take to answer.", 10.0)
