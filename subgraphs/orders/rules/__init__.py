"""Decides about carts and orders from facts alone (DOMAIN 4, 5.2 and 7); pure."""
