"""A sheet of A4 to write business papers on: margins, typeface, columns, page numbers.

Everything is placed in millimetres from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from subgraphs.orders.documents.fonts import FAMILY, font_files

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
LEFT, TOP, RIGHT, BOTTOM = 22.0, 18.0, 18.0, 20.0
WIDTH = PAGE_WIDTH - LEFT - RIGHT
POINT = 25.4 / 72
LEADING = 1.32
INK, FAINT, RULE = (26, 28, 32), (98, 104, 112), (206, 210, 214)

Align = Literal["L", "R"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph of one style; `size` in points."""

    words: str
    size: float = 9.5
    bold: bool = False
    faint: bool = False

    @property
    def line_height(self) -> float:
        return self.size * POINT * LEADING


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column stands, from the left margin."""

    left: float
    width: float
    align: Align = "L"


class Paper(FPDF):
    """Pages with a footer of page numbers; whoever writes on it looks for room and adds pages himself."""

    def __init__(self, *, title: str, language: str, page_words: str, written: datetime) -> None:
        """`page_words`: the footer, with {page} and {pages}; `written` stands in the file as its date."""
        super().__init__(format="A4", unit="mm")
        self._page_words = page_words
        self.set_margins(LEFT, TOP, RIGHT)
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang(language)
        self.set_creation_date(written)
        for style, path in font_files().items():
            self.add_font(FAMILY, style, str(path))
        self.add_page()

    def footer(self) -> None:
        """Called by fpdf2 when a page ends."""
        words = self._page_words.format(page=self.page_no(), pages="{nb}")
        self.write_at(Column(0, WIDTH), PAGE_HEIGHT - 14, [Text(words, size=8, faint=True)])

    def room(self, height: float) -> bool:
        """Whether something of this height still fits on the page."""
        return self.get_y() + height <= PAGE_HEIGHT - BOTTOM

    def height_of(self, column: Column, texts: Sequence[Text]) -> float:
        return sum(len(self._lines(column, text)) * text.line_height for text in texts)

    def fitting(self, column: Column, text: Text) -> Text:
        """The text in its size, or as much smaller as it takes to stand on one line: an amount is never torn."""
        self._style(text)
        needed = self.get_string_width(text.words)
        return text if needed <= column.width else replace(text, size=text.size * column.width / needed * 0.99)

    def write_at(self, column: Column, top: float, texts: Sequence[Text]) -> float:
        """Writes paragraphs below one another; returns where they end. Does not look at the end of the page."""
        for text in texts:
            self._style(text)
            self.set_xy(LEFT + column.left, top)
            self.multi_cell(
                column.width,
                text.line_height,
                text.words,
                align=column.align,
                new_x=XPos.LEFT,
                new_y=YPos.NEXT,
                padding=0,
            )
            top = self.get_y()
        return top

    def rule(self, top: float, *, left: float = 0, width: float = WIDTH, strong: bool = False) -> None:
        self.set_draw_color(*(INK if strong else RULE))
        self.set_line_width(0.3 if strong else 0.15)
        self.line(LEFT + left, top, LEFT + left + width, top)

    def _lines(self, column: Column, text: Text) -> list[str]:
        self._style(text)
        lines = self.multi_cell(column.width, text.line_height, text.words, dry_run=True, output="LINES", padding=0)
        return list(lines) if isinstance(lines, list) else []

    def _style(self, text: Text) -> None:
        self.set_font(FAMILY, "B" if text.bold else "", text.size)
        self.set_text_color(*(FAINT if text.faint else INK))
        self.c_margin = 0
