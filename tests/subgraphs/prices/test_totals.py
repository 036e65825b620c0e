"""The sums of an order: tax once on the sum, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from subgraphs.prices.rules.totals import Totals, gross_totals, net_totals

CENT = Decimal("0.01")
amounts = st.lists(st.integers(0, 10_000_000).map(lambda cents: Decimal(cents) / 100), max_size=30)
rates = st.sampled_from([Decimal(rate) for rate in ("0", "5.5", "7", "8.1", "19", "20")])


def test_ten_lines_of_7_99_are_taxed_once() -> None:
    """Line by line the tax would be ten times 1.52."""
    assert net_totals([Decimal("7.99")] * 10, Decimal(19)) == Totals(
        Decimal("79.90"), Decimal("15.18"), Decimal("95.08")
    )


def test_half_a_cent_of_tax_is_rounded_up() -> None:
    """5 % of 0.50 is 2.5 cents, which half even would make 2."""
    assert net_totals([Decimal("0.50")], Decimal(5)).tax == Decimal("0.03")


def test_for_private_buyers_the_sum_of_gross_stands_and_the_tax_is_taken_out_of_it() -> None:
    """Ten times 9.51: tax out of each would be 15.20."""
    assert gross_totals([Decimal("9.51")] * 10, Decimal(19)) == Totals(None, Decimal("15.18"), Decimal("95.10"))


def test_without_a_known_rate_only_the_sum_itself_is_told() -> None:
    assert net_totals([Decimal(5)], None) == Totals(Decimal("5.00"), None, None)
    assert gross_totals([Decimal(5)], None) == Totals(None, None, Decimal("5.00"))


@given(amounts, rates)
def test_the_tax_on_net_is_what_en_16931_says(nets: list[Decimal], rate: Decimal) -> None:
    """BR-CO-17: taxable amount × rate ÷ 100, two places; BR-CO-15: with tax is without tax plus tax."""
    told = net_totals(nets, rate)
    assert told.net == sum(nets)
    assert told.tax == (sum(nets, Decimal()) * rate / 100).quantize(CENT, ROUND_HALF_UP)
    assert told.gross == told.net + told.tax


@given(amounts, rates)
def test_the_tax_taken_out_of_gross_is_exact_to_half_a_cent(grosses: list[Decimal], rate: Decimal) -> None:
    told = gross_totals(grosses, rate)
    assert told.gross == sum(grosses)
    assert told.tax is not None
    assert abs((told.gross - told.tax) * rate / 100 - told.tax) <= CENT / 2 * (1 + rate / 100)
