// Keeps the page of one door on the device, so that it opens when the network is gone.
// The list of people is not here: the page keeps and checks that itself.
const KEPT = `door:${self.registration.scope}`;
const LONG_ENOUGH = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep, event.ports[0]));
  if (event.data?.forget) event.waitUntil(caches.delete(KEPT));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (request.url.split(/[?#]/)[0] === self.registration.scope) event.respondWith(page(request));
  } else if (["style", "script", "image"].includes(request.destination)) {
    event.respondWith(part(request));
  }
});

async function keep(addresses, port) {
  const cache = await caches.open(KEPT);
  const done = await Promise.allSettled(addresses.map((address) => cache.add(address)));
  port?.postMessage(done.every((one) => one.status === "fulfilled"));
}

async function page(request) {
  try {
    const signal = AbortSignal.timeout(LONG_ENOUGH);
    const answer = await fetch(request.url, { signal, redirect: "manual" });
    // Only the page as it is without what was just scanned.
    if (answer.ok && request.url === self.registration.scope) {
      (await caches.open(KEPT)).put(self.registration.scope, answer.clone());
    }
    return answer;
  } catch {
    return (await caches.match(self.registration.scope)) ?? Response.error();
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? Response.error();
  }
}
