"""How much one request may ask."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.settings.option import option


@dataclass(frozen=True)
class LimitOptions:
    body_limit: int = option("Largest request body in bytes.", 256 * 1024)
    token_limit: int = option("Most tokens in a document.", 2000)
    depth_limit: int = option("Deepest nesting of fields in a free-form document.", 15)
    alias_limit: int = option("Most aliases in a free-form document.", 30)
    root_field_limit: int = option("Most root fields in a free-form document.", 20)
    directive_limit: int = option("Most directives in a free-form document.", 50)
