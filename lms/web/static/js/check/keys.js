// The published keys: fetched where there is a network, kept on this phone with the moment they were fetched.
const SHELF = "ampera-check-keys";
const PATIENCE = 8000; // milliseconds
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const FETCHED = "x-fetched";

// Return { issuer, site, keys: Map(kid -> CryptoKey), fetched: Date }, or null where nothing was ever fetched.
export async function keptKeys(address) {
  try {
    const found = await (await caches.open(SHELF)).match(address);
    return found ? await opened(await found.json(), new Date(Number(found.headers.get(FETCHED)))) : null;
  } catch {
    return null;
  }
}

// Fetch the list anew and keep it; null without a network.
export async function renewedKeys(address) {
  const fetched = new Date();
  let list;
  try {
    const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return null;
    list = await answer.json();
  } catch {
    return null;
  }
  const keys = await opened(list, fetched);
  await keep(address, list, fetched);
  return keys;
}

async function keep(address, list, fetched) {
  try {
    const headers = { "Content-Type": "application/json", [FETCHED]: String(fetched.valueOf()) };
    await (await caches.open(SHELF)).put(address, new Response(JSON.stringify(list), { headers }));
  } catch {
    // No storage on this phone: the list lives as long as the page.
  }
}

async function opened({ issuer, site, keys }, fetched) {
  const pairs = keys.map(async ({ kid, jwk }) => {
    const { kty, crv, x, y } = jwk;
    return [kid, await crypto.subtle.importKey("jwk", { kty, crv, x, y }, CURVE, false, ["verify"])];
  });
  return { issuer, site, fetched, keys: new Map(await Promise.all(pairs)) };
}
