"""From token to viewer, and from viewer to the signed header that subgraphs trust."""
