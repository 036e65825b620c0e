"""The journey of one request, each step one call."""

from gateway.pipeline.expiring import CallLater, Expiry, call_later
from gateway.pipeline.pipeline import Pipeline
from gateway.pipeline.request import Caller, GraphQLRequest, Journey
from gateway.pipeline.responses import encoded, members_of
from gateway.pipeline.subscribing import expired

__all__ = [
    "CallLater",
    "Caller",
    "Expiry",
    "GraphQLRequest",
    "Journey",
    "Pipeline",
    "call_later",
    "encoded",
    "expired",
    "members_of",
]
