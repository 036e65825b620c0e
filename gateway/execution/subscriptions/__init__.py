"""One run of a subscription in a subgraph for all who listen to the same, and what each of them has yet to be told."""

from gateway.execution.subscriptions.event import Event, Telling
from gateway.execution.subscriptions.groups import Groups, Source
from gateway.execution.subscriptions.subscriber import Subscriber

__all__ = ["Event", "Groups", "Source", "Subscriber", "Telling"]
