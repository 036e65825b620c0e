"""GTINs of pieces and boxes: 8, 12, 13 or 14 digits with a right check digit."""

from __future__ import annotations

from stdnum import ean

from subgraphs.products.bmecat.node import Node


def gtin_of(node: Node | None) -> str | None:
    """The digits; a GTIN-13 that was filled to 14 is printed as what it is."""
    if node is None or not node.content:
        return None
    digits = str(ean.compact(node.content))
    if not ean.is_valid(digits):
        node.wrong(f"'{node.content}' is no GTIN: {_reason(digits)}.")
    return digits[1:] if len(digits) == 14 and digits.startswith("0") else digits


def _reason(digits: str) -> str:
    if not digits.isdecimal() or len(digits) not in (8, 12, 13, 14):
        return "it must have 8, 12, 13 or 14 digits"
    return f"the check digit should be {ean.calc_check_digit(digits[:-1])}"
