"""What one request is decided by: supergraph, policies and stored documents of one moment, swapped only whole."""

from gateway.snapshot.snapshots import Audience, Snapshot, Snapshots
from gateway.snapshot.supergraph_part import Prepared, SupergraphPart
from gateway.snapshot.viewer_policies import NoPolicies, ViewerPolicies

__all__ = ["Audience", "NoPolicies", "Prepared", "Snapshot", "Snapshots", "SupergraphPart", "ViewerPolicies"]
