"""The journey of one request, each step one call."""

from gateway.pipeline.pipeline import Pipeline
from gateway.pipeline.request import Caller, GraphQLRequest, Journey

__all__ = ["Caller", "GraphQLRequest", "Journey", "Pipeline"]
