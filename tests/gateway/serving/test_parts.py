"""Bodies of several parts, as clients of incremental delivery and of multipart subscriptions read them."""

from __future__ import annotations

import pytest

from gateway.serving.parts import begin, end, write_part


@pytest.mark.parametrize("boundary", ["-", "graphql"])
def test_a_body_is_delimited_as_the_standard_says(boundary: str) -> None:
    body = begin(boundary) + write_part(boundary, b'{"a":1}') + write_part(boundary, b"{}") + end(boundary)
    part = f"\r\n--{boundary}\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
    assert body.decode() == f'{part}{{"a":1}}{part}{{}}\r\n--{boundary}--\r\n'


def test_a_part_can_be_read_before_the_next_one_comes() -> None:
    sent = begin("graphql") + write_part("graphql", b'{"a":1}')
    assert sent.count(b"\r\n--graphql") == 2
