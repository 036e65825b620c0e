"""`plan`: how an operation would be fetched, or a stage on the way there."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from enum import StrEnum
from pathlib import Path

from graphql import parse

from gateway.app import supergraph_of
from gateway.commands.files import add_supergraph, text_of
from gateway.execution import compile_plan
from gateway.operations.normalize import normalize
from gateway.operations.printer import print_operation
from gateway.operations.validation import validate_document
from gateway.planning import plan
from gateway.planning.explaining import explain_choice
from gateway.planning.printer import print_plan
from gateway.supergraph.printer import print_tables


class Stage(StrEnum):
    """What of the way to a plan is printed."""

    TABLES = "tables"
    OPERATION = "operation"
    CHOICE = "choice"
    PLAN = "plan"
    REQUESTS = "requests"


NAME = "plan"
ABOUT = "Print how an operation would be fetched, or a stage on the way there."


def add_options(parser: ArgumentParser) -> None:
    add_supergraph(parser, required=True)
    parser.add_argument(
        "query",
        metavar="QUERY",
        help="File of a document; `-` is the standard input; or the text itself.",
    )
    parser.add_argument(
        "--label", action="append", default=[], help="An active label of a progressive override; may be repeated."
    )
    parser.add_argument("--stage", choices=[*Stage], default=Stage.PLAN, help="What to print; default: %(default)s.")
    parser.add_argument("--operation", help="Which operation, when the document has several.")


def run(given: Namespace) -> int:
    tables = supergraph_of(given.supergraph)
    if given.stage == Stage.TABLES:
        print(print_tables(tables))
        return 0
    document = parse(_document_text(given.query))
    validate_document(tables.public_schema, document)
    normalized = normalize(tables.public_schema, document, given.operation, None)
    labels = frozenset(given.label)
    made = plan(tables, normalized, labels)
    if given.stage == Stage.OPERATION:
        print(print_operation(normalized))
    elif given.stage == Stage.CHOICE:
        print(explain_choice(tables, normalized, labels))
    elif given.stage == Stage.REQUESTS:
        for request in compile_plan(made, tables, None).documents():
            print(request)
    else:
        print(print_plan(made))
    return 0


def _document_text(given: str) -> str:
    """A file of this name is meant as a file, whatever else the name could be read as."""
    if given == "-":
        return sys.stdin.read()
    return given if "{" in given and not os.path.isfile(given) else text_of(Path(given))
