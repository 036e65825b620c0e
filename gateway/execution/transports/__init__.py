"""Ways to a subgraph: an ASGI application in this process, or HTTP."""

from gateway.execution.transports.asgi import AsgiTransport
from gateway.execution.transports.http import SSE, SUBSCRIPTION_WAYS, HttpTransport

__all__ = ["SSE", "SUBSCRIPTION_WAYS", "AsgiTransport", "HttpTransport"]
