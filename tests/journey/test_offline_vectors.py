"""A phone's verdict on a code is the server's, valid or tampered with: one in JavaScript, one in Python."""

from claim_builders import KEY
from claim_vectors import texts, verdict
from conftest import NewVisitor

from lms.certification.offline.published import jwk
from lms.certification.rules import claim

# Every text is read by the module that the page itself loads, with one key.
READ = """async ([texts, jwk]) => {
  const files = [...document.querySelectorAll("link[rel=modulepreload]")].map((link) => link.href);
  const { read } = await import(files.find((file) => file.endsWith("/claim.js")));
  const { kty, crv, x, y, kid } = jwk;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, curve, false, ["verify"]);
  const keys = new Map([[kid, key]]);
  const found = {};
  for (const [name, text] of Object.entries(texts)) {
    found[name] = await read(text, keys).catch((error) => error.code ?? String(error));
  }
  return found;
}"""


def test_the_phone_says_what_the_server_says(new_visitor: NewVisitor) -> None:
    cases = texts()
    expected = {name: verdict(text) for name, text in cases.items()}
    key = dict(jwk(KEY.public_key(), claim.key_id(KEY.public_key()).hex()))
    page = new_visitor("phone").page
    page.goto("/periksa/")

    found = page.evaluate(READ, [cases, key])

    assert {name: one for name, one in found.items() if one != expected[name]} == {}
    assert found.keys() == expected.keys()
    refused = {one for one in expected.values() if isinstance(one, str)}
    assert refused == {one.code_ for one in claim.ClaimRefused.__subclasses__()} - {claim.Unsignable.code_}
    assert sum(isinstance(one, dict) for one in expected.values()) >= 10
