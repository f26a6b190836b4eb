// Keeps the page of /periksa/ on this phone. KEPT, the version and the addresses, is written above this line.
const NAME = `ampera-check ${registration.scope} `;
const SHELF = NAME + KEPT.version;
const ADDRESSES = new Set(KEPT.addresses);

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(KEPT.addresses)));
});

// A newer page waits until the older one is closed, so that no page loses its scripts while it is open.
addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !ADDRESSES.has(pathname)) return;
  event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
});

async function kept(pathname) {
  return (await caches.open(SHELF)).match(pathname, { ignoreVary: true });
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(NAME) && name !== SHELF);
  await Promise.all(old.map((name) => caches.delete(name)));
}
