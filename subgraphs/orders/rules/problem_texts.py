"""What a line problem says to the buyer, in German and in English."""

from __future__ import annotations

from collections.abc import Mapping

from subgraphs.common.text import localized
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode

Texts = Mapping[str, str]


def problem_message(problem: LineProblem, language: str) -> str:
    """The problem and the way out, in `language` (ISO 639-1) or what stands in for it."""
    texts = MESSAGES[problem.code]
    if problem.code is LineProblemCode.DISCONTINUED and problem.values["successor"] is not None:
        texts = REPLACED
    text = localized(texts, language) or problem.code.name
    return text.format_map({**problem.values, "next": problem.next_quantity})


REPLACED: Texts = {
    "de": "Der Artikel ist ausgelaufen; Nachfolger ist {successor}.",
    "en": "The article is discontinued; {successor} replaces it.",
}

MESSAGES: Mapping[LineProblemCode, Texts] = {
    LineProblemCode.UNKNOWN_NUMBER: {
        "de": "„{number}“ nennt keinen Artikel; prüfen Sie Artikelnummer, Ihre Nummer oder GTIN.",
        "en": "“{number}” names no article; check the article number, your own number or the GTIN.",
    },
    LineProblemCode.AMBIGUOUS_NUMBER: {
        "de": "„{number}“ ist Ihre Nummer für {theirs} und nennt bei uns {ours}; geben Sie die gemeinte Nummer an, "
        "sonst die GTIN.",
        "en": "“{number}” is your number for {theirs} and names {ours} with us; give the number you mean, or its GTIN.",
    },
    LineProblemCode.NOT_READABLE: {
        "de": "Diese Zeile nennt keinen Artikel und wurde übergangen; nötig ist: Nummer, Menge, Text.",
        "en": "This row names no article and was passed over; needed is: number, quantity, text.",
    },
    LineProblemCode.QUANTITY_NOT_VALID: {
        "de": "Die Menge muss eine ganze Zahl von {minimum} bis {cap} sein, ohne Einheit.",
        "en": "The quantity must be a whole number from {minimum} to {cap}, without a unit.",
    },
    LineProblemCode.BELOW_MINIMUM: {
        "de": "Die Mindestmenge ist {minimum}; die nächste mögliche Menge ist {next}.",
        "en": "The minimum is {minimum}; the next possible quantity is {next}.",
    },
    LineProblemCode.NOT_IN_STEP: {
        "de": "Bestellbar ab {minimum} in Schritten von {step}; die nächste mögliche Menge ist {next}.",
        "en": "To be ordered from {minimum} in steps of {step}; the next possible quantity is {next}.",
    },
    LineProblemCode.NOT_WHOLE_UNITS: {
        "de": "{pieces} Stück sind keine ganzen Bestelleinheiten zu {content}; die nächste mögliche Menge ist {next}.",
        "en": "{pieces} pieces are no whole order units of {content}; the next possible quantity is {next}.",
    },
    LineProblemCode.NOT_DELIVERED: {
        "de": "Der Artikel wird in dieses Land nicht geliefert.",
        "en": "The article is not delivered to this country.",
    },
    LineProblemCode.NOT_SOLD_TO_YOU: {
        "de": "Auf diesem Weg wird der Artikel nicht an Sie verkauft; wir nennen Ihnen gern, wo Sie ihn bekommen.",
        "en": "The article is not sold to you this way; we gladly tell you where to get it.",
    },
    LineProblemCode.ON_ENQUIRY: {
        "de": "Diesen Artikel gibt es auf Anfrage; fragen Sie ihn bei uns an.",
        "en": "This article is available on enquiry; please ask us for it.",
    },
    LineProblemCode.DISCONTINUED: {
        "de": "Der Artikel ist ausgelaufen.",
        "en": "The article is discontinued.",
    },
    LineProblemCode.NO_PRICE: {
        "de": "Für diesen Artikel ist Ihnen kein Preis genannt; fragen Sie ihn bei uns an.",
        "en": "No price is stated for you on this article; please ask us for it.",
    },
    LineProblemCode.TOO_MANY_ROWS: {
        "de": "Ab hier wurden {rows} Zeilen nicht gelesen: Mehr als {cap} gehen nicht; fügen Sie den Rest danach ein.",
        "en": "From here {rows} rows were not read: {cap} at most are possible; paste the rest afterwards.",
    },
}
