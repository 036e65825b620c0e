"""Writes BMEcat 2005 catalogues for tests: a whole file from groups and articles told in a few words."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.bmecat.org/bmecat/2005"

HEADER = """<HEADER><CATALOG>
<LANGUAGE default="true">deu</LANGUAGE><LANGUAGE>eng</LANGUAGE>
<CATALOG_ID>werkzeuge</CATALOG_ID><CATALOG_VERSION>1</CATALOG_VERSION><CATALOG_NAME>Werkzeuge</CATALOG_NAME>
<TERRITORY>DE</TERRITORY><TERRITORY>AT</TERRITORY><CURRENCY>EUR</CURRENCY><MIME_ROOT>/media</MIME_ROOT>
</CATALOG><SUPPLIER><SUPPLIER_NAME>Hartwerk</SUPPLIER_NAME></SUPPLIER></HEADER>"""

PIECE = "<ORDER_UNIT>C62</ORDER_UNIT><CONTENT_UNIT>C62</CONTENT_UNIT>"


def texts(tag: str, told: dict[str, str]) -> str:
    """One element per language; the catalogue's own language needs no `lang`."""
    return "".join(
        f"<{tag}{'' if language == 'deu' else f' lang={quoteattr(language)}'}>{escape(text)}</{tag}>"
        for language, text in told.items()
    )


def group(group_id: str, parent: str = "0", order: int = 0, **names: str) -> str:
    """A CATALOG_STRUCTURE; `names` by ISO 639-2 code."""
    return (
        f'<CATALOG_STRUCTURE type="node"><GROUP_ID>{group_id}</GROUP_ID>{texts("GROUP_NAME", names)}'
        f"<PARENT_ID>{parent}</PARENT_ID><GROUP_ORDER>{order}</GROUP_ORDER></CATALOG_STRUCTURE>\n"
    )


def article(
    sku: str,
    names: dict[str, str] | None = None,
    *,
    details: str = "",
    features: str = "",
    order: str = PIECE,
    prices: str = "",
    media: str = "",
    kind: str = "power_tool",
    extensions: str = "",
    references: str = "",
    logistics: str = "",
) -> str:
    """A PRODUCT; every part beside number, name and kind is given as the elements inside it."""
    name = texts("DESCRIPTION_SHORT", names or {"deu": f"Werkzeug {sku}"})
    parts = (
        f"<SUPPLIER_PID>{sku}</SUPPLIER_PID>",
        f"<PRODUCT_DETAILS>{name}{details}</PRODUCT_DETAILS>",
        f"<PRODUCT_FEATURES>{features}</PRODUCT_FEATURES>" if features else "",
        f"<PRODUCT_ORDER_DETAILS>{order}</PRODUCT_ORDER_DETAILS>",
        f"<PRODUCT_PRICE_DETAILS>{prices}</PRODUCT_PRICE_DETAILS>" if prices else "",
        f"<MIME_INFO>{media}</MIME_INFO>" if media else "",
        f"<USER_DEFINED_EXTENSIONS><UDX.WERKTOR.KIND>{kind}</UDX.WERKTOR.KIND>{extensions}</USER_DEFINED_EXTENSIONS>",
        references,
        f"<PRODUCT_LOGISTIC_DETAILS>{logistics}</PRODUCT_LOGISTIC_DETAILS>" if logistics else "",
    )
    return "<PRODUCT>\n" + "\n".join(part for part in parts if part) + "\n</PRODUCT>\n"


def reference(kind: str, target: str, descr: str = "", **attributes: str) -> str:
    more = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    text = f"<REFERENCE_DESCR>{descr}</REFERENCE_DESCR>" if descr else ""
    return (
        f"<PRODUCT_REFERENCE type={quoteattr(kind)}{more}><PROD_ID_TO>{target}</PROD_ID_TO>{text}</PRODUCT_REFERENCE>"
    )


def membership(sku: str, group_id: str) -> str:
    return (
        f"<PRODUCT_TO_CATALOGGROUP_MAP><PROD_ID>{sku}</PROD_ID><CATALOG_GROUP_ID>{group_id}</CATALOG_GROUP_ID>"
        "</PRODUCT_TO_CATALOGGROUP_MAP>\n"
    )


def catalogue(
    *articles: str,
    groups: str = "",
    memberships: str = "",
    header: str = HEADER,
    namespace: str | None = NAMESPACE,
    version: str = "2005",
    doctype: str = "",
) -> str:
    """The text of a catalogue file."""
    declared = "" if namespace is None else f" xmlns={quoteattr(namespace)}"
    root = '<CATALOG_STRUCTURE type="root"><GROUP_ID>0</GROUP_ID><GROUP_NAME>Alles</GROUP_NAME></CATALOG_STRUCTURE>\n'
    tree = f"<CATALOG_GROUP_SYSTEM>{root}{groups}</CATALOG_GROUP_SYSTEM>\n" if groups else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}<BMECAT version="{version}"{declared}>\n{header}\n'
        f"<T_NEW_CATALOG>\n{tree}{''.join(articles)}{memberships}</T_NEW_CATALOG>\n</BMECAT>\n"
    )


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
