"""The use cases of orders: one function for each query, mutation and subscription."""
