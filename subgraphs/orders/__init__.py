"""Orders of the customers, their lines and shipments."""
