"""Decides prices from conditions, terms, quantity and day alone (DOMAIN 5); pure."""
