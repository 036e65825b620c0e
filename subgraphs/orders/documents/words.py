"""The words of a confirmation in German and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Words:
    """What one language calls things; `locale` writes its numbers and days. Texts with braces are filled in.

    `units` by UN/ECE code, for one and for several; `charges` and the states by their stored words.
    """

    locale: str
    order_title: str
    request_title: str
    file_name: str
    request_file_name: str
    number: str
    placed: str
    requested_on: str
    buyer_reference: str
    requested_date: str
    buyer: str
    ship_to: str
    state: str
    position: str
    article: str
    quantity: str
    delivery: str
    unit_price: str
    line_total: str
    per: str
    your_number: str
    leaves_on: str
    back_ordered: str
    goods_net: str
    goods_gross: str
    net_total: str
    tax: str
    contained_tax: str
    gross_total: str
    charges: Mapping[str, str]
    units: Mapping[str, tuple[str, str]]
    order_states: Mapping[str, str]
    line_states: Mapping[str, str]
    waits: str
    waits_until: str
    back_orders: str
    whole_only: str
    gross_prices: str
    net_prices: str
    page: str


def words(language: str) -> Words:
    """German for German, English for every other language."""
    return GERMAN if language.split("-")[0].casefold() == "de" else ENGLISH


GERMAN = Words(
    locale="de_DE",
    order_title="Auftragsbestätigung",
    request_title="Bestellanforderung",
    file_name="Auftragsbestaetigung-{number}.pdf",
    request_file_name="Bestellanforderung-{number}.pdf",
    number="Auftrag",
    placed="Bestellt am",
    requested_on="Angefordert am",
    buyer_reference="Ihre Bestellnummer",
    requested_date="Wunschtermin",
    buyer="Besteller",
    ship_to="Lieferanschrift",
    state="Stand",
    position="Pos.",
    article="Artikel",
    quantity="Menge",
    delivery="Lieferung",
    unit_price="Einzelpreis",
    line_total="Betrag",
    per="je {count}",
    your_number="Ihre Artikelnummer {number}",
    leaves_on="ab Lager {day}",
    back_ordered="davon {quantity} im Rückstand",
    goods_net="Warenwert netto",
    goods_gross="Warenwert",
    net_total="Summe netto",
    tax="Umsatzsteuer {rate}",
    contained_tax="darin enthaltene Umsatzsteuer {rate}",
    gross_total="Gesamtbetrag",
    charges=MappingProxyType({"freight": "Versand", "small_order": "Mindermengenzuschlag"}),
    units=MappingProxyType(
        {
            "C62": ("Stück", "Stück"),
            "PK": ("Packung", "Packungen"),
            "SET": ("Satz", "Sätze"),
            "PR": ("Paar", "Paar"),
            "BX": ("Karton", "Kartons"),
        }
    ),
    order_states=MappingProxyType(
        {
            "awaiting": "wartet auf Freigabe in Ihrem Haus",
            "confirmed": "bestätigt",
            "part_shipped": "teilweise geliefert",
            "shipped": "geliefert",
            "cancelled": "storniert",
        }
    ),
    line_states=MappingProxyType(
        {
            "open": "offen",
            "picking": "wird gepackt",
            "part_shipped": "teilweise geliefert",
            "shipped": "geliefert",
            "back_order": "im Rückstand",
            "cancelled": "storniert",
        }
    ),
    waits="Noch kein Auftrag: Wir liefern, sobald die Anforderung in Ihrem Haus freigegeben ist.",
    waits_until="Die Ware ist bis {moment} für Sie reserviert.",
    back_orders="Was noch nicht am Lager ist, liefern wir nach.",
    whole_only="Wir liefern vollständig; es gibt keine Nachlieferung.",
    gross_prices="Alle Preise enthalten die Umsatzsteuer.",
    net_prices="Preise netto, sie gelten, wie am Bestelltag vereinbart, auch für Nachlieferungen.",
    page="Seite {page} von {pages}",
)

ENGLISH = Words(
    locale="en_GB",
    order_title="Order confirmation",
    request_title="Order request",
    file_name="Order-confirmation-{number}.pdf",
    request_file_name="Order-request-{number}.pdf",
    number="Order",
    placed="Ordered on",
    requested_on="Requested on",
    buyer_reference="Your order number",
    requested_date="Wished for",
    buyer="Buyer",
    ship_to="Deliver to",
    state="State",
    position="Pos.",
    article="Article",
    quantity="Quantity",
    delivery="Delivery",
    unit_price="Unit price",
    line_total="Amount",
    per="per {count}",
    your_number="Your article number {number}",
    leaves_on="leaves on {day}",
    back_ordered="{quantity} of them on back-order",
    goods_net="Goods, net",
    goods_gross="Goods",
    net_total="Net total",
    tax="VAT {rate}",
    contained_tax="VAT contained, {rate}",
    gross_total="Total",
    charges=MappingProxyType({"freight": "Delivery", "small_order": "Small-order surcharge"}),
    units=MappingProxyType(
        {
            "C62": ("piece", "pieces"),
            "PK": ("pack", "packs"),
            "SET": ("set", "sets"),
            "PR": ("pair", "pairs"),
            "BX": ("box", "boxes"),
        }
    ),
    order_states=MappingProxyType(
        {
            "awaiting": "waits for approval in your company",
            "confirmed": "confirmed",
            "part_shipped": "partly delivered",
            "shipped": "delivered",
            "cancelled": "cancelled",
        }
    ),
    line_states=MappingProxyType(
        {
            "open": "open",
            "picking": "being packed",
            "part_shipped": "partly delivered",
            "shipped": "delivered",
            "back_order": "on back-order",
            "cancelled": "cancelled",
        }
    ),
    waits="Not an order yet: we deliver once the request has been approved in your company.",
    waits_until="The goods are reserved for you until {moment}.",
    back_orders="What is not in stock yet follows later.",
    whole_only="We deliver complete; nothing follows later.",
    gross_prices="All prices include VAT.",
    net_prices="Prices are net and hold, as agreed on the order day, for what follows later too.",
    page="Page {page} of {pages}",
)
