"""Draws a merged world and splits it over two to five subgraphs."""

from __future__ import annotations

from random import Random

from tests.kit.random_federation.declaring import Declaring
from tests.kit.random_federation.demands import add_provides, add_requires
from tests.kit.random_federation.worlds import Copy, Home, MergedWorld, WorldField, WorldType

SUBGRAPHS = ["amber", "beryl", "coral", "delta", "ember"]
ENTITIES = ["Ant", "Bee", "Cat", "Dog"]
KEYS = ("id", "id", "codes", "codes", "pair", "place", "boss")


def random_world(random: Random) -> MergedWorld:
    """A merged world; most can be composed, as each subgraph is whole and each field is behind some key."""
    drawing = _Drawing(random, SUBGRAPHS[: random.choice([2, 3, 3, 4, 4, 5])])
    drawing.draw()
    return drawing.world


class _Drawing(Declaring):
    def draw(self) -> None:
        world = self.world
        self._value_type("Place", ["x", "y"])
        self._value_type("Box", ["wide", "high", "tint"])
        self._entity("Boss", world.subgraphs, (), "id")
        for name in ENTITIES[: self.random.choice([2, 3, 3, 4])]:
            self._entity(name, world.subgraphs, ())
        with_interface_object = self.chance(0.75)
        if with_interface_object:
            self._interface_object()
        entities = world.of_kind("entity")
        self._union("Beast", entities)
        self._interface("Named", entities)
        for one in entities:
            self._spread(one)
            self._references(one)
        self._roots()
        for _ in range(3):
            add_requires(self)
        add_provides(self)
        self._mutations()
        world.types = {name: one for name, one in world.types.items() if one.homes}

    def _value_type(self, name: str, fields: list[str]) -> None:
        kind = self.world.types[name] = WorldType(name, "value")
        for one in fields:
            leaf = "Tint" if one == "tint" else "Int"
            kind.fields[one] = WorldField(one, leaf, promised=name == "Place")

    def _entity(
        self, name: str, allowed: list[str], forbidden: tuple[str, ...], scheme: str | None = None
    ) -> WorldType:
        kind = self.world.types[name] = WorldType(name, "entity", forbidden=forbidden)
        homes = self.some(allowed, 2, 3)
        self._keys(kind, homes, scheme or self.random.choice(KEYS))
        for index in range(self.random.randint(2, 5)):
            one = WorldField(f"f{index}", self.random.choice(["String", "Int", "String", "Tint"]))
            one.lists = self.random.choice([0, 0, 0, 1, 2])
            one.argument = self.chance(0.3)
            sharers = self.sharers(kind, homes)
            one.promised = self.chance(0.25) and not any(map(kind.only_by_code, sharers))
            self.field(kind, one, sharers)
        self.field(kind, WorldField("name", "String"), self.sharers(kind, homes))
        return kind

    def _keys(self, kind: WorldType, homes: list[str], scheme: str) -> None:
        names = {"pair": ["left", "right"], "place": ["place"], "boss": ["boss"], "codes": ["id", "code"]}
        for name in names.get(scheme, ["id"]):
            type_name = {"place": "Place", "boss": "Boss"}.get(name, "ID")
            kind.fields[name] = WorldField(name, type_name, promised=name != "code")
        text = {"pair": "left right", "place": "place { x y }", "boss": "boss { id }"}.get(scheme, "id")
        for one in homes:
            kind.homes[one] = Home(keys=[(text, True)])
        if scheme == "codes":
            # One subgraph joins the two keys; the last knows objects by their code alone.
            kind.nullable_key = self.chance(0.5)
            kind.fields["code"].promised = not kind.nullable_key
            kind.homes[homes[0]].keys.append(("code", True))
            if len(homes) > 1:
                kind.homes[homes[-1]].keys = [("code", True)]
            if not kind.nullable_key and len(homes) > 2:
                kind.homes[homes[1]].keys.append(("code", self.chance(0.5)))
        elif scheme == "pair" and self.chance(0.5):
            kind.fields["id"] = WorldField("id", "ID", promised=True)
            for one in homes[:2]:
                kind.homes[one].keys.append(("id", self.chance(0.7)))
        for one in homes:
            for key, _ in kind.homes[one].keys:
                self.key_fields(kind, one, key)

    def _interface_object(self) -> None:
        """An interface with a key in one subgraph, and in another an object of its name that adds fields."""
        world = self.world
        adding = self.random.choice(world.subgraphs)
        others = [one for one in world.subgraphs if one != adding]
        knowing = self.random.choice(others)
        owned = world.types["Owned"] = WorldType("Owned", "interface")
        owned.fields["id"] = WorldField("id", "ID", promised=True)
        for name in ("Elk", "Fox"):
            kind = self._entity(name, others, (adding,), "id")
            if knowing not in kind.homes:
                kind.homes[knowing] = Home(keys=[("id", True)])
            self.key_fields(kind, knowing, "id")
            if self.chance(0.7):
                kind.fields["name"].copies[knowing] = Copy()
        owned.homes[knowing] = Home([("id", True)], ["Elk", "Fox"])
        owned.homes[adding] = Home([("id", True)], ["Elk", "Fox"], interface_object=True)
        for one in (knowing, adding):
            self.key_fields(owned, one, "id")
        if all(knowing in world.types[one].fields["name"].copies for one in ("Elk", "Fox")):
            self.field(owned, WorldField("name", "String"), [knowing])
        extra = self.field(owned, WorldField("extra", "String", argument=self.chance(0.5)), [adding])
        if "name" in owned.fields and self.chance(0.5):
            owned.fields["name"].copies[adding] = Copy(external=True)
            extra.copies[adding].requires = "name"
        self.field(owned, WorldField("further", "Int", lists=self.random.choice([0, 1, 2])), [adding])
        plain = [one for one in world.of_kind("entity") if adding not in one.forbidden]
        target = self.random.choice(plain)
        if self.declare(target, adding):
            self.field(owned, WorldField("of", target.name, self.random.choice([0, 1])), [adding])

    def _union(self, name: str, entities: list[WorldType]) -> None:
        """Each subgraph knows other members."""
        kind = self.world.types[name] = WorldType(name, "union")
        for subgraph in self.some(self.world.subgraphs, 2, 3):
            members = [one.name for one in entities if subgraph in one.homes]
            if "Box" not in members and self.chance(0.5) and self.declare(self.world.types["Box"], subgraph):
                members.append("Box")
            members = [one for one in members if self.chance(0.75)] or members[:1]
            if members:
                kind.homes[subgraph] = Home(members=members)

    def _interface(self, name: str, entities: list[WorldType]) -> None:
        """An interface has a field in a subgraph only when all that implement it there declare it."""
        kind = self.world.types[name] = WorldType(name, "interface")
        for subgraph in self.some(self.world.subgraphs, 1, 2):
            members = [one for one in entities if subgraph in one.homes and self.chance(0.8)]
            common = [
                one
                for one in ("id", "name")
                if members
                and all(subgraph in other.fields[one].copies for other in members if one in other.fields)
                and all(one in other.fields for other in members)
            ]
            if not common:
                continue
            kind.homes[subgraph] = Home(members=[one.name for one in members])
            for one in common:
                found = kind.fields.setdefault(one, WorldField(one, "ID" if one == "id" else "String"))
                found.copies[subgraph] = Copy()
        # What is not a field of every implementation cannot be one of the merged interface.
        for one in list(kind.fields):
            if not all(one in self.world.types[name].fields for name in self.world.objects_behind(kind.name)):
                del kind.fields[one]
        for subgraph in list(kind.homes):
            if not any(subgraph in one.copies for one in kind.fields.values()):
                del kind.homes[subgraph]

    def _spread(self, kind: WorldType) -> None:
        """A value type whose fields are spread over two subgraphs of the entity that holds it."""
        homes = [one for one in kind.entered if not kind.only_by_code(one)]
        if len(homes) < 2 or self.chance(0.5):
            return
        one, other = self.random.sample(homes, 2)
        spread = self.world.types[f"Spread{kind.name}"] = WorldType(f"Spread{kind.name}", "value")
        spread.homes = {one: Home(), other: Home()}
        self.field(spread, WorldField("near", "String", promised=self.chance(0.3)), [one])
        self.field(spread, WorldField("far", "Int", self.random.choice([0, 1])), [other])
        self.field(spread, WorldField("both", "String"), [one, other])
        self.field(kind, WorldField("spread", spread.name, self.random.choice([0, 0, 1, 2])), [one, other])

    def _references(self, kind: WorldType) -> None:
        """References to other types, from subgraphs that know both."""
        for index in range(self.random.randint(1, 3)):
            target = self._target()
            sharers = self.sharers(kind, kind.entered)
            sharers = [one for one in sharers if self.declare(target, one)]
            if sharers:
                lists = self.random.choice([0, 0, 1, 1, 2])
                one = WorldField(f"to{index}", target.name, lists, argument=self.chance(0.15))
                self.field(kind, one, sharers)

    def _target(self) -> WorldType:
        known = [one for one in self.world.types.values() if one.kind != "root" and not one.name.startswith("Spread")]
        known = [one for one in known if one.name != "Place" and (one.homes or one.kind == "value")]
        return self.random.choice(known)

    def _roots(self) -> None:
        world = self.world
        query = world.types["Query"] = WorldType("Query", "root")
        for kind in list(world.types.values()):
            homes = kind.entered if kind.kind == "entity" else list(kind.homes)
            if kind.kind == "root" or kind.name in ("Place", "Box") or not homes:
                continue
            chosen = homes if kind.name.startswith("Spread") else self.sharers(kind, homes)
            if kind.name == "Owned":
                chosen = homes if self.chance(0.3) else [homes[-1]] if self.chance(0.7) else [homes[0]]
            low = kind.name.lower()
            self.field(query, WorldField(low, kind.name, argument=True), chosen)
            if kind.kind != "value" or self.chance(0.5):
                self.field(query, WorldField(f"{low}s", kind.name, self.random.choice([1, 1, 2])), chosen)
        self._hub(query)
        for one in world.subgraphs:
            query.homes[one] = Home()
            self.field(query, WorldField(f"of{one.title()}", "Int", argument=True), [one])

    def _hub(self, query: WorldType) -> None:
        """A value below a root field of all subgraphs: what is in it must be collected from several roots."""
        world = self.world
        hub = world.types["SpreadHub"] = WorldType("SpreadHub", "value", homes={one: Home() for one in world.subgraphs})
        for subgraph in world.subgraphs:
            target = self._target()
            if target is not hub and self.declare(target, subgraph):
                self.field(
                    hub, WorldField(f"in{subgraph.title()}", target.name, self.random.choice([0, 1])), [subgraph]
                )
        self.field(hub, WorldField("all", "String"), list(world.subgraphs))
        union = world.types["Beast"]
        if union.homes:
            self.field(hub, WorldField("beasts", "Beast", 1), list(union.homes))
        self.field(query, WorldField("hub", "SpreadHub"), list(world.subgraphs))

    def _mutations(self) -> None:
        mutation = self.world.types["Mutation"] = WorldType("Mutation", "root")
        for index, subgraph in enumerate(self.world.subgraphs):
            kinds = [one for one in self.world.of_kind("entity") if subgraph in one.homes]
            type_name = self.random.choice(kinds).name if kinds and self.chance(0.5) else "String"
            chosen = [subgraph]
            if type_name == "String" and self.chance(0.3):
                chosen = self.some(self.world.subgraphs, 2, 2)
            self.field(mutation, WorldField(f"do{index}", type_name, argument=True), chosen)
            for one in chosen:
                mutation.homes.setdefault(one, Home())
