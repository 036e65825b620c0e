"""Where a supergraph comes from besides a file: an address, or the subgraphs themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import orjson

from gateway.errors import ConfigurationError
from gateway.reloading.sources import FileSource, Seen, Source, digest_of, missing
from gateway.settings import Settings
from gateway.settings.addresses import http_address

SECONDS_TO_ANSWER = 10.0
SERVICE_QUERY = orjson.dumps({"query": "{ _service { sdl } }"})
"""Federation subgraph specification: how a subgraph tells its schema."""

Headers = Callable[[], Mapping[str, str]]


def supergraph_source(settings: Settings, headers: Headers = dict) -> Source[str]:
    """Where the settings say that the supergraph is. `headers` go to subgraphs that are asked for their schemas."""
    if settings.supergraph_url and settings.compose_subgraphs:
        raise ConfigurationError("supergraph_url and compose_subgraphs are both set; the supergraph comes from one.")
    for option, url in (
        ("supergraph_url", settings.supergraph_url),
        *(("compose_subgraphs", one) for one in settings.compose_subgraphs.values()),
    ):
        if url and http_address(url) is None:
            raise ConfigurationError(f"{option}: '{url}' must begin with http:// or https:// and name a host.")
    if settings.supergraph_url:
        return UrlSource(settings.supergraph_url)
    if settings.compose_subgraphs:
        return SubgraphsSource(settings.compose_subgraphs, headers)
    return FileSource(settings.supergraph, "the supergraph")


@dataclass(slots=True)
class UrlSource:
    """An address of a text. What it said last is not sent again as long as its entity tag holds (RFC 9110, 13.1.2)."""

    url: str
    looks: int = 1
    _tag: str | None = None
    _before: Seen[str] | None = None

    @property
    def place(self) -> str:
        """The address without name and password."""
        return _without_secrets(self.url)

    async def look(self) -> Seen[str]:
        tag = self._tag if self._before is not None else None
        try:
            status, tag, content = await _asked("GET", self.url, headers={} if tag is None else {"if-none-match": tag})
            if status == 304 and self._before is not None:
                return self._before
            if status != 200:
                return missing(f"{self.place}: the supergraph cannot be fetched: status {status}")
            text = content.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            return missing(f"{self.place}: the supergraph cannot be fetched: {error or type(error).__name__}")
        self._tag, self._before = tag, Seen(digest_of(content), lambda: text)
        return self._before


@dataclass(frozen=True, slots=True)
class SubgraphsSource:
    """Subgraphs that are asked for their schemas; reading composes them."""

    urls: Mapping[str, str]
    headers: Headers = dict
    looks: int = 1
    place: str = field(default="compose_subgraphs", init=False)

    async def look(self) -> Seen[str]:
        told = await asyncio.gather(*(self._schema(name, url) for name, url in self.urls.items()))
        problems = [one for one in told if isinstance(one, ConfigurationError)]
        if problems:
            return missing("; ".join(map(str, problems)))
        schemas = {name: str(sdl) for name, sdl in zip(self.urls, told, strict=True)}
        return Seen(digest_of(orjson.dumps(schemas)), partial(_composed, self.urls, schemas))

    async def _schema(self, name: str, url: str) -> str | ConfigurationError:
        try:
            sent = {"content-type": "application/json", "accept": "application/json", **self.headers()}
            status, _, content = await _asked("POST", url, headers=sent, data=SERVICE_QUERY)
            sdl = orjson.loads(content)["data"]["_service"]["sdl"]
            if status == 200 and isinstance(sdl, str):
                return sdl
            problem = f"status {status}"
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"{type(error).__name__} {error}".strip()
        return ConfigurationError(f"subgraph {name} at {_without_secrets(url)} does not tell its schema: {problem}")


def _composed(urls: Mapping[str, str], schemas: Mapping[str, str]) -> str:
    """Raises ConfigurationError with the code of each error and the subgraphs and lines that it comes from."""
    # Loaded by a gateway that composes: any other has no use for it.
    from gateway.composition import SubgraphDefinition, compose

    result = compose([SubgraphDefinition(name, urls[name], sdl) for name, sdl in schemas.items()])
    if result.sdl is None:
        problems = (
            f"{error.code}: {error.message}"
            + "".join(f" ({at.subgraph}, line {at.line}, column {at.column})" for at in error.locations)
            for error in result.errors
        )
        raise ConfigurationError("the subgraphs do not compose: " + "; ".join(problems))
    return result.sdl


async def _asked(method: str, url: str, **sent: Any) -> tuple[int, str | None, bytes]:
    """Status, entity tag and body; raises OSError, TimeoutError included."""
    # Loaded by the first look: a gateway that reads a file spares the client's memory.
    import aiohttp

    deadline = aiohttp.ClientTimeout(total=SECONDS_TO_ANSWER)
    try:
        async with aiohttp.ClientSession(timeout=deadline) as session, session.request(method, url, **sent) as response:
            return response.status, response.headers.get("etag"), await response.read()
    except (aiohttp.ClientError, ValueError) as error:
        raise ConnectionError(str(error) or type(error).__name__) from error


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
