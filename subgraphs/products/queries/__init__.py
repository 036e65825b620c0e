"""Every SQL statement of products."""
