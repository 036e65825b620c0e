"""The six services behind the gateway; each owns its tables and answers for its own part of the graph."""
