"""`/admin/policies/*` lets in whom the policies let in, and refuses with the reason whatever else comes.

In the fixture policies dealers may do everything, visitors nothing of this.
"""

from __future__ import annotations

from pathlib import Path

import httpx2
import orjson

from tests.kit.served import RULES, Served, access_token, serving

FILES = "/admin/policies/files"
CHECK = "/admin/policies/check"


def by_dealer(**more: str) -> dict[str, str]:
    return {"authorization": f"Bearer {access_token()}", **more}


async def checked(served: Served, body: object, **headers: str) -> httpx2.Response:
    sent = by_dealer(**{"content-type": "application/json", **headers})
    return await served.http.post(CHECK, content=orjson.dumps(body), headers=sent)


def code(answer: httpx2.Response) -> str:
    return str(answer.json()["errors"][0]["extensions"]["code"])


async def test_whom_the_policies_allow_reads_the_files_and_is_told_what_else_he_may(served: Served) -> None:
    answer = await served.http.get(FILES, headers=by_dealer())
    assert answer.status_code == 200
    assert answer.json()["files"]["rules.csv"] == RULES
    assert {"files", "check", "publish"} <= set(answer.json()["operations"])
    assert answer.headers["cache-control"] == "private, no-store"


async def test_whom_no_rule_allows_is_refused_before_anything_is_read(served: Served) -> None:
    answer = await served.http.get(FILES)
    assert (answer.status_code, code(answer)) == (403, "FORBIDDEN")
    long = await served.http.post(CHECK, content=b"{" * 5_000_000, headers={"content-type": "application/json"})
    assert (long.status_code, code(long)) == (403, "FORBIDDEN")
    denied = [entry for entry in served.logged() if entry["event"] == "denied"]
    assert [(entry["viewer"], entry["hidden"]) for entry in denied] == [("visitor", [FILES]), ("visitor", [CHECK])]


async def test_a_right_that_is_taken_away_is_gone_at_the_next_request(served: Served) -> None:
    assert served.settings.policies is not None
    (served.settings.policies / "rules.csv").write_text(RULES.replace("p, dealer, *, read, allow\n", ""))
    for _ in range(2):
        await served.gateway.watches["policies"].look_again()
    assert (await served.http.get(FILES, headers=by_dealer())).status_code == 403


async def test_edited_files_are_checked_without_going_live(served: Served) -> None:
    files = (await served.http.get(FILES, headers=by_dealer())).json()["files"]
    files["rules.csv"] += "p, visitor, Product.lits, read, allow\np, visitor\n"
    answer = await checked(served, {"files": files})
    line = len(files["rules.csv"].splitlines())
    (finding,) = answer.json()["findings"]
    assert (answer.status_code, finding["file"], finding["line"]) == (200, "rules.csv", line)
    assert finding["reason"]
    assert finding["wayOut"]
    assert (await served.http.get(FILES, headers=by_dealer())).json()["files"]["rules.csv"] == RULES


async def test_a_body_that_is_not_what_the_operation_takes_is_told_with_the_place(served: Served) -> None:
    wrong = await checked(served, {"files": {"rules.csv": 7}})
    assert (wrong.status_code, code(wrong)) == (400, "BAD_REQUEST")
    assert "$.files" in wrong.json()["errors"][0]["message"]
    unknown = await checked(served, {"files": {}, "fiels": {}})
    assert "fiels" in unknown.json()["errors"][0]["message"]


async def test_a_form_of_another_site_changes_nothing(served: Served) -> None:
    answer = await checked(served, {"files": {}}, **{"content-type": "text/plain"})
    assert (answer.status_code, code(answer)) == (415, "INVALID_CONTENT_TYPE_HEADER")


async def test_an_unknown_operation_and_a_wrong_method_name_the_right_ones(served: Served) -> None:
    unknown = await served.http.get("/admin/policies/pulbish", headers=by_dealer())
    assert unknown.status_code == 404
    assert FILES in unknown.json()["errors"][0]["message"]
    wrong = await served.http.get(CHECK, headers=by_dealer())
    assert (wrong.status_code, code(wrong)) == (405, "METHOD_NOT_ALLOWED")
    assert wrong.headers["allow"] in ("GET", "POST")


async def test_the_matrix_tells_who_sees_what(served: Served) -> None:
    told = (await served.http.get("/admin/policies/matrix", headers=by_dealer())).json()
    names = [audience["name"] for audience in told["audiences"]]
    rows = {row["coordinate"]: {names[index] for index in row["sees"]} for row in told["rows"]}
    assert rows["Product.price"] > rows["Product.list"] > set()


async def asked(served: Served, **question: object) -> httpx2.Response:
    sent = by_dealer(**{"content-type": "application/json"})
    return await served.http.post("/admin/policies/explain", content=orjson.dumps(question), headers=sent)


async def test_why_somebody_sees_a_field_is_told_with_the_line(served: Served) -> None:
    told = (await asked(served, coordinate="Product.price", claims=["kind:visitor"])).json()
    line = RULES.splitlines().index("p, visitor, Product.price, read, allow") + 1
    assert told["visible"]
    assert {"file": "rules.csv", "line": line}.items() <= told["rules"][0].items()
    hidden = (await asked(served, coordinate="Product.list", claims=["kind:visitor"])).json()
    assert not hidden["visible"]
    assert any("p, visitor, Product.list, read, allow" in one for one in hidden["missing"])


async def test_a_question_about_nobody_is_refused_with_what_to_say(served: Served) -> None:
    for question in ({}, {"audience": "nobody"}, {"who": "dealer@demo.example"}):
        answer = await asked(served, coordinate="Product.price", **question)
        assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")


async def test_a_preview_of_files_that_do_not_pass_the_check_tells_the_findings_alone(served: Served) -> None:
    files = {**(await served.http.get(FILES, headers=by_dealer())).json()["files"], "rules.csv": "p, visitor\n"}
    sent = by_dealer(**{"content-type": "application/json"})
    answer = await served.http.post("/admin/policies/preview", content=orjson.dumps({"files": files}), headers=sent)
    told = answer.json()
    assert [finding["file"] for finding in told["findings"]] == ["rules.csv"]
    assert (told["changes"], told["documents"]) == ([], [])


async def test_whoever_asks_too_often_is_told_when_to_try_again(tmp_path: Path) -> None:
    async with serving(tmp_path, rate_per_account=1) as served:
        assert (await served.http.get(FILES, headers=by_dealer())).status_code == 200
        refused = await served.http.get(FILES, headers=by_dealer())
    assert (refused.status_code, code(refused)) == (429, "REQUEST_RATE_LIMITED")
    assert 0 < int(refused.headers["retry-after"]) <= 60
