"""The user errors of carts and orders: typed codes, a sentence with the way out in German or English, the place."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from subgraphs.common.text import localized


class OrderErrorCode(enum.Enum):
    IN_PROGRESS = "in_progress"
    KEY_REUSED = "key_reused"
    CART_NOT_FOUND = "cart_not_found"
    CART_CHANGED = "cart_changed"
    CART_EMPTY = "cart_empty"
    CART_ORDERED = "cart_ordered"
    LINE_NOT_ORDERABLE = "line_not_orderable"
    PRICES_CHANGED = "prices_changed"
    NOT_ENOUGH_STOCK = "not_enough_stock"
    ADDRESS_NOT_VALID = "address_not_valid"
    DATE_NOT_VALID = "date_not_valid"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_LINES = "too_many_lines"
    UNKNOWN_NUMBER = "unknown_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    QUANTITY_NOT_VALID = "quantity_not_valid"
    NOT_ORDERABLE = "not_orderable"
    LINE_NOT_FOUND = "line_not_found"
    ORDER_NOT_FOUND = "order_not_found"
    NOT_CANCELLABLE = "not_cancellable"
    NOT_ALLOWED = "not_allowed"
    NOT_IN_THIS_STATE = "not_in_this_state"
    NOTHING_RESERVED = "nothing_reserved"
    COULD_NOT_BE_PLACED = "could_not_be_placed"


@dataclass(frozen=True, slots=True)
class UserError:
    """Why something was not done. `path`: the input concerned; `next_quantity`: the next valid one, in order units."""

    code: OrderErrorCode
    message: str
    path: tuple[str, ...] = ()
    next_quantity: int | None = None


class Refused(Exception):
    """Ends a use case, and its transaction with it, with the errors that are told to the user."""

    def __init__(self, *errors: UserError) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


def user_error(
    code: OrderErrorCode, language: str, *path: str, next_quantity: int | None = None, **values: object
) -> UserError:
    """The error in the viewer's language; `values` fill the blanks of its sentence, see MESSAGES."""
    text = localized(MESSAGES[code], language) or code.name
    return UserError(code, text.format_map(values), path, next_quantity)


MESSAGES: Mapping[OrderErrorCode, Mapping[str, str]] = {
    OrderErrorCode.IN_PROGRESS: {
        "de": "Diese Bestellung wird gerade bearbeitet; senden Sie sie mit demselben Schlüssel noch einmal.",
        "en": "This order is being processed; send it again with the same key.",
    },
    OrderErrorCode.KEY_REUSED: {
        "de": "Dieser Schlüssel steht schon für einen anderen Auftrag; verwenden Sie einen neuen.",
        "en": "This key already stands for something else; use a new one.",
    },
    OrderErrorCode.CART_NOT_FOUND: {
        "de": "Diesen Warenkorb gibt es nicht.",
        "en": "There is no such cart.",
    },
    OrderErrorCode.CART_CHANGED: {
        "de": "Der Warenkorb wurde inzwischen geändert; prüfen Sie ihn und senden Sie noch einmal.",
        "en": "The cart has changed in the meantime; look it over and send again.",
    },
    OrderErrorCode.CART_EMPTY: {
        "de": "Der Warenkorb ist leer; legen Sie zuerst etwas hinein.",
        "en": "The cart is empty; put something into it first.",
    },
    OrderErrorCode.CART_ORDERED: {
        "de": "Dieser Warenkorb ist schon bestellt; Sie finden ihn unter Ihren Bestellungen.",
        "en": "This cart has been ordered already; you find it among your orders.",
    },
    OrderErrorCode.LINE_NOT_ORDERABLE: {
        "de": "Position {position}: {problem}",
        "en": "Position {position}: {problem}",
    },
    OrderErrorCode.PRICES_CHANGED: {
        "de": "Die Preise haben sich geändert; prüfen Sie den Warenkorb und bestellen Sie noch einmal.",
        "en": "Prices have changed; look over the cart and order again.",
    },
    OrderErrorCode.NOT_ENOUGH_STOCK: {
        "de": "Position {position}: Davon ist nicht genug da. {promise}",
        "en": "Position {position}: There is not enough of it. {promise}",
    },
    OrderErrorCode.ADDRESS_NOT_VALID: {
        "de": "Die Lieferanschrift braucht hier eine Angabe: Name, Straße, Postleitzahl, Ort und Land (ISO, z. B. DE).",
        "en": "The delivery address lacks this: it needs name, street, postcode, town and country (ISO, e.g. DE).",
    },
    OrderErrorCode.DATE_NOT_VALID: {
        "de": "Wählen Sie einen Tag vom {first} bis zum {last}.",
        "en": "Choose a day from {first} to {last}.",
    },
    OrderErrorCode.TEXT_TOO_LONG: {
        "de": "Höchstens {limit} Zeichen sind möglich.",
        "en": "At most {limit} characters are possible.",
    },
    OrderErrorCode.TOO_MANY_LINES: {
        "de": "Höchstens {limit} Positionen sind möglich; teilen Sie sie auf mehrere Bestellungen auf.",
        "en": "At most {limit} lines are possible; spread them over several orders.",
    },
    OrderErrorCode.UNKNOWN_NUMBER: {"de": "{problem}", "en": "{problem}"},
    OrderErrorCode.AMBIGUOUS_NUMBER: {"de": "{problem}", "en": "{problem}"},
    OrderErrorCode.QUANTITY_NOT_VALID: {"de": "{problem}", "en": "{problem}"},
    OrderErrorCode.NOT_ORDERABLE: {"de": "{problem}", "en": "{problem}"},
    OrderErrorCode.LINE_NOT_FOUND: {
        "de": "Eine Position {position} gibt es hier nicht.",
        "en": "There is no line {position} here.",
    },
    OrderErrorCode.ORDER_NOT_FOUND: {
        "de": "Diese Bestellung gibt es nicht.",
        "en": "There is no such order.",
    },
    OrderErrorCode.NOT_CANCELLABLE: {
        "de": "Das ist nicht mehr zu stornieren: Es wird schon bereitgestellt oder ist unterwegs.",
        "en": "This can no longer be cancelled: it is being picked or on its way.",
    },
    OrderErrorCode.NOT_ALLOWED: {
        "de": "Dazu sind Sie nicht berechtigt; fragen Sie in Ihrer Firma nach.",
        "en": "You may not do this; ask within your company.",
    },
    OrderErrorCode.NOT_IN_THIS_STATE: {
        "de": "Das geht im jetzigen Stand der Bestellung nicht; laden Sie sie neu.",
        "en": "The order is no longer at that point; load it again.",
    },
    OrderErrorCode.NOTHING_RESERVED: {
        "de": "Dafür ist nicht genug reserviert; verschicken Sie höchstens, was für die Position bereitliegt.",
        "en": "Not enough is reserved for this; ship what is kept for the line at most.",
    },
    OrderErrorCode.COULD_NOT_BE_PLACED: {
        "de": "Die Bestellung konnte gerade nicht angenommen werden; nichts wurde bestellt. Versuchen Sie es erneut.",
        "en": "The order could not be taken just now; nothing was ordered. Please try again.",
    },
}
"""`problem` is the sentence of a line problem, `promise` one about when the goods can be had."""
