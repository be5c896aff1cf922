// Keeps one's own schedule on the device, so that it opens when the network is gone. Only pages below
// the schedule's own address are looked at; what is sent goes to the server or nowhere.
const KEPT = `schedule:${self.registration.scope}`;
const LONG_ENOUGH = 4000;
const fromDevice = new Set(); // Windows whose page came from the device.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep, event.ports[0]));
  if (event.data?.asks) event.ports[0].postMessage(fromDevice.has(event.source.id));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, event.resultingClientId));
  else if (["style", "script", "image"].includes(request.destination)) event.respondWith(part(request));
});

async function keep(addresses, port) {
  const cache = await caches.open(KEPT);
  const done = await Promise.allSettled(addresses.map((address) => cache.add(address)));
  port?.postMessage(done.every((one) => one.status === "fulfilled"));
}

/** Any page of a meeting falls back on the schedule: there stands when, where and with whom. */
async function page(request, client) {
  const { scope } = self.registration;
  try {
    const signal = AbortSignal.timeout(LONG_ENOUGH);
    const answer = await fetch(request.url, { signal, redirect: "manual" });
    if (request.url.split(/[?#]/)[0] === scope) {
      if (answer.ok) (await caches.open(KEPT)).put(scope, answer.clone());
      else if (answer.status === 404) await caches.delete(KEPT); // The link is of use no more.
    }
    return answer;
  } catch {
    const kept = await caches.match(scope);
    if (kept) fromDevice.add(client);
    return kept ?? Response.error();
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? Response.error();
  }
}
