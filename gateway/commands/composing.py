"""`compose`: subgraph schemas into a supergraph."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from gateway.commands.files import text_of
from gateway.errors import ConfigurationError

NAME = "compose"
ABOUT = "Compose subgraph schemas and print the supergraph."


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "subgraphs", nargs="+", metavar="SUBGRAPH", help="name=FILE or name=FILE@URL, one per subgraph."
    )


def run(given: Namespace) -> int:
    # Loaded by the command that composes: a gateway that serves has no use for it.
    from gateway.composition import SubgraphDefinition, compose

    definitions = []
    for one in given.subgraphs:
        name, _, place = one.partition("=")
        file, _, url = place.partition("@")
        if not name or not file:
            raise ConfigurationError(f"'{one}' does not name a subgraph; write name=FILE or name=FILE@URL.")
        definitions.append(SubgraphDefinition(name, url, text_of(Path(file))))
    result = compose(definitions)
    for error in result.errors:
        print(f"{error.code}: {error.message}", file=sys.stderr)
    if result.sdl is None:
        return 1
    print(result.sdl)
    return 0
