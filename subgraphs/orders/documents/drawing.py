"""Draws a confirmation as PDF: letterhead, parties, lines, totals. Takes a while; run it in a thread."""

from __future__ import annotations

from decimal import Decimal

from subgraphs.orders.documents import formats
from subgraphs.orders.documents.confirmation import Confirmation, ConfirmedLine, Party
from subgraphs.orders.documents.paper import WIDTH, Column, Paper, Text
from subgraphs.orders.documents.words import Words, words

SENDER = Column(0, WIDTH)
ADDRESS = Column(0, 82)
FACT_NAMES = Column(96, 34)
FACTS = Column(130, WIDTH - 130)

POSITION = Column(0, 10)
QUANTITY = Column(72, 22, "R")
DELIVERY = Column(98, 28)
UNIT_PRICE = Column(127, 21, "R")
TOTAL = Column(149, WIDTH - 149, "R")
ARTICLE = Column(10, 61)
ARTICLE_ALONE = Column(10, 90)
QUANTITY_ALONE = Column(101, 24, "R")
DELIVERY_ALONE = Column(130, WIDTH - 130)
"""The columns of a paper without prices, which has more room."""

SUM_NAMES = Column(74, 58, "R")
SUM = Column(134, WIDTH - 134, "R")
GAP = 1.8


def draw(confirmation: Confirmation, language: str) -> bytes:
    """The PDF. `language`: ISO 639-1; German, or English for all others."""
    return bytes(_Drawing(confirmation, words(language)).paper.output())


def file_name(confirmation: Confirmation, language: str) -> str:
    named = words(language)
    pattern = named.request_file_name if confirmation.is_request else named.file_name
    return pattern.format(number=confirmation.number)


