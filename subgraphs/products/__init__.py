"""The catalogue: products and all that is told of them, where they are sold, and how catalogues come in."""
