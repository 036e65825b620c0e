"""Texts fall back to another language and are ordered alike on both databases."""

from __future__ import annotations

from sqlalchemy import Column, MetaData, Table, select

from subgraphs.common.columns import ORDERED_TEXT
from subgraphs.common.database import Database
from subgraphs.common.text import localized, sort_key


def test_a_missing_language_shows_german_then_english_then_any() -> None:
    assert localized({"de": "Hammer", "en": "hammer"}, "en") == "hammer"
    assert localized({"de": "Hammer", "en": "hammer"}, "fr") == "Hammer"
    assert localized({"en": "hammer", "it": "martello"}, "de") == "hammer"
    assert localized({"it": "martello", "fr": "marteau"}, "de") == "marteau"
    assert localized({}, "de") is None


def test_a_sort_key_knows_neither_case_nor_accents() -> None:
    assert sort_key("Öhlmann Größe ÉCLAIR") == "ohlmann grosse eclair"


async def test_ordered_text_has_one_order_on_every_database(database_url: str) -> None:
    metadata = MetaData()
    words = Table("words", metadata, Column("word", ORDERED_TEXT, primary_key=True))
    database = Database(database_url, schema="public")
    async with database.write() as connection:
        await connection.run_sync(metadata.create_all)
        await connection.execute(words.insert(), [{"word": word} for word in ("a b", "B", "a-b", "ab", "ä", "_", "1")])
    async with database.read() as connection:
        ordered = (await connection.scalars(select(words.c.word).order_by(words.c.word))).all()
    await database.close()
    assert ordered == ["1", "B", "_", "a b", "a-b", "ab", "ä"]
