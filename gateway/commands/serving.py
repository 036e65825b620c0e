"""`serve`: a supergraph over HTTP."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
from pathlib import Path

from gateway.commands.files import add_supergraph
from gateway.settings import settings_from_environment, settings_from_file

NAME = "serve"
HIGHEST_PORT = 65_535
ABOUT = "Serve a supergraph over HTTP."


def add_options(parser: ArgumentParser) -> None:
    add_supergraph(parser, required=False)
    parser.add_argument("--policies", type=Path, metavar="FOLDER", help="Folder of the policy files.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="TOML file of settings.")
    parser.add_argument("--host", default="127.0.0.1", help="Address to listen on; default: %(default)s.")
    parser.add_argument("--port", type=_port, default=4000, help="Port to listen on; default: %(default)s.")
    parser.add_argument("--workers", type=_at_least_one, help="Processes that share the port.")
    parser.add_argument(
        "--tls-certificate", type=Path, metavar="FILE", help="PEM file of the certificate and its chain."
    )
    parser.add_argument("--tls-key", type=Path, metavar="FILE", help="PEM file of the certificate's private key.")


def run(given: Namespace) -> int:
    # Loaded by the command that serves, as the others need no server.
    from gateway.processes import serve_gateway

    settings = settings_from_file(given.config) if given.config else settings_from_environment(os.environ)
    if given.supergraph is not None:
        settings = replace(settings, supergraph=given.supergraph, supergraph_url=None, compose_subgraphs={})
    settings = replace(
        settings,
        policies=given.policies or settings.policies,
        workers=given.workers or settings.workers,
        tls_certificate=given.tls_certificate or settings.tls_certificate,
        tls_key=given.tls_key or settings.tls_key,
    )
    return serve_gateway(settings, given.host, given.port)


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > len(str(HIGHEST_PORT)) or int(text) > HIGHEST_PORT:
        raise ArgumentTypeError(f"'{text}' is not a port; one from 0 to {HIGHEST_PORT} is needed, 0 for a free one.")
    return int(text)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"'{text}' is not a number of processes; at least 1 is needed.")
    return int(text)
