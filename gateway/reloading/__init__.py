"""Takes changes of what is served live, each whole or not at all: policies, supergraph, whatever else is watched."""

from gateway.reloading.policies import PolicyReloading, folder_digest
from gateway.reloading.sources import FileSource, Seen, Source
from gateway.reloading.watch import Watch

__all__ = ["FileSource", "PolicyReloading", "Seen", "Source", "Watch", "folder_digest"]
