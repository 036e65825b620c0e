"""OVERRIDE_LABEL_INVALID: a label is a name, or a percentage with at most eight decimals (federation v2.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.wording import error_in

NAME = re.compile(r"^[a-zA-Z][a-zA-Z0-9_\-:./]*$")
PERCENT = re.compile(r"^percent\((\d{1,2}(\.\d{1,8})?|100)\)$")


def override_label_invalid(federation: Federation) -> Iterator[CompositionError]:
    for subgraph in federation.subgraphs.values():
        for one, field in subgraph.fields():
            for override in field.applications("override"):
                label = override.text("label")
                if label is not None and not NAME.match(label) and not PERCENT.match(label):
                    message = (
                        f'the label "{label}" of @override on "{one.name}.{field.name}" must be a name of letters, '
                        'digits and "_-:./" that starts with a letter, or "percent(x)" with x from 0 to 100'
                    )
                    yield error_in(subgraph, "OVERRIDE_LABEL_INVALID", message, override.node)
