"""Files that are named on the command line."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from gateway.errors import ConfigurationError


def add_supergraph(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--supergraph", type=Path, metavar="FILE", required=required, help="File of the supergraph SDL."
    )


def text_of(path: Path) -> str:
    """Raises ConfigurationError with the path."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
