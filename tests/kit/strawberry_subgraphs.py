"""Six small subgraphs as Strawberry prints them: the federation features a portal uses, and nothing to answer with."""

# Annotations are evaluated at once: the types of a subgraph are local to the function that makes it.

import enum

import strawberry
from strawberry import federation
from strawberry.federation.schema_directives import Key
from strawberry.federation.types import FieldSet

from gateway.composition import SubgraphDefinition


def strawberry_subgraphs() -> list[SubgraphDefinition]:
    """The subgraphs products, prices, stock, orders, content and accounts."""
    schemas = {
        "products": federation.Schema(query=_products(), federation_version="2.11"),
        "prices": federation.Schema(query=_Nothing, types=[_prices()], federation_version="2.11"),
        "stock": federation.Schema(
            query=_Nothing, types=[_stock()], subscription=_stock_events(), federation_version="2.11"
        ),
        "orders": federation.Schema(query=_orders(), federation_version="2.11"),
        "content": federation.Schema(query=_content(), federation_version="2.11"),
        "accounts": federation.Schema(query=_accounts(), federation_version="2.11"),
    }
    return [
        SubgraphDefinition(name=name, url=f"http://{name}.test/graphql", sdl=schema.as_str())
        for name, schema in schemas.items()
    ]


@strawberry.type(name="Query")
class _Nothing:
    @strawberry.field(description="Whether the subgraph is up.", directives=[federation.schema_directives.Shareable()])
    def up(self) -> bool:
        return True


@federation.type(name="Money", shareable=True, description="An exact amount in one currency.")
class _Money:
    amount: str
    currency_code: str


def _products() -> type:
    @strawberry.enum(name="ProductSort")
    class ProductSort(enum.Enum):
        NAME = "name"
        SKU = "sku"

    @strawberry.input(name="ProductChoice", one_of=True, description="A product by exactly one of its numbers.")
    class ProductChoice:
        sku: strawberry.ID | None = strawberry.UNSET
        gtin: str | None = strawberry.UNSET

    @federation.type(name="Units", shareable=True)
    class Units:
        order: str
        order_content: int
        price_content: int

    @federation.interface(name="Media", keys=["url"])
    class Media:
        url: strawberry.ID

    @federation.type(name="Picture", keys=["url"])
    class Picture(Media):
        alt: str

    @federation.type(name="Product", keys=["sku", "gtin"], tags=["catalogue"], description="What we make.")
    class Product:
        sku: strawberry.ID
        gtin: str
        name: str = federation.field(tags=["public"])
        units: Units = federation.field(shareable=True)
        media: list[Media]
        purchase_price: _Money | None = federation.field(inaccessible=True)
        title: str = strawberry.field(deprecation_reason="Use name.")

    @strawberry.type(name="Query")
    class Query:
        @strawberry.field
        def product(self, choice: ProductChoice) -> Product | None:
            return None

        @strawberry.field(description="All products.")
        def products(self, first: int = 20, order_by: ProductSort = ProductSort.NAME) -> list[Product]:
            return []

        @strawberry.field
        def picture(self) -> Picture | None:
            return None

    return Query


def _prices() -> type:
    @federation.type(name="Units")
    class Units:
        order_content: int = federation.field(external=True)
        price_content: int = federation.field(external=True)

    @federation.type(name="Product", keys=["sku"])
    class Product:
        sku: strawberry.ID
        units: Units = federation.field(external=True)

        @federation.field(requires=["units { orderContent priceContent }"], description="What this buyer pays.")
        def price(self, quantity: int = 1) -> _Money | None:
            return None

    return Product


def _stock() -> type:
    @federation.type(name="Product", keys=["sku"])
    class Product:
        sku: strawberry.ID
        light: str | None

        @federation.field(override="content")
        def weight(self) -> int | None:
            return None

    return Product


def _stock_events() -> type:
    @strawberry.type(name="Subscription")
    class Subscription:
        @strawberry.subscription
        async def stock_changed(self, skus: list[strawberry.ID]) -> strawberry.ID:  # type: ignore[misc]
            yield strawberry.ID(skus[0])

    return Subscription


def _orders() -> type:
    @federation.type(name="Product", keys=[Key(fields=FieldSet("sku"), resolvable=False)])
    class Product:
        sku: strawberry.ID

    @federation.type(name="User", keys=["id"])
    class User:
        id: strawberry.ID
        name: str = federation.field(external=True)

    @federation.type(name="Order", keys=["number"])
    class Order:
        number: strawberry.ID
        product: Product
        total: _Money | None

        @federation.field(provides=["name"])
        def placed_by(self) -> User | None:
            return None

    @strawberry.type(name="Query")
    class Query:
        @strawberry.field
        def orders(self) -> list[Order]:
            return []

    return Query


def _content() -> type:
    @federation.type(name="Product", keys=["sku"])
    class Product:
        sku: strawberry.ID
        weight: int | None
        manuals: list[str]

    @federation.interface_object(name="Media", keys=["url"])
    class Media:
        url: strawberry.ID
        views: int

    @strawberry.type(name="Query")
    class Query:
        @strawberry.field
        def featured(self) -> Product | None:
            return None

        @strawberry.field
        def popular(self) -> list[Media]:
            return []

    return Query


def _accounts() -> type:
    @federation.type(name="User", keys=["id"])
    class User:
        id: strawberry.ID
        name: str = federation.field(shareable=True)

    @strawberry.type(name="Query")
    class Query:
        @strawberry.field
        def me(self) -> User | None:
            return None

    return Query
