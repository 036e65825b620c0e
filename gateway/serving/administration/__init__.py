"""The operations on the policies over HTTP: who asks, whether the policies let him, and the use case told as JSON."""

from gateway.serving.administration.changing import Changing
from gateway.serving.administration.endpoint import PolicyAdministration
from gateway.serving.administration.looking import Looking, People, permitted

__all__ = ["Changing", "Looking", "People", "PolicyAdministration", "permitted"]
