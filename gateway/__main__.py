"""Every stage of the gateway by hand: `python -m gateway serve|compose|plan|visible`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from graphql import GraphQLError, parse, print_schema

from gateway.app import supergraph_of
from gateway.errors import ClientError, ClientErrors, ConfigurationError
from gateway.execution import compile_plan
from gateway.identity.viewers import viewer_of
from gateway.operations.normalize import normalize
from gateway.operations.printer import print_operation
from gateway.operations.validation import validate_document
from gateway.planning import plan
from gateway.planning.explaining import explain_choice
from gateway.planning.printer import print_plan
from gateway.settings import settings_from_environment, settings_from_file
from gateway.supergraph.printer import print_tables

commands = typer.Typer(no_args_is_help=True, add_completion=False, help="A GraphQL federation gateway.")
SupergraphFile = Annotated[Path, typer.Option("--supergraph", help="File of the supergraph SDL.")]


@commands.command()
def serve(
    supergraph: Annotated[Path | None, typer.Option(help="File of the supergraph SDL.")] = None,
    policies: Annotated[Path | None, typer.Option(help="Folder of the policy files.")] = None,
    config: Annotated[Path | None, typer.Option(help="TOML file of settings.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 4000,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that share the port.")] = None,
    tls_certificate: Annotated[Path | None, typer.Option(help="PEM file of the certificate and its chain.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="PEM file of the certificate's private key.")] = None,
) -> None:
    """Serve a supergraph over HTTP."""
    # Loaded by the command that serves, as the others need no server.
    from gateway.processes import serve_gateway

    settings = settings_from_file(config) if config else settings_from_environment(os.environ)
    if supergraph is not None:
        settings = replace(settings, supergraph=supergraph, supergraph_url=None, compose_subgraphs={})
    settings = replace(
        settings,
        policies=policies or settings.policies,
        workers=workers or settings.workers,
        tls_certificate=tls_certificate or settings.tls_certificate,
        tls_key=tls_key or settings.tls_key,
    )
    raise typer.Exit(serve_gateway(settings, host, port))


@commands.command("compose")
def compose_files(
    subgraphs: Annotated[list[str], typer.Argument(help="name=FILE or name=FILE@URL, one per subgraph.")],
) -> None:
    """Compose subgraph schemas and print the supergraph."""
    # Loaded by the command that composes: a gateway that serves has no use for it.
    from gateway.composition import SubgraphDefinition, compose

    definitions = []
    for given in subgraphs:
        name, _, place = given.partition("=")
        file, _, url = place.partition("@")
        if not name or not file:
            raise ConfigurationError(f"'{given}' does not name a subgraph; write name=FILE or name=FILE@URL.")
        definitions.append(SubgraphDefinition(name, url, _text_of(Path(file))))
    result = compose(definitions)
    for error in result.errors:
        print(f"{error.code}: {error.message}", file=sys.stderr)
    if result.sdl is None:
        raise typer.Exit(1)
    print(result.sdl)


class Stage(StrEnum):
    """What of the way to a plan is printed."""

    TABLES = "tables"
    OPERATION = "operation"
    CHOICE = "choice"
    PLAN = "plan"
    REQUESTS = "requests"


@commands.command("plan")
def print_plan_of(
    supergraph: SupergraphFile,
    query: Annotated[str, typer.Argument(help="File of a document; `-` is the standard input; or the text itself.")],
    label: Annotated[list[str] | None, typer.Option(help="An active label of a progressive override.")] = None,
    stage: Annotated[Stage, typer.Option(help="What to print.")] = Stage.PLAN,
    operation: Annotated[str | None, typer.Option(help="Which operation, when the document has several.")] = None,
) -> None:
    """Print how an operation would be fetched, or a stage on the way there."""
    tables = supergraph_of(supergraph)
    if stage is Stage.TABLES:
        print(print_tables(tables))
        return
    document = parse(_document_text(query))
    validate_document(tables.public_schema, document)
    normalized = normalize(tables.public_schema, document, operation, None)
    labels = frozenset(label or ())
    made = plan(tables, normalized, labels)
    if stage is Stage.OPERATION:
        print(print_operation(normalized))
    elif stage is Stage.CHOICE:
        print(explain_choice(tables, normalized, labels))
    elif stage is Stage.REQUESTS:
        for request in compile_plan(made, tables, None).documents():
            print(request)
    else:
        print(print_plan(made))


def _document_text(given: str) -> str:
    """A file of this name is meant as a file, whatever else the name could be read as."""
    if given == "-":
        return sys.stdin.read()
    return given if "{" in given and not os.path.isfile(given) else _text_of(Path(given))


@commands.command()
def visible(
    supergraph: SupergraphFile,
    policies: Annotated[Path, typer.Option(help="Folder of the policy files.")],
    claim: Annotated[list[str], typer.Option(help="An audience claim, e.g. kind:dealer.")],
    function: Annotated[list[str] | None, typer.Option(help="A function, e.g. buyer; default: all.")] = None,
) -> None:
    """Print the schema that somebody with these claims sees."""
    from gateway.visibility.files import read_folder
    from gateway.visibility.loading import load_policies

    schema = supergraph_of(supergraph).public_schema
    claims = {"sub": "somebody", "claims": claim, "functions": function or ["all"]}
    print(
        print_schema(load_policies(read_folder(policies), schema, strict=False).visible(viewer_of(claims, "en")).schema)
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error


def main() -> None:
    """Refusals are told without a traceback."""
    try:
        commands()
    except ClientErrors as refusals:
        sys.exit("\n".join(f"gateway: {_with_place(one)}" for one in refusals.errors))
    except (ConfigurationError, ClientError, GraphQLError) as error:
        sys.exit(f"gateway: {error}")


def _with_place(error: ClientError) -> str:
    places = " and ".join(f"line {line}, column {column}" for line, column in error.locations)
    return f"{error.message} ({places})" if places else error.message


if __name__ == "__main__":
    main()
