"""The tables of orders: orders, placings and errands, keys and events, carts, and what buyers call our articles."""
