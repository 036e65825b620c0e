"""Renders a document as a page of its own that can be read, printed and saved without anything else.

Texts are plain: blank lines part paragraphs, `## ` begins a heading, `- ` an item of a list, `! ` a warning.
"""

from __future__ import annotations

from html import escape

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f23}"
    "h1{line-height:1.2}.meta{color:#57606a}.warning{border-left:.3rem solid #b35900;padding:.2rem 1rem}"
    "@media print{body{margin:0}}"
)


def render_page(title: str, body: str, *, language: str, remark: str = "") -> str:
    """A complete HTML document; every text is escaped."""
    meta = f'<p class="meta">{escape(remark)}</p>' if remark else ""
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{meta}{render_text(body)}</main></body></html>"
    )


def render_text(body: str) -> str:
    return "".join(_block(block.strip()) for block in body.split("\n\n") if block.strip())


def _block(block: str) -> str:
    if block.startswith("## "):
        return f"<h2>{escape(block[3:])}</h2>"
    if block.startswith("! "):
        return f'<p class="warning">{escape(block[2:])}</p>'
    if block.startswith("- "):
        items = "".join(f"<li>{escape(item.strip())}</li>" for item in block[2:].split("\n- "))
        return f"<ul>{items}</ul>"
    return f"<p>{escape(block)}</p>"
