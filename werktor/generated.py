"""The files that follow from code and policies: the supergraph, the contract, what each demo viewer sees.

They are checked in, so that their differences can be reviewed; a test and `make check` fail when they drift.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from graphql import print_schema
from joserfc.jwk import OKPKey

from gateway.identity.viewers import viewer_of, visitor
from gateway.model.viewer import Viewer
from gateway.supergraph import read_supergraph
from gateway.visibility.files import read_folder
from gateway.visibility.loading import load_policies
from subgraphs.accounts.demo import load_demo as load_accounts
from subgraphs.accounts.service import issue_token
from subgraphs.accounts.tokens import TokenKeys
from subgraphs.common.app import Services
from subgraphs.common.database import Database
from subgraphs.common.migrations import migrate
from werktor.contract import ids_json, manifest_json, read_documents
from werktor.demo.loading import DEMO
from werktor.settings import ROOT
from werktor.sign_ins import DEMO_SIGN_INS, address_of
from werktor.subgraphs import all_subgraphs, compose_supergraph

CONTRACT = ROOT / "frontend-contract"


class CompositionFailed(Exception):
    """The six subgraphs do not compose; names every error."""


async def generated_files() -> dict[Path, str]:
    """Path -> content of every generated file but the TypeScript types, which Node writes."""
    keys = TokenKeys([OKPKey.generate_key("Ed25519").as_dict(private=True)])
    composed = compose_supergraph(all_subgraphs(keys))
    if composed.sdl is None:
        raise CompositionFailed("\n".join(f"{error.code}: {error.message}" for error in composed.errors))
    public = read_supergraph(composed.sdl).public_schema
    policies = load_policies(read_folder(ROOT / "policies"), public, strict=True)
    documents = read_documents(CONTRACT)
    visible = {
        CONTRACT / "schemas" / f"{name}.graphql": print_schema(policies.visible(viewer).schema) + "\n"
        for name, viewer in (await demo_viewers(keys)).items()
    }
    return {
        ROOT / "schema.graphql": composed.sdl,
        CONTRACT / "public.graphql": print_schema(public) + "\n",
        CONTRACT / "persisted-documents.json": manifest_json(documents),
        CONTRACT / "ids.json": ids_json(documents),
        **visible,
    }


async def demo_viewers(keys: TokenKeys) -> Mapping[str, Viewer]:
    """The viewer of every demo sign-in, from the token accounts gives out, and the visitor."""
    viewers = {"visitor": visitor(None, {"DE": "EUR"}, "de")}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/accounts.sqlite3", schema="accounts")
        try:
            await migrate(database, all_subgraphs(keys)["accounts"].migrations)
            services = Services(database)
            await load_accounts(services, DEMO / "accounts")
            for name in DEMO_SIGN_INS:
                claims = keys.verify(await issue_token(services, keys, address_of(name)))
                viewers[name] = viewer_of(claims, "de")
        finally:
            await database.close()
    return viewers


def drift(files: Mapping[Path, str]) -> list[Path]:
    """The files whose checked-in content is another, and schemas of viewers there no longer are."""
    return sorted({*_stale(files), *_changed(files)})


def write(files: Mapping[Path, str]) -> list[Path]:
    """Writes what drifted and removes what is stale; returns those paths."""
    stale = _stale(files)
    for path in stale:
        path.unlink()
    return [*stale, *write_changed(files)]


def write_changed(files: Mapping[Path, str]) -> list[Path]:
    """Writes the files whose content is another; returns their paths."""
    changed = _changed(files)
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8")
    return changed


def _stale(files: Mapping[Path, str]) -> list[Path]:
    return [path for path in sorted((CONTRACT / "schemas").glob("*.graphql")) if path not in files]


def _changed(files: Mapping[Path, str]) -> list[Path]:
    return [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
