"""Takes changes of what is served live, each whole or not at all: policies, supergraph, whatever else is watched."""

from gateway.reloading.collecting import spare_the_collector
from gateway.reloading.policies import PolicyReloading, folder_digest
from gateway.reloading.sources import FileSource, Seen, Source, first_look
from gateway.reloading.supergraph import SupergraphReloading
from gateway.reloading.supergraph_sources import supergraph_source
from gateway.reloading.watch import Watch
from gateway.reloading.ways import WayKeeper, Ways

__all__ = [
    "FileSource",
    "PolicyReloading",
    "Seen",
    "Source",
    "SupergraphReloading",
    "Watch",
    "WayKeeper",
    "Ways",
    "first_look",
    "folder_digest",
    "spare_the_collector",
    "supergraph_source",
]
