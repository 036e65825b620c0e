"""Takes BMEcat catalogues in: articles to products, their prices to prices, and nothing at all when anything is wrong.

Every file is read to its end and every price row checked before the first row is written anywhere; both subgraphs then
write in one transaction each, and an import that was cut off between the two is completed by importing again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from subgraphs.common.app import Services
from subgraphs.prices.rules.conditions import PriceKind
from subgraphs.prices.rules.importing import PriceRow, gather
from subgraphs.prices.service import import_prices
from subgraphs.products.bmecat.article import Article
from subgraphs.products.bmecat.reader import read_catalogue
from subgraphs.products.service.importing import ImportResult, import_catalogue

PRICE_KINDS = {
    "net_list": PriceKind.LIST,
    "nrp": PriceKind.RECOMMENDED,
    "udp_directnet": PriceKind.DIRECT_NET,
    "udp_directgross": PriceKind.DIRECT_GROSS,
    "udp_cost": PriceKind.COST,
}
"""BMEcat price type -> what it is here; other types (a supplier's own) are not ours to keep.

The schema of BMEcat 2005 allows no underscore after `udp_` (`\\w` of XML Schema has none).
"""

SINCE_EVER = date(1970, 1, 1)
"""The first day of a price for which the catalogue names none."""


async def import_files(services: Mapping[str, Services], paths: Sequence[Path]) -> ImportResult:
    """Raises CatalogueError or PriceImportRefused naming file, line and reason; then nothing has changed."""
    catalogues = [read_catalogue(path) for path in paths]
    rows = [row for catalogue in catalogues for article in catalogue.articles() for row in price_rows(article)]
    gather(rows)
    result = await import_catalogue(services["products"], *catalogues)
    await import_prices(services["prices"], rows)
    return result


def price_rows(article: Article) -> Iterator[PriceRow]:
    """The article's prices with quantities in base units; a price for no country is for none."""
    for price in article.prices:
        kind = PRICE_KINDS.get(price.kind)
        if kind is None or price.territory is None:
            continue
        yield PriceRow(
            sku=article.sku,
            territory=price.territory,
            currency=price.currency,
            kind=kind,
            amount=price.amount,
            valid_from=price.valid_from or SINCE_EVER,
            valid_until=price.valid_until,
            lower_bound=int(price.lower_bound * article.quantities.order_content),
            price_quantity=article.quantities.price_quantity,
            discount_group=article.discount_group,
        )
