"""Interface objects that only lead on, require something of the interface, or are asked on conditions."""

from __future__ import annotations

import pytest

from tests.kit.federation import Federation
from tests.kit.fixture_subgraphs import World


def playlists() -> Federation:
    video = {
        "__typename": "Video",
        "id": "1",
        "title": "title 1",
        "duration": 100,
        "authorName": "John",
        "label": "short",
    }
    playlist = {"__typename": "Playlist", "id": "7", "name": "all", "media": video}
    world = World(
        roots={"Query.media": lambda: video, "Query.playlist": lambda: playlist},
        entities={"Media": [video], "Video": [video], "Playlist": [playlist]},
        computed={"Media.label": lambda of, **_: f"{of['title']}!" if "title" in of else "?"},
    )
    return Federation(
        world,
        media="""
        type Query { media: Media }
        interface Media @key(fields: "id") { id: ID!  title: String }
        type Video implements Media @key(fields: "id") { id: ID!  title: String  duration: Int }
        type Article implements Media @key(fields: "id") { id: ID!  title: String  wordCount: Int }
        """,
        author="""
        extend type Video @key(fields: "id") { id: ID! @external  authorName: String }
        """,
        playlist="""
        type Query { playlist: Playlist }
        type Playlist @key(fields: "id") { id: ID!  name: String  media: Media }
        type Media @key(fields: "id") @interfaceObject {
          id: ID!  title: String @external  label: String @requires(fields: "title") }
        """,
    )


async def test_an_interface_object_leads_on_to_the_subgraph_of_the_interface() -> None:
    await playlists().expect(
        "{ playlist { id name media { id ... on Video { duration authorName } } } }",
        {"playlist": {"id": "7", "name": "all", "media": {"id": "1", "duration": 100, "authorName": "John"}}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "playlist") {
              query {
                playlist {
                  id
                  name
                  media {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "media", after: 0) {
              Flatten(path: "playlist.media") {
                { __typename id } =>
                ... on Media {
                  __typename
                  ... on Video {
                    duration
                    id
                  }
                }
              }
            }
            Fetch(id: 2, service: "author", after: 1) {
              Flatten(path: "playlist.media|[Video]") {
                { __typename id } =>
                ... on Video {
                  authorName
                }
              }
            }
          }
        }
        """,
    )


async def test_both_ways_to_a_medium_answer_alike() -> None:
    await playlists().expect(
        """{ media { id title ... on Video { duration authorName } ... on Article { wordCount } }
             playlist { media { id title __typename } } }""",
        {
            "media": {"id": "1", "title": "title 1", "duration": 100, "authorName": "John"},
            "playlist": {"media": {"id": "1", "title": "title 1", "__typename": "Video"}},
        },
        """
        QueryPlan {
          Sequence {
            Parallel {
              Fetch(id: 0, service: "media") {
                query {
                  media {
                    __typename
                    id
                    title
                    ... on Article {
                      wordCount
                    }
                    ... on Video {
                      duration
                      id
                    }
                  }
                }
              }
              Fetch(id: 1, service: "playlist") {
                query {
                  playlist {
                    media {
                      id
                    }
                  }
                }
              }
            }
            Parallel {
              Fetch(id: 2, service: "author", after: 0) {
                Flatten(path: "media|[Video]") {
                  { __typename id } =>
                  ... on Video {
                    authorName
                  }
                }
              }
              Fetch(id: 3, service: "media", after: 1) {
                Flatten(path: "playlist.media") {
                  { __typename id } =>
                  ... on Media {
                    __typename
                    title
                  }
                }
              }
            }
          }
        }
        """,
    )


async def test_what_an_interface_object_requires_comes_from_the_interface() -> None:
    await playlists().expect(
        "{ playlist { media { label } } }",
        {"playlist": {"media": {"label": "title 1!"}}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "playlist") {
              query {
                playlist {
                  media {
                    id
                  }
                }
              }
            }
            Fetch(id: 1, service: "media", after: 0) {
              Flatten(path: "playlist.media") {
                { __typename id } =>
                ... on Media {
                  __typename
                  ... on Article {
                    title
                  }
                  ... on Video {
                    title
                  }
                }
              }
            }
            Fetch(id: 2, service: "playlist", after: 1) {
              Flatten(path: "playlist.media") {
                { __typename id title } =>
                ... on Media {
                  label
                }
              }
            }
          }
        }
        """,
    )
    await playlists().expect(
        "{ media { label } }",
        {"media": {"label": "title 1!"}},
        """
        QueryPlan {
          Sequence {
            Fetch(id: 0, service: "media") {
              query {
                media {
                  __typename
                  ... on Article {
                    id
                    title
                  }
                  ... on Video {
                    id
                    title
                  }
                }
              }
            }
            Fetch(id: 1, service: "playlist", after: 0) {
              Flatten(paths: "media|[Article]", "media|[Video]") {
                { __typename id title } =>
                ... on Media {
                  label
                }
              }
            }
          }
        }
        """,
    )


@pytest.mark.parametrize("wanted", [True, False])
async def test_the_real_type_is_only_asked_for_where_a_condition_wants_it(wanted: bool) -> None:
    house = playlists()
    answer = await house.run(
        """query($v: Boolean!) {
          playlist { media { id __typename @include(if: $v) ... on Video @include(if: $v) { duration } } }
        }""",
        v=wanted,
    )
    media = {"id": "1", "__typename": "Video", "duration": 100} if wanted else {"id": "1"}
    assert (answer.data, answer.errors) == ({"playlist": {"media": media}}, ())
    assert house.asked() == ({"playlist": 1, "media": 1} if wanted else {"playlist": 1})
