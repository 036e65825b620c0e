"""How much one request may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gateway.settings.option import option


@dataclass(frozen=True)
class LimitOptions:
    body_limit: int = option("Largest request body in bytes.", 256 * 1024)
    token_limit: int = option("Most tokens in a document.", 2000)
    depth_limit: int = option("Deepest nesting of fields in a free-form document.", 15)
    alias_limit: int = option("Most aliases in a free-form document.", 30)
    root_field_limit: int = option("Most root fields in a free-form document.", 20)
    directive_limit: int = option("Most directives in a free-form document.", 50)
    cost_limit: float = option("Most that one operation may cost, as estimated before it runs.", 50_000.0)
    cost_limits: Mapping[str, float] = option(
        "The same by role of the policies, instead of `cost_limit`; of several roles the largest counts.",
        MappingProxyType({}),
    )
    default_list_size: int = option("Length that is taken of a list without `@listSize`.", 10)
    default_slicing_arguments: tuple[str, ...] = option(
        "Arguments that by custom say the length of a list, or of the lists in a page, without `@listSize`.",
        ("first", "last", "limit"),
    )
    cost_reported: bool = option("Whether answers carry their estimated and actual cost in `extensions.cost`.", False)
    rate_per_account: int = option(
        "Most requests a minute of one account; a minute's requests may come at once.", 6_000
    )
    rate_per_address: int = option("Most requests a minute of visitors and bad tokens from one address.", 60_000)
    rate_redis_url: str | None = option(
        "Redis that counts requests for several processes; empty: each process counts its own.", None
    )
    trusted_proxies: tuple[str, ...] = option(
        "Addresses or networks of the proxies in front, whose `X-Forwarded-For` is believed.", ()
    )
