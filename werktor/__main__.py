"""The command `werktor`: start the house or a part of it, import catalogues, keep generated files true."""

from __future__ import annotations

import asyncio
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn

from gateway.app import create_gateway
from gateway.errors import ConfigurationError
from gateway.serving.client_connection import ClientConnection
from subgraphs.accounts.errors import Refused
from subgraphs.accounts.service import issue_token
from subgraphs.prices.errors import PriceImportRefused
from subgraphs.products.bmecat.problems import CatalogueError
from werktor import generated, storefront
from werktor.catalogue import import_files
from werktor.contract import ContractError
from werktor.demo.loading import load_demo_world
from werktor.house import build_house, open_house
from werktor.node import BuildFailed
from werktor.parts import remote_gateway, single_subgraph
from werktor.policy_commands import policy
from werktor.preview_example import preview_example
from werktor.publish_commands import publishing
from werktor.readme_blocks import PREVIEW, TABLE, with_block
from werktor.settings import PORTS, ROOT, Settings, read_settings
from werktor.visibility_table import visibility_table
from werktor.welcome import welcome

commands = typer.Typer(no_args_is_help=True, add_completion=False, help="The gate of the works.")
serving = typer.Typer(no_args_is_help=True, help="Serve one part of the house in a process of its own.")
pages = typer.Typer(no_args_is_help=True, help="The storefront.")
commands.add_typer(serving, name="serve")
policy.registered_commands += publishing.registered_commands
commands.add_typer(policy, name="policy")
commands.add_typer(pages, name="storefront")

Today = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A fixed day for prices, stock and demo data.")
]


@commands.command()
def up(port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None, today: Today = None) -> None:
    """Build the storefront, load demo data at first start, serve everything in one process."""
    settings = read_settings(port=port, today=today)
    _refuse_unusable(settings.host, settings.port)
    storefront.build()
    asyncio.run(_prepare(settings))
    house = build_house(settings)
    print(welcome(settings), flush=True)
    _serve(house.app, settings.host, settings.port)


@commands.command()
def demo(today: Today = None) -> None:
    """Load the demo world anew: rows it knows are brought back to what its files say."""
    asyncio.run(_load_demo(read_settings(today=today)))


@commands.command("import")
def import_catalogues(files: Annotated[list[Path], typer.Argument(help="BMEcat 2005 T_NEW_CATALOG files.")]) -> None:
    """Take catalogues in, all or nothing."""

    async def run() -> None:
        async with open_house(read_settings()) as house:
            result = await import_files(house.services, files)
        print(f"{result.added} added, {result.changed} changed, {result.unchanged} unchanged")

    asyncio.run(run())


@commands.command()
def token(
    who: Annotated[str, typer.Option("--as", help="Address of a person or machine, e.g. dealer@demo.example.")],
    looks_at: Annotated[str | None, typer.Option("--for", help="Company that a staff member looks at.")] = None,
) -> None:
    """Print a bearer token."""

    async def run() -> None:
        async with open_house(read_settings()) as house:
            print(await issue_token(house.services["accounts"], house.token_keys, who, looks_at=looks_at))

    asyncio.run(run())


@commands.command()
def generate(check: Annotated[bool, typer.Option("--check", help="Only tell what drifted.")] = False) -> None:
    """Write schema.graphql, frontend-contract/ and the README's table and preview anew, or tell what drifted.

    The table takes a whole house; both are written here but checked by the suite.
    """
    files = asyncio.run(generated.generated_files())
    paths = generated.drift(files) if check else generated.write(files)
    if not check:
        readme = ROOT / "README.md"
        text = with_block(readme.read_text(encoding="utf-8"), TABLE, asyncio.run(visibility_table()))
        text = with_block(text, PREVIEW, preview_example())
        paths += generated.write_changed({readme: text})
    for path in paths:
        print(f"{'drifted' if check else 'written'}: {path.relative_to(ROOT)}")
    if check and paths:
        sys.exit("Run 'make generate' and review the difference.")


@serving.command()
def subgraph(
    name: Annotated[str, typer.Argument(help=f"One of {', '.join(PORTS)}.")],
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    today: Today = None,
) -> None:
    """Serve one subgraph."""
    if name not in PORTS:
        sys.exit(f"werktor: there is no subgraph '{name}'; there are {', '.join(PORTS)}")
    settings = read_settings(today=today)
    _serve(single_subgraph(settings, name), settings.host, port if port is not None else PORTS[name])


@serving.command("gateway")
def serve_gateway(port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None) -> None:
    """Serve the gateway in front of subgraphs that run as processes of their own."""
    settings = read_settings(port=port)
    _serve(create_gateway(remote_gateway(settings)), settings.host, settings.port)


@pages.command("build")
def build_storefront() -> None:
    """Build the pages if their sources changed."""
    print(storefront.build().relative_to(ROOT))


@pages.command("check")
def check_storefront() -> None:
    """Check the types of the pages."""
    storefront.check()


@pages.command("generate")
def generate_types() -> None:
    """Write the TypeScript types of the contract's documents."""
    storefront.generate()


def _refuse_unusable(host: str, port: int) -> None:
    """Told before anything is built or loaded; a port lost after this is still refused by the server itself."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise ConfigurationError(
            f"{host}:{port} cannot be listened on: {error.strerror}; name another port by --port or WERKTOR_PORT."
        ) from error


async def _prepare(settings: Settings) -> None:
    """Loads the demo world where it never was loaded and this is not production."""
    marker = settings.demo_marker()
    if settings.production or marker.exists():
        return
    await _load_demo(settings)
    marker.touch()


async def _load_demo(settings: Settings) -> None:
    if settings.production:
        raise ConfigurationError("WERKTOR_PRODUCTION is set: demo data and demo sign-ins are not loaded.")
    async with open_house(settings) as house:
        await load_demo_world(house.services)


def _serve(app: Any, host: str, port: int) -> None:
    """Open streams do not hold up a stop for longer than ten seconds; the gateway alone reads
    `X-Forwarded-For`, from the proxies that its settings name."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        http=ClientConnection,
        lifespan="on",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )


def main() -> None:
    """Refusals are told in their own words, without a traceback."""
    refusals = (ConfigurationError, CatalogueError, PriceImportRefused, Refused, ContractError, BuildFailed)
    try:
        commands()
    except (*refusals, generated.CompositionFailed, PermissionError) as refusal:
        sys.exit(f"werktor: {refusal}")


if __name__ == "__main__":
    main()
