"""KEY_DIRECTIVE_IN_FIELDS_ARG and its like for `@requires` and `@provides`: no directives inside field sets."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.field_set_places import places, selections
from gateway.composition.wording import applied, error_in


def directive_in_fields_arg(federation: Federation) -> Iterator[CompositionError]:
    for place in places(federation):
        for selection in selections(place.selection_set()):
            for directive in selection.directives or ():
                message = (
                    f'on "{place.coordinate}", for {applied(place.application)}: '
                    f"directives are not allowed in field sets, but @{directive.name.value} is used"
                )
                yield error_in(
                    place.subgraph, f"{place.prefix}_DIRECTIVE_IN_FIELDS_ARG", message, place.application.node
                )
