"""Products, prices and stock as orders asks them: a small world that answers, counts what is asked and can be down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from subgraphs.common.money import half_up
from subgraphs.common.peers import PeerFailed, Peers
from subgraphs.common.viewer import Viewer

TAX = Decimal(19)
FREIGHT = {"DE": Decimal("6.90"), "AT": Decimal("12.90")}
FREE_FROM = Decimal(150)


def article(sku: str, **differs: Any) -> dict[str, Any]:
    """As products tells it: sold both ways, delivered, one piece an order unit."""
    return {
        "sku": sku,
        "names": [{"language": "de", "text": f"Artikel {sku}"}],
        "orderUnit": "C62",
        "orderContent": 1,
        "priceContent": 1,
        "priceQuantity": 1,
        "priceUnit": "C62",
        "minimum": 1,
        "step": 1,
        "discontinued": False,
        "successor": None,
        "channel": "both",
        "delivered": True,
    } | differs


ARTICLES = {
    told["sku"]: told
    for told in (
        article("DRILL"),
        article("SAW"),
        article("BIT", minimum=20, step=10),
        article("TIN", orderContent=10, orderUnit="TIN"),
        article("DEALER", channel="dealers_only"),
        article("DIRECT", channel="direct"),
        article("ASK", channel="on_enquiry"),
        article("OLD", discontinued=True, successor="DRILL"),
        article("GONE", discontinued=True),
        article("UNPRICED"),
    )
}
"""BIT is sold from 20 on in tens, a TIN holds ten pieces."""

GTINS = {
    "4006381333931": ("DRILL", 1),
    "4006381333948": ("BIT", 10),
    "4006381333955": ("TIN", 1),
    "4006381333962": ("TIN", 10),
}
"""Article and base units: a drill, a box of ten bits, a piece out of a tin, a tin."""


@dataclass
class OrderingPeers(Peers):
    """`asked` are the operations in order; those in `down` fail. `nets` are prices per price unit by SKU."""

    articles: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {sku: dict(told) for sku, told in ARTICLES.items()}
    )
    nets: dict[str, Decimal] = field(
        default_factory=lambda: {sku: Decimal("51.30") for sku in ARTICLES if sku != "UNPRICED"}
    )
    not_delivered: dict[str, str] = field(default_factory=lambda: {"SAW": "AT"})
    down: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    variables: list[Mapping[str, Any]] = field(default_factory=list)

    async def ask(self, peer: str, operation: str, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        self.asked.append(operation)
        self.variables.append(variables)
        if operation in self.down:
            raise PeerFailed(peer, operation, "it is down")
        answers = {
            "Articles": self._articles,
            "ArticlesNamed": self._articles_named,
            "PriceOrder": self._price_order,
            "StockFor": self._stock_for,
        }
        return answers[operation](variables, viewer)

    def _articles(self, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        known = [self.articles[sku] for sku in variables["skus"] if sku in self.articles]
        country = variables["deliverTo"]
        told = [article | {"delivered": self.not_delivered.get(article["sku"]) != country} for article in known]
        return {"articles": told}

    def _articles_named(self, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        told = []
        for number in variables["numbers"]:
            if number.strip().upper() in self.articles:
                told.append({"number": number, "sku": number.strip().upper(), "pieces": None})
            elif number in GTINS:
                sku, pieces = GTINS[number]
                told.append({"number": number, "sku": sku, "pieces": pieces})
        return {"articlesNamed": told}

    def _price_order(self, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        private = "kind:private" in viewer.claims
        lines = [self._priced(line, private=private) for line in variables["input"]["lines"]]
        goods = sum((Decimal(line["lineNet"] or line["lineGross"]) for line in lines if line["priced"]), Decimal(0))
        freight = FREIGHT.get(variables["input"]["shipTo"]) if 0 < goods < FREE_FROM else None
        total = goods + (freight or 0)
        tax = half_up(total * TAX / (100 + TAX if private else 100))
        charge = {"kind": "freight", "net": None if private else freight, "gross": freight}
        return {
            "priceOrder": {
                "currency": "EUR",
                "taxRate": str(TAX),
                "netTotal": None if private else str(total),
                "taxTotal": str(tax),
                "grossTotal": str(total if private else total + tax),
                "charges": [] if freight is None else [charge],
                "lines": lines,
            }
        }

    def _priced(self, line: Mapping[str, Any], *, private: bool) -> dict[str, Any]:
        unit = self.nets.get(line["sku"])
        told = dict.fromkeys(("unitNet", "unitGross", "lineNet", "lineGross"))
        if unit is None:
            return {"position": line["position"], "priced": False, **told}
        pieces = line["quantity"] * line["orderContent"]
        if not private:
            told |= {"unitNet": str(unit), "lineNet": str(half_up(unit * pieces))}
        gross = unit if private else unit * (100 + TAX) / 100
        told |= {"unitGross": str(gross), "lineGross": str(half_up(gross * pieces))}
        return {"position": line["position"], "priced": True, **told}

    def _stock_for(self, variables: Mapping[str, Any], viewer: Viewer) -> dict[str, Any]:
        """Green up to 20 pieces, yellow with a day above; of saws no stock is kept."""
        return {
            "stockFor": [
                {
                    "position": line["position"],
                    "kept": line["sku"] != "SAW",
                    "light": None if line["sku"] == "SAW" else "green" if line["pieces"] <= 20 else "yellow",
                    "promisedDate": None if line["sku"] == "SAW" else "2026-11-25",
                    "onEnquiry": False,
                }
                for line in variables["lines"]
            ]
        }
