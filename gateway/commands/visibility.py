"""`visible`: the schema that somebody sees."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from graphql import print_schema

from gateway.app import supergraph_of
from gateway.commands.files import add_supergraph
from gateway.identity.viewers import viewer_of

NAME = "visible"
ABOUT = "Print the schema that somebody with these claims sees."


def add_options(parser: ArgumentParser) -> None:
    add_supergraph(parser, required=True)
    parser.add_argument("--policies", type=Path, metavar="FOLDER", required=True, help="Folder of the policy files.")
    parser.add_argument(
        "--claim", action="append", required=True, help="An audience claim, e.g. kind:dealer; may be repeated."
    )
    parser.add_argument(
        "--function", action="append", help="A function, e.g. buyer; may be repeated; all of them if none is given."
    )


def run(given: Namespace) -> int:
    # Loaded by the command that reads policies: a gateway without them has no use for it.
    from gateway.visibility.files import read_folder
    from gateway.visibility.loading import load_policies

    schema = supergraph_of(given.supergraph).public_schema
    claims = {"sub": "somebody", "claims": given.claim, "functions": given.function or ["all"]}
    policies = load_policies(read_folder(given.policies), schema, strict=False)
    print(print_schema(policies.visible(viewer_of(claims, "en")).schema))
    return 0
