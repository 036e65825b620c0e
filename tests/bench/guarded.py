"""Our gateway with everything on: policies, tokens of 2,000 people, signed viewer headers, metrics and logs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
from joserfc import jws
from joserfc.jwk import OKPKey

from tests.kit.policy_folder import write_policies

PEOPLE = 2_000
HOURS = 8
RULES = """
p, visitor, *, read, allow
"""
SCRIPT = """
local f = io.open(os.getenv("PERF_HOME").."/sg/request.json"); local body = f:read("*a"); f:close()
local tokens = {}
for line in io.lines(os.getenv("PERF_HOME").."/guarded/tokens.txt") do tokens[#tokens + 1] = line end
local n = 0
request = function()
  n = n % #tokens + 1
  local headers = { ["content-type"] = "application/json", ["authorization"] = "Bearer "..tokens[n] }
  return wrk.format("POST", nil, headers, body)
end
"""


@contextmanager
def guarded_gateway(kit: Path) -> Iterator[str]:
    """Writes what the target needs into the kit and publishes the keys of the tokens; gives the name of the load."""
    folder = kit / "guarded"
    folder.mkdir(exist_ok=True)
    issuer = OKPKey.generate_key("Ed25519", {"kid": "bench-issuer"})
    signer = OKPKey.generate_key("Ed25519", {"kid": "bench-gateway"})
    write_policies(folder / "policies", RULES)
    (folder / "viewer.jwk").write_bytes(orjson.dumps(signer.as_dict(private=True)))
    (folder / "jwks.json").write_bytes(orjson.dumps({"keys": [issuer.as_dict(private=False)]}))
    (folder / "tokens.txt").write_text("\n".join(_token(issuer, number) for number in range(PEOPLE)), encoding="utf-8")
    (kit / "out" / "guarded.lua").write_text(SCRIPT, encoding="utf-8")
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings = {
            "supergraph": str(kit / "sg" / "supergraph.graphql"),
            "policies": str(folder / "policies"),
            "viewer_key": str(folder / "viewer.jwk"),
        }
        lines = [f"{name} = {orjson.dumps(value).decode()}" for name, value in settings.items()]
        lines += ['forwarded_headers = ["authorization"]', "[[issuers]]", 'issuer = "bench"', 'audience = "bench"']
        lines.append(f'jwks_url = "http://127.0.0.1:{server.server_address[1]}/jwks.json"')
        (folder / "gateway.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        yield "guarded.lua"
        server.shutdown()


def _token(issuer: OKPKey, number: int) -> str:
    now = int(time.time())
    claims = {
        "iss": "bench",
        "aud": "bench",
        "sub": f"person-{number}",
        "exp": now + HOURS * 3600,
        "claims": ["kind:visitor"],
        "functions": ["all"],
    }
    header = {"alg": "Ed25519", "kid": issuer.kid}
    return jws.serialize_compact(header, orjson.dumps(claims), issuer, algorithms=["Ed25519"])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Says nothing."""