class _Drawing:
    """One confirmation on its way onto paper, drawn from top to bottom."""

    def __init__(self, confirmation: Confirmation, named: Words) -> None:
        self._told = confirmation
        self._words = named
        self._locale = named.locale
        self._priced = confirmation.totals is not None
        self._title = named.request_title if confirmation.is_request else named.order_title
        self.paper = Paper(
            title=f"{self._title} {confirmation.number}",
            language=named.locale.replace("_", "-"),
            page_words=named.page,
            written=confirmation.placed_at,
        )
        self._head()
        self._lines()
        self._sums()
        self._remarks()

    def _head(self) -> None:
        told, paper = self._told, self.paper
        top = paper.get_y()
        if told.seller is not None:
            paper.write_at(SENDER, top, [Text(told.seller.name, size=13, bold=True)])
            top = paper.write_at(
                SENDER, paper.get_y(), [Text(_on_one_line(told.seller, self._locale), 8.5, faint=True)]
            )
        paper.rule(top + 2, strong=True)
        top += 12
        left = paper.write_at(ADDRESS, top, self._party(self._words.buyer, told.buyer))
        left = paper.write_at(ADDRESS, left + (4 if told.buyer else 0), self._party(self._words.ship_to, told.ship_to))
        right = top
        for name, value in self._facts():
            paper.write_at(FACT_NAMES, right, [Text(name, faint=True)])
            right = paper.write_at(FACTS, right, [Text(value)]) + 0.6
        top = max(left, right) + 10
        paper.set_y(paper.write_at(SENDER, top, [Text(f"{self._title} {told.number}", size=17, bold=True)]) + 5)

    def _party(self, role: str, party: Party | None) -> list[Text]:
        if party is None:
            return []
        return [Text(role, size=8, faint=True), Text(party.name, bold=True), *map(Text, _address(party, self._locale))]

    def _facts(self) -> list[tuple[str, str]]:
        told, named = self._told, self._words
        wished = told.requested_date
        facts: list[tuple[str, str | None]] = [
            (named.number, told.number),
            (named.requested_on if told.is_request else named.placed, formats.moment_day(told.placed_at, self._locale)),
            (named.buyer_reference, told.buyer_reference),
            (named.requested_date, None if wished is None else formats.day(wished, self._locale)),
            (named.state, named.order_states.get(told.state)),
        ]
        return [(name, value) for name, value in facts if value]

    def _lines(self) -> None:
        self._line_head()
        for line in self._told.lines:
            cells = self._cells(line)
            height = max(self.paper.height_of(column, texts) for column, texts in cells)
            if not self.paper.room(height + 2 * GAP):
                self.paper.add_page()
                self._line_head()
            top = self.paper.get_y()
            for column, texts in cells:
                self.paper.write_at(column, top + GAP, texts)
            self.paper.rule(top + height + 2 * GAP)
            self.paper.set_y(top + height + 2 * GAP)

    def _line_head(self) -> None:
        named, top = self._words, self.paper.get_y()
        heads = [(POSITION, named.position), (self._article, named.article), (self._quantity, named.quantity)]
        heads.append((self._delivery, named.delivery))
        if self._priced:
            heads += [(UNIT_PRICE, named.unit_price), (TOTAL, named.line_total)]
        end = max(self.paper.write_at(column, top, [Text(name, size=8, faint=True)]) for column, name in heads)
        self.paper.rule(end + 1, strong=True)
        self.paper.set_y(end + 1)

    @property
    def _article(self) -> Column:
        return ARTICLE if self._priced else ARTICLE_ALONE

    @property
    def _quantity(self) -> Column:
        return QUANTITY if self._priced else QUANTITY_ALONE

    @property
    def _delivery(self) -> Column:
        return DELIVERY if self._priced else DELIVERY_ALONE

    def _cells(self, line: ConfirmedLine) -> list[tuple[Column, list[Text]]]:
        cells = [
            (POSITION, [Text(str(line.position), faint=True)]),
            (self._article, self._article_texts(line)),
            (self._quantity, [Text(self._quantity_words(line.quantity, line.unit))]),
            (self._delivery, self._delivery_texts(line)),
        ]
        if line.amounts is not None:
            unit = [self._amount(UNIT_PRICE, line.amounts.unit)]
            if line.amounts.per > 1:
                per = formats.count(line.amounts.per, self._locale)
                unit.append(Text(self._words.per.format(count=per), size=8, faint=True))
            cells += [(UNIT_PRICE, unit), (TOTAL, [self._amount(TOTAL, line.amounts.total)])]
        return cells

    def _article_texts(self, line: ConfirmedLine) -> list[Text]:
        texts = [Text(line.name or line.sku, bold=True)]
        if line.name:
            texts.append(Text(line.sku, size=8.5, faint=True))
        if line.buyer_number:
            texts.append(Text(self._words.your_number.format(number=line.buyer_number), size=8.5))
        if line.line_text:
            texts.append(Text(line.line_text, size=8.5))
        return texts

    def _delivery_texts(self, line: ConfirmedLine) -> list[Text]:
        named = self._words
        texts = [Text(named.line_states.get(line.state, line.state))]
        if line.promised_date is not None and line.state not in ("shipped", "cancelled"):
            day = formats.day(line.promised_date, self._locale)
            texts.append(Text(named.leaves_on.format(day=day), size=8, faint=True))
        if 0 < line.back_ordered < line.quantity:
            back_ordered = formats.count(line.back_ordered, self._locale)
            texts.append(Text(named.back_ordered.format(quantity=back_ordered), size=8, faint=True))
        return texts

    def _sums(self) -> None:
        totals = self._told.totals
        if totals is None:
            return
        rows = self._sum_rows()
        if not self.paper.room(len(rows) * 6 + 8):
            self.paper.add_page()
        top = self.paper.get_y() + 4
        for name, amount, bold in rows:
            if bold:
                self.paper.rule(top + 0.6, left=SUM_NAMES.left, width=WIDTH - SUM_NAMES.left, strong=True)
                top += 1.8
            text_size = 11 if bold else 9.5
            self.paper.write_at(SUM_NAMES, top, [Text(name, size=text_size, bold=bold)])
            top = self.paper.write_at(SUM, top, [self._amount(SUM, amount, size=text_size, bold=bold)]) + 0.6
        self.paper.set_y(top)

    def _sum_rows(self) -> list[tuple[str, Decimal, bool]]:
        """Name, amount and whether it is the one to pay."""
        named, told, totals = self._words, self._told, self._told.totals
        assert totals is not None
        goods = sum((line.amounts.total for line in told.lines if line.amounts is not None), Decimal(0))
        charges = [(named.charges.get(charge.kind, charge.kind), charge.amount, False) for charge in told.charges]
        rate = "" if totals.tax_rate is None else formats.percent(totals.tax_rate, self._locale)
        to_pay = (named.gross_total, totals.gross, True)
        if totals.net is None:
            tax = (
                [] if totals.tax is None else [(named.contained_tax.format(rate=rate).rstrip(", "), totals.tax, False)]
            )
            return [(named.goods_gross, goods, False), *charges, to_pay, *tax]
        tax = [] if totals.tax is None else [(named.tax.format(rate=rate).rstrip(), totals.tax, False)]
        net = [(named.net_total, totals.net, False)] if charges else []
        return [(named.goods_net, goods, False), *charges, *net, *tax, to_pay]

    def _remarks(self) -> None:
        remarks = [Text(remark, size=8.5, faint=True) for remark in self._remark_words()]
        height = self.paper.height_of(SENDER, remarks)
        if not self.paper.room(height + 8):
            self.paper.add_page()
        self.paper.write_at(SENDER, self.paper.get_y() + 8, remarks)

    def _remark_words(self) -> list[str]:
        told, named = self._told, self._words
        remarks = []
        if told.is_request:
            remarks.append(named.waits)
            if told.reserved_until is not None:
                remarks.append(named.waits_until.format(moment=formats.moment(told.reserved_until, self._locale)))
        remarks.append(named.back_orders if told.back_orders else named.whole_only)
        if told.totals is not None:
            remarks.append(named.gross_prices if told.totals.net is None else named.net_prices)
        return remarks

    def _amount(self, column: Column, amount: Decimal, *, size: float = 9.5, bold: bool = False) -> Text:
        words = formats.money(amount, self._told.currency, self._locale)
        return self.paper.fitting(column, Text(words, size=size, bold=bold))

    def _quantity_words(self, quantity: int, unit: str | None) -> str:
        one, several = ("", "") if unit is None else self._words.units.get(unit, (unit, unit))
        return f"{formats.count(quantity, self._locale)} {one if quantity == 1 else several}".rstrip()


def _address(party: Party, locale: str) -> list[str]:
    """Street, town, country: the lines of an address that there are."""
    town = " ".join(part for part in (party.postcode, party.city) if part)
    land = None if party.country is None else formats.country(party.country, locale)
    return [line for line in (party.street, town, land) if line]


def _on_one_line(party: Party, locale: str) -> str:
    return " · ".join(_address(party, locale))
