"""What a step of a price says to the buyer, in German and in English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal

Texts = Mapping[str, str]

LANGUAGES = ("de", "en")

LIST_PRICE: Texts = {"de": "Listenpreis", "en": "List price"}
DIRECT_PRICE: Texts = {"de": "Direktpreis", "en": "Direct price"}
PROJECT_PRICE: Texts = {"de": "Projektpreis", "en": "Project price"}
CONTRACT_PRICE: Texts = {"de": "Vertragspreis", "en": "Contract price"}
CUSTOMER_LIST_PRICE: Texts = {"de": "Ihre Nettopreisliste", "en": "Your net price list"}
QUOTED_PRICE: Texts = {"de": "Preis aus Ihrem Angebot", "en": "Price of your quote"}
BLANKET_PRICE: Texts = {"de": "Preis aus Ihrem Rahmenauftrag", "en": "Price of your blanket order"}
BEST_PRICE: Texts = {"de": "Bestpreis: günstiger als vereinbart", "en": "Best price: lower than agreed"}
LOWEST_DIRECT_PRICE: Texts = {"de": "Niedrigster Direktpreis", "en": "Lowest direct price"}
RECOMMENDED: Texts = {"de": "unverbindliche Preisempfehlung", "en": "non-binding recommendation"}


def discount(percent: Decimal) -> Texts:
    return {
        "de": f"Rabatt {format_decimal(percent, locale='de')} %",
        "en": f"Discount {format_decimal(percent, locale='en')}%",
    }


def promotion(names: Texts) -> Texts:
    named = {language: names.get(language) or next(iter(names.values()), "") for language in LANGUAGES}
    return {"de": f"Aktion {named['de']}".strip(), "en": f"Promotion {named['en']}".strip()}
