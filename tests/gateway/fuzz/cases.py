"""Case number n of a seed: the same one each time, whatever was made before."""

from __future__ import annotations

from random import Random

from tests.gateway.fuzz.bodies import address, body
from tests.gateway.fuzz.case import TOKEN, Case, Header
from tests.gateway.fuzz.frames import frames
from tests.kit.served import GRAPHQL_RESPONSE

ACCEPTS = (
    *(GRAPHQL_RESPONSE.encode(),) * 8,
    *(b"application/json",) * 4,
    b"*/*",
    b"text/event-stream",
    b"multipart/mixed;deferSpec=20220824, application/json",
    b"text/html",
    b"application/json;q=nan, */*;q=inf",
    b";;,,=\xff",
    b"",
)
CONTENT_TYPES = (
    b"",
    b"text/plain",
    b"multipart/form-data; boundary=",
    b"application/json;charset=\xff",
    b"application/json,",
)
ODD: tuple[Header, ...] = (
    (b"authorization", b"Bearer"),
    (b"authorization", b"Bearer \xff.\xff.\xff"),
    (b"authorization", b"Bearer " + b"." * 20),
    (b"authorization", b"Bearer eyJhbGciOiJub25lIn0.e30."),
    (b"cookie", b'werktor_session="; a=b; \xff=\xff;;;'),
    (b"cookie", b"werktor_session=" + TOKEN),
    (b"accept-language", b"de;q=x, \xff, *;q=1e400, en;q="),
    (b"accept-encoding", b"gzip;q=0.5, *;q=\xff"),
    (b"content-length", b"99999999999999999999"),
    (b"content-length", "²".encode("latin-1")),
    (b"content-length", b"-1"),
    (b"x-request-id", b"\xff" * 300),
    (b"x-werktor-market", b"\xff\x00"),
    (b"x-werktor-viewer", b"forged"),
    (b"origin", b"null"),
    (b"sec-fetch-site", b"cross-site"),
    (b"apollo-require-preflight", b""),
)


def case(seed: int, number: int) -> Case:
    random = Random(f"{seed}:{number}")
    kind = random.choices(("POST", "GET", "SOCKET"), (75, 15, 10))[0]
    headers = [(b"accept", random.choice(ACCEPTS))]
    if random.random() < 0.5:
        headers.append((b"authorization", b"Bearer " + _token(random)))
    if random.random() < 0.15:
        headers.append(random.choice(ODD))
    if kind == "GET":
        return Case(kind, tuple(headers), (address(random),))
    if kind == "SOCKET":
        return Case(kind, tuple(headers[1:]), frames(random))
    json = random.random() < 0.95
    headers.append((b"content-type", b"application/json" if json else random.choice(CONTENT_TYPES)))
    return Case(kind, tuple(headers), _pieces(random, body(random)))


def _token(random: Random) -> bytes:
    if random.random() < 0.9:
        return TOKEN
    wrong = random.choice((b".", b"..", b"\xff", b"A", b"=", TOKEN))
    return random.choice((TOKEN + wrong, wrong + TOKEN))


def _pieces(random: Random, content: bytes) -> tuple[bytes, ...]:
    if random.random() < 0.8:
        return (content,)
    cut = random.randrange(len(content) + 1)
    return content[:cut], b"", content[cut:]
