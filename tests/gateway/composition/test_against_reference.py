"""The same subgraphs give the same supergraph, or the same error codes, as in Apollo's composition.

Runs where the environment variable WERKTOR_REFERENCE_COMPOSITION names a folder with @apollo/composition installed.
"""

from __future__ import annotations

from gateway.composition import SubgraphDefinition, compose
from tests.kit.composition import subgraph
from tests.kit.reference_composition import meaning, reference_results
from tests.kit.strawberry_subgraphs import strawberry_subgraphs

ENTITY = 'type Query { p: P } type P @key(fields: "id") { id: ID! n: Int }'
MEDIA = """
type Query { media: Media }
interface Media @key(fields: "id") { id: ID! }
type Picture implements Media @key(fields: "id") { id: ID! url: String }
"""
FEDERATIONS: dict[str, tuple[str, ...]] = {
    "a key across two": (ENTITY, 'type P @key(fields: "id") { id: ID! m: Int }'),
    "an extended entity": (ENTITY, 'extend type P @key(fields: "id") { id: ID! @external m: Int }'),
    "an override": (ENTITY, 'type P @key(fields: "id") { id: ID! n: Int @override(from: "a") }'),
    "a progressive override": (ENTITY, 'type P @key(fields: "id") { id: ID! n: Int @override(from: "a", label: "x") }'),
    "a requirement": (
        ENTITY,
        'type P @key(fields: "id") { id: ID! n: Int @external m: Int @requires(fields: "n") }',
    ),
    "an interface object": (MEDIA, 'type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }'),
    "types that fit": ("type Query { a(x: Int): Int @shareable }", "type Query { a(x: Int!): Int! @shareable }"),
    "enums": (
        "type Query { a(in: In): Out } enum In { A B } enum Out { A B }",
        "type Query { b(in: In): Out } enum In { B C } enum Out { B C @deprecated }",
    ),
    "unions": (
        "type Query { a: U } union U = A type A @shareable { a: Int }",
        'type Query { b: U } union U = A | B type A @shareable { a: Int } type B { b: Int @tag(name: "x") }',
    ),
    "requirements of access": (
        'type Query { a: Int @shareable @requiresScopes(scopes: [["a", "b"], ["c"]]) }',
        'type Query { a: Int @shareable @requiresScopes(scopes: [["a"]]) @authenticated }',
    ),
    "a field out of reach": (ENTITY, 'type P @key(fields: "m") { m: Int o: Int }'),
    "a field not shared": (ENTITY, 'type P @key(fields: "id") { id: ID! n: Int }'),
    "kinds that differ": ("type Query { a: P } type P { a: Int }", "type Query { b: P } scalar P"),
    "types that do not fit": ("type Query { a: Int @shareable }", "type Query { a: String @shareable }"),
    "a broken key": ('type Query { p: P } type P @key(fields: "x") { id: ID! }',),
    "an unused external": (ENTITY, 'type P @key(fields: "id") { id: ID! n: Int @external }'),
    "a hidden type in sight": ("type Query { p: P } type P @inaccessible { n: Int }",),
    "nothing to see": ("type Query { p: P } type P { n: Int @inaccessible }",),
    "no queries": ('type P @key(fields: "id") { id: ID! }',),
    "an enum both ways": (
        "type Query { a(e: E): E } enum E { A B }",
        "type Query { b: E } enum E { A }",
    ),
}


def test_composition_agrees_with_the_reference() -> None:
    federations: dict[str, list[SubgraphDefinition]] = {
        name: [subgraph("abc"[index], sdl) for index, sdl in enumerate(sdls)] for name, sdls in FEDERATIONS.items()
    }
    federations["what Strawberry prints"] = strawberry_subgraphs()
    references = reference_results(list(federations.values()))
    for (name, subgraphs), reference in zip(federations.items(), references, strict=True):
        own = compose(subgraphs)
        assert tuple(sorted(one.code for one in own.errors)) == reference.errors, name
        if own.sdl is not None and reference.sdl is not None:
            assert meaning(own.sdl) == meaning(reference.sdl), name
