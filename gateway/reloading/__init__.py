"""Takes changes of what is served live, each whole or not at all: policies, supergraph, stored documents."""

from gateway.reloading.collecting import Walks, spare_the_collector, walk_everything
from gateway.reloading.documents import documents_watch
from gateway.reloading.policies import FolderSource, policies_watch
from gateway.reloading.retired import retire
from gateway.reloading.sources import FileSource, Seen, Source, first_look
from gateway.reloading.supergraph_sources import supergraph_source
from gateway.reloading.taking import Taking
from gateway.reloading.watch import Watch
from gateway.reloading.ways import WayKeeper, Ways

__all__ = [
    "FileSource",
    "FolderSource",
    "Seen",
    "Source",
    "Taking",
    "Walks",
    "Watch",
    "WayKeeper",
    "Ways",
    "documents_watch",
    "first_look",
    "policies_watch",
    "retire",
    "spare_the_collector",
    "supergraph_source",
    "walk_everything",
]
