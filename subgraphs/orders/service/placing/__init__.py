"""Placing and requesting an order: a written saga, exactly once per key (DESIGN 5)."""
