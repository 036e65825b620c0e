"""Every SQL statement of stock."""
