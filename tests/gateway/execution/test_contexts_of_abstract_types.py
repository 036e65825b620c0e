"""Contexts that interfaces, unions or only some of the types at a place carry; and contexts that nest."""

from __future__ import annotations

from typing import Any

from gateway.supergraph import read_supergraph
from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import Resolver, World, refusal
from tests.kit.join_supergraphs import joined

LIBRARY = """
type Query { media: [Media]  any: [Any]  room: Room  root: Node }
interface Media { id: ID!  line: Line }
type Book implements Media @key(fields: "id") { id: ID!  line: Line  shelf: String  any: Any }
type Film implements Media @key(fields: "id") { id: ID!  line: Line  reel: Reel }
type Song implements Media @key(fields: "id") { id: ID!  line: Line }
type Reel { tag: String }
union Any = Book | Film
type Room @key(fields: "id") { id: ID!  label: String  media: [Media]  line: Line }
type Line @key(fields: "id") { id: ID!  text(at: String): String  short(of: String): String  media: Media }
type Node @key(fields: "id") { id: ID!  name: String  child: Node  said(by: String): String }
"""
LENGTHS = """
type Line @key(fields: "id") { id: ID!  text: String @external  length: Int @requires(fields: "text") }
"""
SUPERGRAPH = """
type Query @join__type(graph: LIBRARY) @join__type(graph: LENGTHS) {
  media: [Media] @join__field(graph: LIBRARY)
  any: [Any] @join__field(graph: LIBRARY)
  room: Room @join__field(graph: LIBRARY)
  root: Node @join__field(graph: LIBRARY)
}
interface Media @join__type(graph: LIBRARY) { id: ID!  line: Line }
type Book implements Media @join__implements(graph: LIBRARY, interface: "Media") @context(name: "library__place")
  @join__type(graph: LIBRARY, key: "id") { id: ID!  line: Line  shelf: String  any: Any }
type Film implements Media @join__implements(graph: LIBRARY, interface: "Media") @context(name: "library__place")
  @join__type(graph: LIBRARY, key: "id") { id: ID!  line: Line  reel: Reel }
type Song implements Media @join__implements(graph: LIBRARY, interface: "Media")
  @join__type(graph: LIBRARY, key: "id") { id: ID!  line: Line }
type Reel @join__type(graph: LIBRARY) { tag: String }
union Any @join__type(graph: LIBRARY) @join__unionMember(graph: LIBRARY, member: "Book")
  @join__unionMember(graph: LIBRARY, member: "Film") @context(name: "library__any") = Book | Film
type Room @join__type(graph: LIBRARY, key: "id") @context(name: "library__place") {
  id: ID!  label: String  media: [Media]  line: Line
}
type Line @join__type(graph: LIBRARY, key: "id") @join__type(graph: LENGTHS, key: "id") {
  id: ID!
  media: Media @join__field(graph: LIBRARY)
  text: String @join__field(graph: LENGTHS, external: true) @join__field(graph: LIBRARY, contextArguments: [{
    context: "library__place", name: "at", type: "String",
    selection: " ... on Book { shelf } ... on Film { reel { tag } } ... on Room { label }"}])
  short: String @join__field(graph: LIBRARY, contextArguments: [
    {context: "library__any", name: "of", type: "String", selection: "... on Book { shelf }"}])
  length: Int @join__field(graph: LENGTHS, requires: "text")
}
type Node @join__type(graph: LIBRARY, key: "id") @context(name: "library__node") {
  id: ID!  name: String  child: Node
  said: String @join__field(graph: LIBRARY, contextArguments: [
    {context: "library__node", name: "by", type: "String", selection: "{ name }"}])
}
"""


def library(text: Resolver = lambda source, at: f"at {at}") -> Federation:
    line: dict[str, Any] = {"__typename": "Line", "id": "l"}
    book = {"__typename": "Book", "id": "b", "line": line, "shelf": "S1"}
    film = {"__typename": "Film", "id": "f", "line": line, "reel": {"__typename": "Reel", "tag": "R2"}}
    lost = {"__typename": "Film", "id": "g", "line": line, "reel": None}
    song = {"__typename": "Song", "id": "s", "line": line}
    book["any"], line["media"] = film, song
    room = {"__typename": "Room", "id": "r", "label": "Hall", "media": [book, film, lost, song], "line": line}
    leaf = {"__typename": "Node", "id": "n3", "name": "leaf", "child": None}
    stem = {"__typename": "Node", "id": "n2", "name": "stem", "child": leaf}
    root = {"__typename": "Node", "id": "n1", "name": "root", "child": stem}
    world = World(
        roots={
            "Query.media": lambda: [book, film],
            "Query.any": lambda: [book, film],
            "Query.room": lambda: room,
            "Query.root": lambda: root,
        },
        entities={
            "Line": [line],
            "Book": [book],
            "Film": [film, lost],
            "Song": [song],
            "Room": [room],
            "Node": [root, stem, leaf],
        },
        computed={
            "Line.text": text,
            "Line.short": lambda source, of: f"of {of}",
            "Line.length": lambda source: len(source["text"]),
            "Node.said": lambda source, by: f"{source['id']} by {by}",
        },
    )
    house = Federation(world, library=LIBRARY, lengths=LENGTHS)
    house.supergraph = read_supergraph(joined("v0.5", SUPERGRAPH, "library", "lengths"))
    return house


