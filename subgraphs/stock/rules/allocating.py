"""From which pools pieces are taken: own contingent, then that of the tier, then free ones (DOMAIN 6)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from subgraphs.stock.rules.access import Access, is_open
from subgraphs.stock.rules.picture import Pool, PoolKind, StockPicture

KINDS = (PoolKind.COMPANY, PoolKind.TIER, PoolKind.FREE)


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of one pool of an article, which the first three name."""

    warehouse: str
    kind: PoolKind
    owner: str
    pieces: int

    @property
    def key(self) -> tuple[str, str, str]:
        return self.warehouse, self.kind.value, self.owner


def allocate(
    picture: StockPicture, access: Access, near: Collection[str], pieces: int, today: date
) -> tuple[Part, ...]:
    """Up to `pieces` from the pools open to the buyer; fewer where no more lie there.

    `near`: the warehouses of the country the goods go to; they come first, then all by code. A warehouse that alone
    can serve what a kind of pool is asked for goes before splitting it. A contingent that has ended is free stock.
    """
    taken: list[Part] = []
    for kind in KINDS:
        pools = [pool for pool in picture.pools if is_open(pool, access, today) and _kind(pool, today) is kind]
        pools.sort(key=lambda pool: (pool.warehouse not in near, pool.warehouse, pool.kind is not kind, pool.owner))
        taken += _taken(pools, pieces - sum(part.pieces for part in taken))
    return tuple(taken)


def with_reserved(picture: StockPicture, parts: Iterable[Part]) -> StockPicture:
    """The picture after these pieces have been reserved."""
    more = {part.key: part.pieces for part in parts}
    pools = tuple(replace(pool, reserved=pool.reserved + more.get(pool.key, 0)) for pool in picture.pools)
    return replace(picture, pools=pools)


def _kind(pool: Pool, today: date) -> PoolKind:
    return pool.kind if pool.is_contingent(today) else PoolKind.FREE


def _taken(pools: Sequence[Pool], pieces: int) -> Iterator[Part]:
    """`pools` in the order of preference, those of a warehouse together."""
    warehouses = [list(there) for _warehouse, there in groupby(pools, key=lambda pool: pool.warehouse)]
    whole = next((there for there in warehouses if sum(pool.unreserved for pool in there) >= pieces), None)
    for pool in whole or pools:
        taken = min(pieces, pool.unreserved)
        if taken > 0:
            pieces -= taken
            yield Part(pool.warehouse, pool.kind, pool.owner, taken)
