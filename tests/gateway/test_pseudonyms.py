"""The decision log names people by pseudonyms that only its key makes, and writes nothing that was sent or answered."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from gateway.errors import ConfigurationError
from gateway.settings import Settings
from gateway.telemetry.decisions import decision_log
from gateway.telemetry.logs import make_logger
from gateway.telemetry.metrics import Metrics
from tests.kit.decision_lines import CUSTOMER, Written, lines_of
from tests.kit.served import access_token, serving


async def test_no_token_no_literal_no_variable_no_price_and_no_subject_reaches_the_log(tmp_path: Path) -> None:
    token = access_token(**CUSTOMER)
    async with serving(tmp_path) as served:
        prices = [
            one["list"] for one in (await served.ask("{ products { list } }", access_token()))["data"]["products"]
        ]
        await served.ask('{ product(sku: "literal-canary") { list } }', token)
        await served.ask(
            'query Secret($sku: ID! = "default-canary") { product(sku: $sku) { alias_canary: list } }', token
        )
        await served.ask("query ($sku: ID!) { product(sku: $sku) { list } }", token, sku="variable-canary")
        await served.stored("shelf", token, n=3)
        assert len(await lines_of(served, "denied")) == 3
        log = served.log.getvalue().decode()
        assert "canary" not in log
        assert not any(part in log for part in token.split("."))
        lines = [line for line in served.logged() if line["event"] in ("denied", "masked")]
        texts = [str(value) for line in lines for name, value in line.items() if name not in ("timestamp", "revision")]
        assert prices
        assert not any(re.search(rf"\b{price}\b", text) for price in prices for text in texts)


def test_a_pseudonym_is_one_for_one_subject_under_one_key_and_that_of_visitors_is_no_secret() -> None:
    one, other = Written().log, Written(key=b"x" * 32).log
    assert one.pseudonym("user:ann") == Written().log.pseudonym("user:ann") != one.pseudonym("user:bob")
    assert one.pseudonym("user:ann") != other.pseudonym("user:ann")
    assert one.pseudonym(None) == "visitor" != one.pseudonym("visitor")


def test_a_key_file_makes_pseudonyms_that_last_and_none_makes_new_ones(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0123456789abcdef" * 4 + "\n")

    def pseudonym(settings: Settings) -> str:
        return decision_log(settings, Metrics(), make_logger(io.BytesIO())).pseudonym("user:ann")

    kept = Settings(decision_log_key=tmp_path / "key")
    assert pseudonym(kept) == pseudonym(kept)
    assert pseudonym(Settings()) != pseudonym(Settings())


@pytest.mark.parametrize(("content", "said"), [(b"short", "has 5 bytes, at least 32"), (None, "cannot be read")])
def test_a_key_that_could_be_guessed_or_is_missing_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ConfigurationError, match=said) as refusal:
        decision_log(Settings(decision_log_key=file), Metrics(), make_logger(io.BytesIO()))
    assert str(refusal.value).startswith(str(file))
