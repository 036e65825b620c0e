"""What can be asked of the gateway on a command line: one module a command.

Read by `argparse`: a process that serves keeps what its command line loaded, and a framework takes 8 MB of it.
"""

from __future__ import annotations

from argparse import ArgumentParser

from gateway.commands import composing, planning, serving, visibility


def parser() -> ArgumentParser:
    """Parses into a namespace whose `run` does the command and gives its exit status."""
    parser = ArgumentParser("gateway", description="A GraphQL federation gateway.", allow_abbrev=False)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in (serving, composing, planning, visibility):
        options = commands.add_parser(command.NAME, help=command.ABOUT, description=command.ABOUT, allow_abbrev=False)
        command.add_options(options)
        options.set_defaults(run=command.run)
    return parser
