"""The products subgraph with a small catalogue, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from subgraphs.products.bmecat.reader import read_catalogue
from subgraphs.products.service.importing import import_catalogue
from subgraphs.products.subgraph import SUBGRAPH
from tests.kit import catalogue as written
from tests.kit.catalogue import article, group, membership, reference
from tests.kit.subgraphs import SubgraphClient, running


def feature(names: str, values: str, unit: str, more: str = "") -> str:
    return f"<FEATURE>{names}{values}<FUNIT>{unit}</FUNIT>{more}</FEATURE>"


def channel(country: str, way: str, delivered: str = "true") -> str:
    return f'<UDX.WERKTOR.CHANNEL country="{country}" delivered="{delivered}">{way}</UDX.WERKTOR.CHANNEL>'


def listed(day: str) -> str:
    return f"<UDX.WERKTOR.LISTED_ON>{day}</UDX.WERKTOR.LISTED_ON>"


BOX = """<UDX.EDXF.PACKING_UNITS><UDX.EDXF.PACKING_UNIT><UDX.EDXF.QUANTITY_MIN>10</UDX.EDXF.QUANTITY_MIN>
<UDX.EDXF.PACKING_UNIT_CODE>BX</UDX.EDXF.PACKING_UNIT_CODE><UDX.EDXF.GTIN>4006381333948</UDX.EDXF.GTIN>
</UDX.EDXF.PACKING_UNIT></UDX.EDXF.PACKING_UNITS>"""

UN_NUMBER = """<UDX.EDXF.SPECIAL_TREATMENT_CLASS_DETAILS><UDX.EDXF.HAZARDOUS_SUBSTANCES>
<UDX.EDXF.UN_NUMBER>3480</UDX.EDXF.UN_NUMBER></UDX.EDXF.HAZARDOUS_SUBSTANCES>
</UDX.EDXF.SPECIAL_TREATMENT_CLASS_DETAILS>"""

DRILL = article(
    "HW-1001",
    {"deu": "Akku-Bohrschrauber", "eng": "Cordless drill driver"},
    details="<DESCRIPTION_LONG>Für den Bau.</DESCRIPTION_LONG><INTERNATIONAL_PID type='gtin'>4006381333931"
    "</INTERNATIONAL_PID><KEYWORD>Schrauber</KEYWORD>",
    features=feature(
        "<FNAME>Drehzahl</FNAME><FNAME lang='eng'>Speed</FNAME>",
        "<FVALUE>500</FVALUE><FVALUE>1900</FVALUE>",
        "RPM",
        "<FVALUE_TYPE>range</FVALUE_TYPE>",
    )
    + feature("<FNAME>Gewicht</FNAME>", "<FVALUE>1.60</FVALUE>", "KGM"),
    media="<MIME><MIME_TYPE>image/jpeg</MIME_TYPE><MIME_SOURCE>hw-1001.jpg</MIME_SOURCE></MIME>"
    "<MIME><MIME_TYPE>image/svg+xml</MIME_TYPE><MIME_SOURCE>hw-1001.svg</MIME_SOURCE><MIME_DESCR>Teile</MIME_DESCR>"
    "<MIME_PURPOSE>others</MIME_PURPOSE></MIME>",
    extensions="<UDX.WERKTOR.PLATFORM>W18</UDX.WERKTOR.PLATFORM>"
    "<UDX.WERKTOR.SPARE_PARTS_UNTIL>2036-12-31</UDX.WERKTOR.SPARE_PARTS_UNTIL>" + listed("2026-01-10"),
    references=reference("accessories", "HW-2001")
    + reference("accessories", "HW-4003")
    + reference("sparepart", "HW-9001", "12", quantity="2"),
    logistics="<CUSTOMS_TARIFF_NUMBER><CUSTOMS_NUMBER>84672110</CUSTOMS_NUMBER></CUSTOMS_TARIFF_NUMBER>"
    "<COUNTRY_OF_ORIGIN>DE</COUNTRY_OF_ORIGIN>",
)
PACK = article(
    "HW-2001",
    {"deu": "Akku 4,0 Ah", "eng": "Battery pack 4.0 Ah"},
    kind="battery",
    extensions="<UDX.WERKTOR.PLATFORM>W18</UDX.WERKTOR.PLATFORM>" + UN_NUMBER + listed("2026-02-10"),
)
SAW = article(
    "HW-1010",
    {"deu": "Säge", "eng": "Saw"},
    extensions=channel("DE", "dealers_only") + channel("AT", "dealers_only", "false") + listed("2026-03-01"),
)
OLD = article(
    "HW-1008",
    {"deu": "Schleifer alt", "eng": "Sander, old"},
    details='<PRODUCT_STATUS type="old_product">Auslauf</PRODUCT_STATUS>',
    references=reference("followup", "HW-1009"),
    extensions=listed("2020-01-01"),
)
NEW = article("HW-1009", {"deu": "Schleifer", "eng": "Sander"}, extensions=listed("2026-03-01"))
HAMMER = article("HW-3017", {"deu": "Ambosshammer"}, kind="hand_tool", extensions=channel("DE", "both"))
SCREWS = article(
    "HW-4003", {"deu": "Bits 10 Stück", "eng": "Bits, 10 pieces"}, kind="accessory",
    order="<ORDER_UNIT>BX</ORDER_UNIT><CONTENT_UNIT>C62</CONTENT_UNIT><NO_CU_PER_OU>10</NO_CU_PER_OU>"
    "<PRICE_QUANTITY>100</PRICE_QUANTITY><QUANTITY_MIN>20</QUANTITY_MIN><QUANTITY_INTERVAL>10</QUANTITY_INTERVAL>",
    prices='<PRODUCT_PRICE price_type="net_list"><PRICE_AMOUNT>9.90</PRICE_AMOUNT><PRICE_BASE><PRICE_UNIT>C62'
    "</PRICE_UNIT><PRICE_UNIT_FACTOR>10</PRICE_UNIT_FACTOR></PRICE_BASE></PRODUCT_PRICE>",
    extensions=BOX,
)  # fmt: skip
PART = article("HW-9001", {"deu": "Schalter", "eng": "Switch"}, kind="spare_part")

GROUPS = (
    group("tools", order=1, deu="Maschinen", eng="Machines")
    + group("drills", parent="tools", order=2, deu="Bohrer", eng="Drills")
    + group("saws", parent="tools", order=1, deu="Sägen")
    + group("rest", order=2, deu="Zubehör")
)
MEMBERSHIPS = "".join(
    membership(sku, group_id)
    for sku, group_id in (("HW-1001", "drills"), ("HW-1010", "saws"), ("HW-1009", "tools"), ("HW-4003", "rest"))
)
ARTICLES = (DRILL, PACK, SAW, OLD, NEW, HAMMER, SCREWS, PART)


@pytest.fixture
def catalogue_file(tmp_path: Path) -> Path:
    text = written.catalogue(*ARTICLES, groups=GROUPS, memberships=MEMBERSHIPS)
    return written.write(tmp_path / "werkzeuge.xml", text)


@pytest.fixture
async def products(database_url: str, catalogue_file: Path) -> AsyncIterator[SubgraphClient]:
    async with running(SUBGRAPH, database_url) as client:
        await import_catalogue(client.services, read_catalogue(catalogue_file))
        client.statements.clear()
        yield client
