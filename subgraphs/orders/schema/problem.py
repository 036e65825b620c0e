"""Why a line of a cart or quick order cannot be ordered as it stands."""

from __future__ import annotations

import enum

import strawberry

from subgraphs.orders.rules import problems
from subgraphs.orders.rules.problem_texts import problem_message


@strawberry.enum(description="Why a line cannot be ordered as it stands.")
class LineProblemCode(enum.Enum):
    UNKNOWN_NUMBER = strawberry.enum_value("unknown_number", description="The number names no article.")
    AMBIGUOUS_NUMBER = strawberry.enum_value(
        "ambiguous_number", description="The buyer's own number for one article is our number of another."
    )
    NOT_READABLE = strawberry.enum_value("not_readable", description="No number in the row; a heading, for example.")
    QUANTITY_NOT_VALID = strawberry.enum_value("quantity_not_valid", description="Not a whole number from 1 on.")
    BELOW_MINIMUM = strawberry.enum_value("below_minimum", description="Less than the minimum.")
    NOT_IN_STEP = strawberry.enum_value("not_in_step", description="Between two quantities of the step.")
    NOT_WHOLE_UNITS = strawberry.enum_value("not_whole_units", description="Pieces that fill no whole order unit.")
    NOT_DELIVERED = strawberry.enum_value("not_delivered", description="Not delivered to that country.")
    NOT_SOLD_TO_YOU = strawberry.enum_value("not_sold_to_you", description="Sold in the other channel only.")
    ON_ENQUIRY = strawberry.enum_value("on_enquiry", description="To be asked for.")
    DISCONTINUED = strawberry.enum_value("discontinued", description="No longer made; see its successor.")
    NO_PRICE = strawberry.enum_value("no_price", description="No price is stated for this buyer.")
    TOO_MANY_ROWS = strawberry.enum_value("too_many_rows", description="This row and those after it were not read.")


@strawberry.type(description="Why a line cannot be ordered as it stands, and the way out.")
class LineProblem:
    code: LineProblemCode = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason and the way out, in the viewer's language.")
    next_quantity: int | None = strawberry.field(description="The next valid quantity upwards, in order units.")

    @classmethod
    def of(cls, problem: problems.LineProblem, language: str) -> LineProblem:
        return cls(
            code=LineProblemCode(problem.code.value),
            message=problem_message(problem, language),
            next_quantity=problem.next_quantity,
        )
