"""The use cases of stock, one transaction each."""
