"""GTINs of all lengths as one number: scanners and catalogues print the same article with 8, 12, 13 or 14 digits."""

from __future__ import annotations


def gtin14(code: str) -> str:
    """The code filled with zeros to 14 digits (GS1 General Specifications, 4.4: how GTINs are stored)."""
    return code.strip().zfill(14)
