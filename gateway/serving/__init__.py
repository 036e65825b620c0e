"""GraphQL over HTTP, server-sent events and WebSocket: bytes in, bytes out, nothing decided about the graph."""
