"""Every cell of the domain's tables has a case: one that sees where it says yes, one that does not where it says no."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gateway.visibility.cases import Case
from gateway.visibility.files import read_folder
from gateway.visibility.loading import compiled_policies
from gateway.visibility.policies import Policies
from tests.kit.public_schema import POLICY_FOLDER, public_schema
from tests.policies.cells import AUDIENCES, FUNCTIONS, WHO_DOES, WHO_SEES, Cell, cells

ALL = frozenset({"all"})


@pytest.fixture(scope="module")
def policies() -> Policies:
    return compiled_policies(read_folder(POLICY_FOLDER), public_schema())


def _of_audience(policies: Policies, case: Case, cell: Cell) -> bool:
    """A denying case is one of the audience if no function would change it."""
    wanted, viewer = AUDIENCES[cell.column], case.viewer
    same = (viewer.claims, viewer.machine, viewer.grants) == (wanted.claims, wanted.machine, wanted.grants)
    return same and (cell.seen or cell.coordinate not in policies.seen(replace(viewer, functions=ALL)))


def _of_function(policies: Policies, case: Case, cell: Cell) -> bool:
    """A denying case is one of the function if its audience would see what it does not."""
    same = case.viewer.functions == FUNCTIONS[cell.column] and not case.viewer.machine
    return same and (cell.seen or cell.coordinate in policies.seen(replace(case.viewer, functions=ALL)))


def _tells(case: Case, cell: Cell) -> bool:
    return cell.coordinate in (case.sees if cell.seen else case.does_not_see)


def test_every_cell_of_who_sees_what_has_a_case(policies: Policies) -> None:
    missing = [
        str(cell)
        for cell in cells(WHO_SEES, dict(AUDIENCES))
        if not any(_tells(case, cell) and _of_audience(policies, case, cell) for case in policies.cases)
    ]
    assert missing == []


def test_every_cell_of_who_does_what_has_a_case(policies: Policies) -> None:
    missing = [
        str(cell)
        for cell in cells(WHO_DOES, dict(FUNCTIONS))
        if not any(_tells(case, cell) and _of_function(policies, case, cell) for case in policies.cases)
    ]
    assert missing == []
