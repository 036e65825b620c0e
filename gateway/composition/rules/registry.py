"""All rules. Each is pure and takes the whole federation; a stage is checked when the ones before found nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gateway.composition.merged import Federation
from gateway.composition.result import CompositionError
from gateway.composition.rules.auth_on_interface import auth_on_interface
from gateway.composition.rules.compose_directive import compose_directive
from gateway.composition.rules.context_unsupported import context_unsupported
from gateway.composition.rules.default_mismatch import default_mismatch
from gateway.composition.rules.default_value_uses_inaccessible import default_value_uses_inaccessible
from gateway.composition.rules.directive_in_fields_arg import directive_in_fields_arg
from gateway.composition.rules.empty_merged_enum_type import empty_merged_enum_type
from gateway.composition.rules.empty_merged_input_type import empty_merged_input_type
from gateway.composition.rules.enum_value_mismatch import enum_value_mismatch
from gateway.composition.rules.extension_with_no_base import extension_with_no_base
from gateway.composition.rules.external_mismatch import external_mismatch
from gateway.composition.rules.external_missing_on_base import external_missing_on_base
from gateway.composition.rules.external_on_interface import external_on_interface
from gateway.composition.rules.external_unused import external_unused
from gateway.composition.rules.field_argument_type_mismatch import field_argument_type_mismatch
from gateway.composition.rules.field_type_mismatch import field_type_mismatch
from gateway.composition.rules.fields_missing_external import fields_missing_external
from gateway.composition.rules.implemented_by_inaccessible import implemented_by_inaccessible
from gateway.composition.rules.interface_field_no_implem import interface_field_no_implem
from gateway.composition.rules.interface_keys import interface_keys
from gateway.composition.rules.interface_object_usage import interface_object_usage
from gateway.composition.rules.invalid_field_sharing import invalid_field_sharing
from gateway.composition.rules.invalid_fields import invalid_fields
from gateway.composition.rules.invalid_fields_type import invalid_fields_type
from gateway.composition.rules.invalid_shareable_usage import invalid_shareable_usage
from gateway.composition.rules.key_fields_select_invalid_type import key_fields_select_invalid_type
from gateway.composition.rules.list_size import list_size
from gateway.composition.rules.merged_directive_on_external import merged_directive_on_external
from gateway.composition.rules.missing_transitive_auth import missing_transitive_auth
from gateway.composition.rules.no_queries import no_queries
from gateway.composition.rules.only_inaccessible_children import only_inaccessible_children
from gateway.composition.rules.override_label_invalid import override_label_invalid
from gateway.composition.rules.override_source_has_override import override_source_has_override
from gateway.composition.rules.override_usage import override_usage
from gateway.composition.rules.provides_on_non_object_field import provides_on_non_object_field
from gateway.composition.rules.query_root_inaccessible import query_root_inaccessible
from gateway.composition.rules.referenced_inaccessible import referenced_inaccessible
from gateway.composition.rules.required_argument_missing import required_argument_missing
from gateway.composition.rules.required_inaccessible import required_inaccessible
from gateway.composition.rules.required_input_field_missing import required_input_field_missing
from gateway.composition.rules.satisfiability_error import satisfiability_error
from gateway.composition.rules.selected_fields_with_arguments import selected_fields_with_arguments
from gateway.composition.rules.shareable_runtime_types import shareable_runtime_types
from gateway.composition.rules.type_kind_mismatch import type_kind_mismatch
from gateway.composition.rules.unsupported_on_interface import unsupported_on_interface

Rule = Callable[[Federation], Iterator[CompositionError]]

RULES: tuple[tuple[Rule, ...], ...] = (
    (  # each subgraph by itself
        context_unsupported,
        invalid_fields_type,
        invalid_fields,
        directive_in_fields_arg,
        selected_fields_with_arguments,
        key_fields_select_invalid_type,
        fields_missing_external,
        provides_on_non_object_field,
        unsupported_on_interface,
        external_unused,
        external_on_interface,
        merged_directive_on_external,
        invalid_shareable_usage,
        override_label_invalid,
        compose_directive,
        list_size,
        auth_on_interface,
    ),
    (  # what a type is
        type_kind_mismatch,
        extension_with_no_base,
        interface_object_usage,
        interface_keys,
        no_queries,
    ),
    (  # whether the copies of an element fit together
        override_usage,
        override_source_has_override,
        external_missing_on_base,
        external_mismatch,
        field_type_mismatch,
        field_argument_type_mismatch,
        default_mismatch,
        required_argument_missing,
        required_input_field_missing,
        empty_merged_input_type,
        enum_value_mismatch,
        empty_merged_enum_type,
        invalid_field_sharing,
        shareable_runtime_types,
        missing_transitive_auth,
    ),
    (  # what clients would see
        interface_field_no_implem,
        query_root_inaccessible,
        referenced_inaccessible,
        only_inaccessible_children,
        required_inaccessible,
        implemented_by_inaccessible,
        default_value_uses_inaccessible,
    ),
    (satisfiability_error,),  # whether every query has an answer
)
