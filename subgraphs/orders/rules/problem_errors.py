"""Which user error a line problem is when somebody wants the line nevertheless. Pure."""

from __future__ import annotations

from subgraphs.orders.errors import OrderErrorCode, UserError, user_error
from subgraphs.orders.rules.problem_texts import problem_message
from subgraphs.orders.rules.problems import LineProblem, LineProblemCode

QUANTITIES = frozenset(
    {
        LineProblemCode.QUANTITY_NOT_VALID,
        LineProblemCode.BELOW_MINIMUM,
        LineProblemCode.NOT_IN_STEP,
        LineProblemCode.NOT_WHOLE_UNITS,
    }
)
NUMBERS = {
    LineProblemCode.UNKNOWN_NUMBER: OrderErrorCode.UNKNOWN_NUMBER,
    LineProblemCode.AMBIGUOUS_NUMBER: OrderErrorCode.AMBIGUOUS_NUMBER,
}


def problem_error(problem: LineProblem, language: str, *path: str) -> UserError:
    """`path`: of the input that holds `number` and `quantity`; the error names the one concerned."""
    quantity = problem.code in QUANTITIES
    code = OrderErrorCode.QUANTITY_NOT_VALID if quantity else NUMBERS.get(problem.code, OrderErrorCode.NOT_ORDERABLE)
    told = problem_message(problem, language)
    place = "quantity" if quantity else "number"
    return user_error(code, language, *path, place, next_quantity=problem.next_quantity, problem=told)
