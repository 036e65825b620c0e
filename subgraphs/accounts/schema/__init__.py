"""The GraphQL schema of accounts: people and companies, and for peers what stands on a business paper."""

from __future__ import annotations

from strawberry.tools import merge_types

from subgraphs.accounts.schema.company import CompanyQuery
from subgraphs.accounts.schema.letterhead import PeerQuery
from subgraphs.common.schema import build_schema

SCHEMA = build_schema(merge_types("Query", (CompanyQuery, PeerQuery)))
