"""The only wiring place: settings -> parts -> application."""

from gateway.app.creating import create_gateway
from gateway.app.graphs import supergraph_of

__all__ = ["create_gateway", "supergraph_of"]
