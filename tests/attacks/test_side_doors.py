"""The addresses beside the questions open nothing and tell nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.kit.house import Asker, asking, settings_in
from werktor.settings import ROOT

DOCUMENTS = '{ product(sku: "HW-1001") { serviceDocuments { url } } }'


async def service_document(house: Asker) -> str:
    (document, *_) = (await house.data(DOCUMENTS, "partner"))["product"]["serviceDocuments"]
    url: str = document["url"]
    return url


async def test_a_service_document_opens_by_its_whole_link_alone(house: Asker) -> None:
    url = await service_document(house)
    path, _, query = url.partition("?")
    until, signature = (part.split("=")[1] for part in query.split("&"))
    assert (await house.http.get(url)).status_code == 200
    for changed in (
        path,
        f"{path}?until={until}",
        f"{path}?signature={signature}",
        f"{path}?until={int(until) + 3600}&signature={signature}",
        f"{path}?until={until}&signature={'0' * 64}",
        f"{path}?until={'9' * 5000}&signature={signature}",
        f"{path}?until=-1&signature={signature}",
        f"{path.replace('/service/', '/')}?until={until}&signature={signature}",
    ):
        assert (await house.http.get(changed)).status_code == 404, changed[:200]


async def test_an_unsigned_link_does_not_tell_whether_its_document_exists(house: Asker) -> None:
    path = (await service_document(house)).partition("?")[0]
    there, nowhere = [await house.http.get(one) for one in (path, "/manuals/service/no-such-document/de")]
    assert there.content == nowhere.content


async def test_the_report_of_health_and_the_metrics_name_nobody_and_nothing_hidden(var: Path, tmp_path: Path) -> None:
    policies = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", policies)
    async with asking(settings_in(var, policies=policies)) as house:
        await house.data('{ product(sku: "HW-1001") { price { net { amount } } } }', "dealer")
        with (policies / "prices.csv").open("a") as rules:
            rules.write("\np, visitor, Price.cost, read, allow\n")
        reloading = house.house.gateway.watches["policies"]
        await reloading.look_again()
        await reloading.look_again()
        health, metrics = [(await house.http.get(path)).text for path in ("/health", "/metrics")]
    assert '"problem"' in health
    assert "gateway_policies_broken 1.0" in metrics
    for secret in ("Price.cost", "prices.csv", str(tmp_path), "dealer@", "eisen-vogt", "HW-1001"):
        assert secret not in health + metrics, secret


async def test_no_way_leads_out_of_a_folder_or_into_a_subgraph(house: Asker) -> None:
    for path in (
        "/media/../people.yaml",
        "/media/%2e%2e/power-tools.xml",
        "/media/..%2fpower-tools.xml",
        "/manuals/graphql",
        "/auth/graphql",
        "/graphql/products",
    ):
        assert (await house.http.get(path)).status_code in (404, 405), path


async def test_the_market_of_somebody_signed_in_is_that_of_his_company(house: Asker) -> None:
    query = '{ product(sku: "HW-1001") { price { direct { gross { amount currencyCode } } } } }'
    home = await house.ask(query, "dealer")
    assert await house.ask(query, "dealer", headers={"x-werktor-market": "CH"}) == home
    assert await house.ask(query, headers={"x-werktor-market": "CH"}) != await house.ask(query)


async def test_a_market_that_is_not_served_is_refused(house: Asker) -> None:
    refused = await house.ask("{ __typename }", headers={"x-werktor-market": "XX"})
    assert refused["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
