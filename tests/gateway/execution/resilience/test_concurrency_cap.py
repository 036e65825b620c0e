"""So many at once, so many waiting, in their order."""

from __future__ import annotations

from gateway.execution.resilience.concurrency_cap import ConcurrencyCap


def test_places_are_given_and_handed_on_in_order() -> None:
    cap = ConcurrencyCap(2, 2)
    called: list[str] = []
    assert [cap.enter(), cap.enter(), cap.enter()] == [True, True, False]
    assert cap.wait(lambda: called.append("first"))
    assert cap.wait(lambda: called.append("second"))
    assert not cap.wait(lambda: called.append("third"))
    cap.leave()
    assert called == ["first"]
    cap.leave()
    assert called == ["first", "second"]
    assert cap.running == 2
    cap.leave()
    cap.leave()
    assert cap.running == 0


def test_who_gives_up_waiting_is_not_called() -> None:
    cap = ConcurrencyCap(1, 2)
    called: list[str] = []

    def first() -> None:
        called.append("first")

    cap.enter()
    cap.wait(first)
    cap.wait(lambda: called.append("second"))
    cap.give_up(first)
    cap.leave()
    assert called == ["second"]


def test_ten_thousand_that_leave_as_soon_as_they_are_called_do_not_pile_up() -> None:
    cap = ConcurrencyCap(1, 10_000)
    called: list[int] = []

    def one() -> None:
        called.append(1)
        cap.leave()

    cap.enter()
    while cap.wait(one):
        continue
    cap.leave()
    assert len(called) == 10_000
    assert cap.running == 0
