"""The tables of orders: orders with their lines and shipments, carts, and what a buyer calls our articles."""
