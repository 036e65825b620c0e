"""The confirmation on paper tells each reader what the fields beside it tell him, and nothing else."""

from __future__ import annotations

from base64 import b64decode

import pytest

from tests.kit.house import EVERYBODY, Asker, Person
from tests.kit.papers import words_of

READERS = (
    *(Person(name) for name in EVERYBODY),
    *(Person(name, "eisen-vogt") for name in ("sales", "service", "logistics", "finance")),
)
ORDERS = ("100395", "100412", "100425")
"""Of a private buyer, of a dealer, of a dealer in another country."""
CURRENCY = "€"


async def paper(house: Asker, number: str, who: Person, language: str = "de") -> str | None:
    """The text of the confirmation; None for whoever does not get it."""
    answer = await house.stored("Confirmation", who, {"number": number, "language": language})
    order = answer["data"]["order"]
    if order is None or order["confirmation"] is None:
        return None
    document = order["confirmation"]
    assert (document["mediaType"], document["name"][-4:]) == ("application/pdf", ".pdf")
    return words_of(b64decode(document["content"]))


@pytest.mark.parametrize("number", ORDERS)
async def test_the_paper_shows_amounts_and_addresses_to_those_alone_who_see_them_as_fields(
    house: Asker, number: str
) -> None:
    readers, priced, addressed = set(), set(), set()
    for who in READERS:
        text = await paper(house, number, who)
        fields = (await house.stored("OrderPage", who, {"number": number}))["data"]["order"]
        assert (text is None) == (fields is None), who
        if text is None or fields is None:
            continue
        readers.add(who.name)
        assert number in text
        assert [line["product"]["sku"] for line in fields["lines"] if line["product"]["sku"] not in text] == []
        assert (CURRENCY in text) == (fields["grossTotal"] is not None), who
        assert ("Lieferanschrift" in text) == (fields["shipTo"] is not None), who
        if fields["grossTotal"] is not None:
            priced.add(who.name)
        if fields["shipTo"] is not None:
            addressed.add(who.name)
            assert fields["shipTo"]["street"] in text
    assert priced < readers or len(readers) == 1
    assert addressed


async def test_the_paper_names_who_sells_and_who_buys(house: Asker) -> None:
    for language in ("de", "en"):
        text = await paper(house, "100412", Person("dealer"), language)
        assert text is not None
        for part in ("Hartwerk Werkzeugfabrik GmbH", "Remscheid", "Eisen Vogt GmbH", "Herforder Straße 214"):
            assert part in text, part


async def test_a_dealers_system_and_sales_read_the_name_of_the_buyer_and_no_address_of_his(house: Asker) -> None:
    for who in (Person("dealererp"), Person("sales", "eisen-vogt")):
        text = await paper(house, "100412", who)
        assert text is not None
        assert "Eisen Vogt GmbH" in text
        assert "Herforder Straße" not in text
        assert "Bielefeld" not in text
