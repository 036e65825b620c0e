"""The use cases of products: finding them, and taking in catalogues."""
