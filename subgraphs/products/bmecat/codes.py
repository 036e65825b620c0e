"""Code lists of catalogues: languages, countries, currencies and the units of the tool trade."""

from __future__ import annotations

import pycountry

MEASURES = {
    "C62": "one (piece)",
    "H87": "piece",
    "EA": "each",
    "PR": "pair",
    "SET": "set",
    "KT": "kit",
    "MMT": "millimetre",
    "CMT": "centimetre",
    "MTR": "metre",
    "MMK": "square millimetre",
    "CMK": "square centimetre",
    "MTK": "square metre",
    "GRM": "gram",
    "KGM": "kilogram",
    "MLT": "millilitre",
    "LTR": "litre",
    "SEC": "second",
    "MIN": "minute",
    "HUR": "hour",
    "DAY": "day",
    "MON": "month",
    "ANN": "year",
    "VLT": "volt",
    "AMP": "ampere",
    "AMH": "ampere hour",
    "WTT": "watt",
    "KWT": "kilowatt",
    "WHR": "watt hour",
    "HTZ": "hertz",
    "JOU": "joule",
    "NEW": "newton",
    "NU": "newton metre",
    "BAR": "bar",
    "RPM": "revolutions per minute",
    "C94": "reciprocal minute (strokes, blows)",
    "MSK": "metre per second squared",
    "MTS": "metre per second",
    "L2": "litre per minute",
    "2N": "decibel",
    "DD": "degree (angle)",
    "CEL": "degree Celsius",
    "LUM": "lumen",
    "P1": "per cent",
}
"""UN/ECE Recommendation 20, as far as tools are counted, measured and described with it."""

PACKAGES = {
    "AE": "aerosol",
    "BG": "bag",
    "BX": "box",
    "CA": "can",
    "CS": "case",
    "CT": "carton",
    "PA": "packet",
    "PK": "package",
    "PX": "pallet",
    "RL": "reel",
    "RO": "roll",
    "TU": "tube",
}
"""UN/ECE Recommendation 21, as far as tools are packed in it."""

UNITS = MEASURES.keys() | PACKAGES.keys()


def language(code: str) -> str | None:
    """ISO 639-1 for a code of ISO 639-2 (`deu` and `ger` alike) or 639-1; None when it is none."""
    wanted = code.strip().lower()
    for kind in ("alpha_3", "bibliographic", "alpha_2"):
        if (found := pycountry.languages.get(**{kind: wanted})) is not None:
            short: str | None = getattr(found, "alpha_2", None)
            return short
    return None


def country(code: str) -> str | None:
    """ISO 3166-1 alpha-2, also of a subdivision (`DE-NW`); None when there is none."""
    found = pycountry.countries.get(alpha_2=code.strip().upper().partition("-")[0])
    return None if found is None else str(found.alpha_2)


def currency(code: str) -> str | None:
    """ISO 4217; None when there is none."""
    found = pycountry.currencies.get(alpha_3=code.strip().upper())
    return None if found is None else str(found.alpha_3)
