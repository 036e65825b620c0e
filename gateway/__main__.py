"""Every stage of the gateway by hand: `python -m gateway serve|compose|plan|visible`."""

from __future__ import annotations

import sys

from graphql import GraphQLError

from gateway.commands import parser
from gateway.errors import ClientError, ClientErrors, ConfigurationError


def main() -> None:
    """Refusals are told without a traceback."""
    given = parser().parse_args()
    try:
        sys.exit(given.run(given))
    except ClientErrors as refusals:
        sys.exit("\n".join(f"gateway: {_with_place(one)}" for one in refusals.errors))
    except (ConfigurationError, ClientError, GraphQLError) as error:
        sys.exit(f"gateway: {error}")


def _with_place(error: ClientError) -> str:
    places = " and ".join(f"line {line}, column {column}" for line, column in error.locations)
    return f"{error.message} ({places})" if places else error.message


if __name__ == "__main__":
    main()
