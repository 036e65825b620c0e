"""Revisions of the policies: kept with who, when and why, published with a base, announced and followed."""