async def data(query: str, house: Federation | None = None) -> dict[str, Any]:
    answer = await (house or library()).run(query)
    assert answer.errors == ()
    assert answer.data is not None
    return answer.data


async def test_each_type_of_an_abstract_place_gives_its_own_value() -> None:
    assert await data("{ media { line { text } } }") == {
        "media": [{"line": {"text": "at S1"}}, {"line": {"text": "at R2"}}]
    }
    assert await data("{ media { ... on Film { line { text } } } }") == {"media": [{}, {"line": {"text": "at R2"}}]}


async def test_types_that_do_not_carry_the_context_take_it_from_further_up() -> None:
    assert await data("{ room { media { line { text } } line { text } } }") == {
        "room": {
            "media": [
                {"line": {"text": "at S1"}},
                {"line": {"text": "at R2"}},
                {"line": {"text": "at None"}},
                {"line": {"text": "at Hall"}},
            ],
            "line": {"text": "at Hall"},
        }
    }


async def test_the_members_of_a_union_carry_its_context_and_a_type_without_a_value_gives_null() -> None:
    assert await data("{ any { ... on Media { line { short } } } }") == {
        "any": [{"line": {"short": "of S1"}}, {"line": {"short": "of None"}}]
    }


async def test_the_nearest_object_above_gives_the_value() -> None:
    query = "{ room { media { ... on Book { any { ... on Film { line { text } } } } } } }"
    assert (await data(query))["room"]["media"][0] == {"any": {"line": {"text": "at R2"}}}
    assert await data("{ room { line { media { line { text } } } } }") == {
        "room": {"line": {"media": {"line": {"text": "at Hall"}}}}
    }


async def test_of_objects_of_one_type_the_outer_gives_the_value_and_the_outermost_its_own() -> None:
    assert await data("{ root { said child { said child { said } } } }") == {
        "root": {
            "said": "n1 by root",
            "child": {"said": "n2 by root", "child": {"said": "n3 by stem"}},
        }
    }


async def test_a_field_that_is_required_elsewhere_is_filled_as_well() -> None:
    house = library()
    assert await data("{ room { line { length } } }", house) == {"room": {"line": {"length": 7}}}
    assert house.asked() == {"library": 2, "lengths": 1}
    assert await data("{ media { line { length text } } }") == {
        "media": [{"line": {"length": 5, "text": "at S1"}}, {"line": {"length": 5, "text": "at R2"}}]
    }


async def test_an_error_comes_back_to_the_place_of_its_own_value() -> None:
    def text(source: Any, at: str) -> str:
        if at == "R2":
            raise refusal("This reel is lent.", "NOT_FOUND")
        return f"at {at}"

    house = library(text)
    answer = await house.run("{ media { line { text } } }")
    assert answer.data == {"media": [{"line": {"text": "at S1"}}, {"line": {"text": None}}]}
    assert [(error["message"], error["path"]) for error in answer.errors] == [
        ("This reel is lent.", ["media", 1, "line", "text"])
    ]


async def test_a_context_is_found_above_an_interface_object_whose_real_type_is_fetched_first() -> None:
    people = """
    type Query { nobody: User }
    interface Account @key(fields: "id") { id: ID! }
    type User implements Account @key(fields: "id") { id: ID!  note(in: String): String }
    """
    rooms = """
    type Query { room: Room }
    type Room @key(fields: "id") { id: ID!  label: String  best: Account }
    type Account @key(fields: "id") @interfaceObject { id: ID! }
    """
    supergraph = """
    type Query @join__type(graph: PEOPLE) @join__type(graph: ROOMS) {
      nobody: User @join__field(graph: PEOPLE)
      room: Room @join__field(graph: ROOMS)
    }
    interface Account @join__type(graph: PEOPLE, key: "id")
      @join__type(graph: ROOMS, key: "id", isInterfaceObject: true) { id: ID! }
    type User implements Account @join__implements(graph: PEOPLE, interface: "Account")
      @join__type(graph: PEOPLE, key: "id") {
      id: ID!
      note: String @join__field(graph: PEOPLE, contextArguments: [
        {context: "people__room", name: "in", type: "String", selection: "{ label }"}])
    }
    type Room @join__type(graph: ROOMS, key: "id") @context(name: "people__room") {
      id: ID!  label: String  best: Account
    }
    """
    user = {"__typename": "User", "id": "u"}
    room = {"__typename": "Room", "id": "r", "label": "Hall", "best": user}
    world = World(
        roots={"Query.room": lambda: room},
        entities={"User": [user], "Account": [user], "Room": [room]},
        computed={"User.note": lambda source, **given: f"in {given['in']}"},
    )
    house = Federation(world, people=people, rooms=rooms)
    house.supergraph = read_supergraph(joined("v0.5", supergraph, "people", "rooms"))
    assert await data("{ room { best { __typename ... on User { note } } } }", house) == {
        "room": {"best": {"__typename": "User", "note": "in Hall"}}
    }
