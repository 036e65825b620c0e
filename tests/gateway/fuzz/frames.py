"""What clients of a socket might send instead of graphql-transport-ws."""

from __future__ import annotations

from random import Random

import orjson

from tests.gateway.fuzz.bodies import body, encoded, parameters, value

TYPES = ("connection_init", *("subscribe",) * 9, "complete", "complete", "ping", "pong", "next", "start", "", "\x00")
IDS = (*"1122334567", "", "\\u0000", "i" * 500, "ü" * 200, "ü" * 200)
INIT = '{"type":"connection_init"}'


def frames(random: Random) -> tuple[bytes | str, ...]:
    """Often begun as it should be: who does not is closed at once."""
    begun: tuple[bytes | str, ...] = (INIT,) if random.random() < 0.8 else ()
    return begun + tuple(_frame(random) for _ in range(random.randrange(1, 8)))


def _frame(random: Random) -> bytes | str:
    kind = random.randrange(20)
    if kind == 0:
        return random.randbytes(random.randrange(60))
    if kind == 1:
        return _text(value(random))
    if kind == 2:
        return _text(random.randbytes(60))
    if kind < 10:
        return f'{{"type":"subscribe","id":"{random.choice(IDS)}","payload":{_text(encoded(parameters(random)))}}}'
    name = _text(value(random)) if random.random() < 0.1 else orjson.dumps(random.choice(TYPES)).decode()
    id_ = _text(value(random)) if random.random() < 0.3 else f'"{random.choice(IDS)}"'
    payload = _text(random.choice((body, value))(random))
    message = f'{{"type":{name},"id":{id_},"payload":{payload}}}'
    return message[: random.choice((None, None, None, random.randrange(len(message) + 1)))]


def _text(content: bytes) -> str:
    """A text frame holds UTF-8: servers close those that do not before an application hears of it."""
    return content.decode("utf-8", "replace")
