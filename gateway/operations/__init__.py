"""From a document to a normalized, checked operation: the steps between bytes and plan."""
