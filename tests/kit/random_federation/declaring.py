"""Declares types and fields in subgraphs so that each subgraph's SDL is whole by itself."""

from __future__ import annotations

from random import Random

from tests.kit.random_federation.worlds import SCALARS, Copy, Home, MergedWorld, WorldField, WorldType


class Declaring:
    """A merged world while it is being split over its subgraphs."""

    def __init__(self, random: Random, subgraphs: list[str]) -> None:
        self.random = random
        self.world = MergedWorld(subgraphs)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, among: list[str], least: int, most: int) -> list[str]:
        """A few of these, in their order."""
        least = min(least, len(among))
        chosen = self.random.sample(among, self.random.randint(least, min(most, len(among))))
        return [one for one in among if one in chosen]

    def declare(self, target: WorldType, subgraph: str) -> bool:
        """Makes a subgraph know a type, if it may: an entity by a key alone, a value type with all its fields."""
        if subgraph in target.homes:
            return True
        if subgraph in target.forbidden or target.kind == "interface":
            return False
        if target.kind == "entity":
            return self._stub(target, subgraph)
        if target.kind == "union":
            members = [one for one in target.homes[next(iter(target.homes))].members if self.chance(0.7)]
            members = [one for one in members if self.declare(self.world.types[one], subgraph)]
            if members:
                target.homes[subgraph] = Home(members=members)
            return bool(members)
        if target.name.startswith("Spread"):
            return False
        named = [one.type_name for one in target.fields.values() if one.type_name not in SCALARS]
        if not all(self.declare(self.world.types[one], subgraph) for one in named):
            return False
        target.homes[subgraph] = Home()
        for one in target.fields.values():
            one.copies[subgraph] = Copy()
        return True

    def _stub(self, target: WorldType, subgraph: str) -> bool:
        text, _ = target.homes[next(iter(target.homes))].keys[0]
        target.homes[subgraph] = Home(keys=[(text, self.chance(0.3))])
        self.key_fields(target, subgraph, text)
        return True

    def key_fields(self, target: WorldType, subgraph: str, text: str) -> None:
        """Declares the fields of a key: `id`, `code`, `left right`, `place { x y }` or `boss { id }`."""
        for name in text.split("{")[0].split():
            target.fields[name].copies.setdefault(subgraph, Copy())
            if name in ("place", "boss"):
                self.declare(self.world.types[name.title()], subgraph)

    def field(self, kind: WorldType, one: WorldField, subgraphs: list[str]) -> WorldField:
        """Adds a field, answered by these subgraphs; some of several may not promise what others do."""
        kind.fields[one.name] = one
        target = self.world.types.get(one.type_name)
        if target is not None and target.kind in ("interface", "union"):
            subgraphs = self._with_common_members(target, subgraphs)
        for subgraph in subgraphs:
            one.copies[subgraph] = Copy(loose=len(subgraphs) > 1 and self.chance(0.15))
        return one

    def sharers(self, kind: WorldType, homes: list[str]) -> list[str]:
        """One subgraph, or some that may share a field: not over the border of a key that may be null."""
        owner = self.random.choice(homes)
        if self.chance(0.7):
            return [owner]
        side = [one for one in homes if kind.only_by_code(one) == kind.only_by_code(owner)]
        return [one for one in side if one == owner or self.chance(0.5)]

    def _with_common_members(self, target: WorldType, subgraphs: list[str]) -> list[str]:
        """Those, from the first on, that can all answer with the same objects: a shared field must be able to."""
        chosen: list[str] = []
        common = set(self.world.objects_behind(target.name))
        for subgraph in subgraphs:
            home = target.homes[subgraph]
            left = common if home.interface_object else common & set(home.members)
            if left:
                chosen.append(subgraph)
                common = left
        return chosen
