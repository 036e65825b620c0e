"""Keeps the failure of one subgraph from becoming everybody's: retries, circuit breaker, concurrency cap."""
