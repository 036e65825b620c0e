"""Frozen types that the rooms of the gateway hand to each other; no logic lives here."""
