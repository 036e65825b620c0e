"""The small gateway on which most attacks are made."""

from tests.gateway.conftest import no_subgraph_complains, served

__all__ = ["no_subgraph_complains", "served"]
