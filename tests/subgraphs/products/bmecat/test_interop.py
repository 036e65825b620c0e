"""Catalogues written by others: each is read, or refused with reasons a supplier can act on."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

from subgraphs.products.bmecat.article import ArticlePackaging
from subgraphs.products.bmecat.problems import CatalogueError
from subgraphs.products.bmecat.reader import read_catalogue

ROOT = Path(__file__).parents[4]
DATA = Path(os.environ.get("WERKTOR_INTEROP_DATA", ROOT.parent / "shared" / "data")) / "bmecat"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason=f"no catalogues of others in {DATA}; set WERKTOR_INTEROP_DATA to a folder with bmecat/"
)


def reasons(path: Path) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(path)
    return [problem.reason for problem in refused.value.problems]


def as_ours(source: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """The file of others with what we need beyond BMEcat, or with its faults corrected."""
    text = source.read_text(encoding="utf-8")
    for there, here in changes:
        assert there in text
        text = text.replace(there, here)
    path = folder / source.name
    path.write_text(text, encoding="utf-8")
    return path


KIND = "<UDX.WERKTOR.KIND>accessory</UDX.WERKTOR.KIND>"


@pytest.mark.parametrize("version", ["9", "10"])
def test_an_etim_catalogue_lacks_only_our_kind_of_product(tmp_path: Path, version: str) -> None:
    source = DATA / f"bmecat_etim_V5_ETIM{version}.xml"
    assert reasons(source) == ["USER_DEFINED_EXTENSIONS has no UDX.WERKTOR.KIND."]
    end = "</USER_DEFINED_EXTENSIONS>\n\t\t\t<PRODUCT_REFERENCE"
    changed = as_ours(source, tmp_path, (end, KIND + end))
    (found,) = read_catalogue(changed).articles()
    assert (found.sku, found.gtin) == ("411061", "3414970351821")
    assert found.names == {"en": "Earth leakage circuit breaker", "nl": "Aardlekautomaat"}
    assert (found.discount_group, found.dangerous_goods, found.origin) == ("DS001", "UN 1234", "NL")
    assert found.packagings == (ArticlePackaging("CT", 30, "8717114911215"),)
    assert [(price.kind, price.territory, price.amount, price.tax) for price in found.prices] == [
        ("nrp", "NL", Decimal("11.22"), Decimal("0.21"))
    ]
    assert len(found.features) == 30


def test_a_catalogue_with_faults_is_told_all_of_them_and_read_once_they_are_corrected(tmp_path: Path) -> None:
    source = DATA / "olivere_bmecat2005_new_catalog.xml"
    assert [reason[:40] for reason in reasons(source)] == [
        "PRODUCT has no USER_DEFINED_EXTENSIONS w",
        "'8712670911213' is no GTIN: the check di",
        "ORDER_UNIT 'BOX' is no unit known here; ",
        "CONTENT_UNIT 'PCE' is no unit known here",
    ]
    extensions = f"</MIME_INFO>\n<USER_DEFINED_EXTENSIONS>{KIND}</USER_DEFINED_EXTENSIONS>\n      <PRODUCT_REFERENCE"
    changes = (
        ("</MIME_INFO>\n      <PRODUCT_REFERENCE", extensions),
        ("8712670911213", "8712670911211"),
        (">BOX<", ">BX<"),
        (">PCE<", ">C62<"),
    )
    (found,) = read_catalogue(as_ours(source, tmp_path, *changes)).articles()
    assert (found.sku, found.quantities.order_content, found.customs_tariff) == ("1000", 6, "84713000")
    assert [(price.territory, price.amount, price.lower_bound) for price in found.prices] == [
        ("DE", Decimal("1499.5"), 1),
        ("AT", Decimal("1499.5"), 1),
        ("DE", Decimal("1300.9"), 100),
        ("AT", Decimal("1300.9"), 100),
    ]
    assert [(medium.url, medium.kind) for medium in found.media] == [
        ("https://example.com/images/55-K-31.jpg", "picture")
    ]


@pytest.mark.parametrize("name", ["new_catalog", "update_prices", "update_products"])
def test_the_version_before_is_refused_by_name(name: str) -> None:
    assert reasons(DATA / f"olivere_bmecat12_{name}.xml") == ["This is BMEcat version 1.2; only version 2005 is read."]


def test_entities_are_refused_also_in_a_catalogue_that_means_no_harm() -> None:
    assert "declares entities" in reasons(DATA / "kstools_bmecat12.xml")[0]
