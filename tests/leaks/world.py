"""What the grid is made of: a supergraph with everything derived from it, and a gateway over subgraphs of canaries."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from graphql import GraphQLInterfaceType, GraphQLObjectType

from gateway.app import create_gateway
from gateway.gateway import Gateway
from gateway.model.viewer import Viewer
from gateway.settings import Settings
from gateway.supergraph import Supergraph, read_supergraph
from gateway.telemetry.logs import make_logger
from gateway.visibility.files import PolicyFiles, read_folder
from gateway.visibility.loading import load_policies
from gateway.visibility.policies import Policies
from tests.kit.public_schema import POLICY_FOLDER
from tests.kit.served import ISSUER, NOW, TOKEN_KEY, VIEWER_KEY, access_token
from tests.leaks.asking import WORD, Question, Told, ask
from tests.leaks.canaries import Canaries
from tests.leaks.canary_subgraph import CanarySubgraph, Values
from tests.leaks.coordinates import Coordinate, coordinates_of
from tests.leaks.places import Places
from tests.leaks.stored import Manifest
from tests.leaks.visible_sets import Arranged, VisibleSet, lone_sets, role_sets
from werktor.settings import ROOT

REAL_DOCUMENTS = ROOT / "frontend-contract" / "persisted-documents.json"


@dataclass
class World:
    """A supergraph of the real subgraphs; `also` are coordinates that everybody may see beside what policies say."""

    sdl: str
    also: frozenset[str] = frozenset()
    sets: list[VisibleSet] = field(init=False)

    def __post_init__(self) -> None:
        policies = self.policies
        arranged = Arranged(policies, self.supergraph.public_schema, {}, self.also)
        roles = [VisibleSet(one.name, one.viewer, arranged.visible(one.viewer)) for one in role_sets(policies)]
        self.sets = roles if self.also else [*roles, *lone_sets(self.supergraph)]

    @cached_property
    def supergraph(self) -> Supergraph:
        return read_supergraph(self.sdl)

    @cached_property
    def policies(self) -> Policies:
        return load_policies(self.files, self.supergraph.public_schema, strict=False)

    @cached_property
    def files(self) -> PolicyFiles:
        """The real ones; the cases are about the real schema alone, in which fewer ways lead to a type."""
        files = read_folder(POLICY_FOLDER)
        cases = [name for name in files.texts if name.startswith("cases/")] if self.also else []
        return PolicyFiles({name: text for name, text in files.texts.items() if name not in cases})

    @cached_property
    def coordinates(self) -> Mapping[str, Coordinate]:
        return coordinates_of(self.supergraph.schema)

    @cached_property
    def places(self) -> Places:
        return Places(self.supergraph.schema)

    @cached_property
    def canaries(self) -> Canaries:
        return Canaries.of([one.text for one in self.coordinates.values() if self._is_output(one)])

    @cached_property
    def templates(self) -> Mapping[str, str]:
        """The generated manifest, with the place of each name left open."""
        if self.also:
            return {}
        public = (one for one in self.coordinates.values() if one.text in self.public)
        return Manifest(self.supergraph.public_schema, self.places).documents(public)

    @cached_property
    def real_documents(self) -> Mapping[str, str]:
        found: dict[str, str] = orjson.loads(REAL_DOCUMENTS.read_bytes())
        return found

    @cached_property
    def documents(self) -> Mapping[str, str]:
        """The real manifest and the generated one."""
        generated = {
            key: text.replace(WORD, self.coordinates[key.partition(":")[2]].name)
            for key, text in self.templates.items()
        }
        return {**self.real_documents, **generated}

    def hidden(self, seen: VisibleSet) -> Iterable[Coordinate]:
        """In one fixed order. Of a set that hides one coordinate alone, what goes with it counts too."""
        return (one for one in self.coordinates.values() if self._is_hidden(one, seen))

    def _is_hidden(self, one: Coordinate, seen: VisibleSet) -> bool:
        if one.text in seen.visible.coordinates:
            return False
        return seen.alone is None or one.text in self.public

    @cached_property
    def public(self) -> frozenset[str]:
        return frozenset(coordinates_of(self.supergraph.public_schema))

    def _is_output(self, one: Coordinate) -> bool:
        return isinstance(
            self.supergraph.schema.type_map.get(one.owner), GraphQLObjectType | GraphQLInterfaceType
        ) and not one.text.endswith(")")


@dataclass
class House:
    """A running gateway of a world."""

    world: World
    gateway: Gateway
    values: Values
    _tokens: dict[str, str] = field(default_factory=dict)

    async def ask(self, seen: VisibleSet, question: Question, name: str) -> Told:
        """What this viewer is told when he asks for a name."""
        before = self.values.calls
        told = await ask(self.gateway, self.token(seen.viewer), question.members(name), question)
        return Told(told.status, told.headers, told.body, self.values.calls - before)

    def token(self, viewer: Viewer) -> str:
        if viewer.subject not in self._tokens:
            claims: dict[str, Any] = {
                name: sorted(getattr(viewer, name)) for name in ("claims", "machine", "functions", "grants")
            }
            self._tokens[viewer.subject] = access_token(sub=viewer.subject, company="eisen-vogt", **claims)
        return self._tokens[viewer.subject]


@asynccontextmanager
async def open_house(world: World, folder: Path, *, stored: bool = True) -> AsyncIterator[House]:
    """`stored`: with the documents of the manifests, which take a while to be read."""
    (folder / "supergraph.graphql").write_text(world.sdl, encoding="utf-8")
    (folder / "documents.json").write_bytes(orjson.dumps(world.documents if stored else {}))
    settings = Settings(
        supergraph=folder / "supergraph.graphql",
        policies=_written(world.files, folder / "policies"),
        documents=folder / "documents.json",
        issuers=(ISSUER,),
        rate_per_account=10**9,
    )
    values = Values(world.supergraph, world.canaries)
    lone = {one.viewer.subject: one.visible for one in world.sets if one.alone is not None}
    gateway = create_gateway(
        settings,
        transports={name: CanarySubgraph(name, values) for name in world.supergraph.subgraphs},
        signing_key=VIEWER_KEY,
        jwks={ISSUER.issuer: {"keys": [{**TOKEN_KEY.as_dict(private=False), "use": "sig"}]}},
        policies=lambda real: Arranged(real, world.supergraph.public_schema, lone, world.also),  # type: ignore[arg-type]
        now=lambda: float(NOW),
        log=make_logger(_Forgetting()),
    )
    asyncio.get_running_loop().set_default_executor(_AtOnce())
    async with gateway.running():
        yield House(world, gateway, values)


def _written(files: PolicyFiles, folder: Path) -> Path:
    for name, text in files.texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


class _AtOnce(ThreadPoolExecutor):
    """Does at once what else is done in a thread beside others: here there are no others, and threads cost more."""

    def submit(self, act: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(act(*arguments, **named))
        except Exception as problem:  # noqa: BLE001 - whoever waits for it gets it
            done.set_exception(problem)
        return done


class _Forgetting(io.BytesIO):
    """The log of a hundred thousand requests, of which nobody reads anything."""

    def write(self, _line: Any) -> int:
        return 0
