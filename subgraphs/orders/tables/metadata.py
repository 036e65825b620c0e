"""The one collection of all tables of orders."""

from __future__ import annotations

from sqlalchemy import MetaData

METADATA = MetaData()
