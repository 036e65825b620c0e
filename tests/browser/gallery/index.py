"""One page that shows all pictures side by side: a row for each place, in it everybody who looked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from tests.browser.gallery.taking import Picture

HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery of the shop</title>
<style>
  body { font: 15px/1.4 system-ui, sans-serif; margin: 2rem; background: #e9e9e4; }
  .row { display: flex; gap: 1.5rem; overflow-x: auto; align-items: flex-start; padding-bottom: 1rem; }
  figure { margin: 0; flex: none; }
  figcaption { font-weight: 600; padding-bottom: .3rem; }
  img { border: 1px solid #999; background: white; vertical-align: top; max-height: 60rem; object-fit: cover;
        object-position: top; }
  .desk { width: 40rem; } .phone { width: 14rem; }
  .fault { color: #a00; max-width: 54rem; }
</style>
"""


def index(pictures: Sequence[Picture]) -> str:
    """The page, with the faults of each picture above it."""
    rows = [_row(name, list(group)) for name, group in groupby(pictures, key=lambda picture: picture.place.name)]
    wrong = sum(len(picture.faults) for picture in pictures)
    return f"{HEAD}<h1>{len(pictures)} pictures, {wrong} faults</h1>\n" + "\n".join(rows) + "\n"


def _row(name: str, pictures: Sequence[Picture]) -> str:
    people = [_figure(who, list(group)) for who, group in groupby(pictures, key=lambda picture: picture.who)]
    return f'<h2>{escape(name)}</h2>\n<div class="row">{"".join(people)}</div>'


def _figure(who: str, pictures: Sequence[Picture]) -> str:
    faults = "".join(
        f'<p class="fault">{picture.width} {escape(fault)}</p>' for picture in pictures for fault in picture.faults
    )
    images = " ".join(
        f'<a href="{picture.file}"><img class="{picture.width}" src="{picture.file}" loading="lazy" '
        f'alt="{escape(who)}, {picture.width}"></a>'
        for picture in pictures
    )
    return f"<figure><figcaption>{escape(who)}</figcaption>{faults}{images}</figure>"
