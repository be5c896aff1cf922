// One's own schedule: kept on the device, and the next meeting called out at any hour, also of a page
// that was loaded this morning. Without this script the page says what it said when it was loaded.
const find = (id) => document.getElementById(id);
const facts = JSON.parse(find("day-facts").textContent);
const TICK = 15_000;
const FRESH = 120_000; // While a meeting is near, the page asks anew so often.
const NEAR = 3_600_000;
let loadedAt = Date.now();
let isOld = false;

const meetings = () =>
  facts.meetings.map((one) => ({ ...one, from: Date.parse(one.starts), until: Date.parse(one.ends) }));

/** The one that is on, else the next to come. */
const next = (now) => meetings().find((one) => one.until > now);

function callOut() {
  const box = find("day-next");
  if (!box) return;
  const now = Date.now();
  const one = next(now);
  if (!one) return (box.hidden = true);
  const isOther = String(one.id) !== box.dataset.meeting;
  if (isOther) take(box, one);
  const isOn = one.from <= now;
  box.querySelector("[data-now]").hidden = !isOn;
  box.querySelector("[data-coming]").hidden = isOn;
  box.querySelector("[data-in]").textContent = isOn ? "" : inWords(one.from - now);
}

/** What the server wrote of another meeting goes; the rest it says when there is a network. */
function take(box, one) {
  box.dataset.meeting = one.id;
  for (const name of ["hours", "place", "organisation", "day"]) {
    box.querySelector(`[data-${name}]`).textContent = one[name];
  }
  const link = box.querySelector("[data-name]");
  link.textContent = one.name;
  link.href = one.url;
  box.querySelector("[data-online]").replaceChildren();
  refresh();
}

function inWords(length) {
  const minutes = Math.max(1, Math.round(length / 60_000));
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  if (minutes < 90) return words.format(minutes, "minute");
  const hours = Math.round(minutes / 60);
  return hours < 36 ? words.format(hours, "hour") : words.format(Math.round(hours / 24), "day");
}

/** The page as it is now in place of this one, unless somebody is about to press something. */
async function refresh() {
  if (!navigator.onLine || document.hidden || find("day").contains(document.activeElement)) return;
  try {
    const answer = await fetch(facts.here, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    find("day").replaceWith(page.getElementById("day"));
    Object.assign(facts, JSON.parse(page.getElementById("day-facts").textContent));
    loadedAt = Date.now();
    describe(false);
    callOut();
    tellWorker({ keep: [facts.here] });
  } catch {
    describe(true);
  }
}

function describe(old) {
  isOld = old;
  find("day-state").hidden = !old;
}

function tick() {
  callOut();
  const now = Date.now();
  const one = next(now);
  const isNear = one && one.from - now < NEAR;
  if ((isNear || isOld) && now - loadedAt > FRESH) refresh();
}

async function tellWorker(message) {
  const { active } = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  const answer = new Promise((resolve) => (channel.port1.onmessage = ({ data }) => resolve(data)));
  active.postMessage(message, [channel.port2]);
  return answer;
}

async function keepThePage() {
  if (!navigator.serviceWorker || !window.isSecureContext) return;
  await navigator.serviceWorker.register(facts.worker, { scope: facts.here });
  if (await tellWorker({ asks: true })) describe(true);
  const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
  const keep = [facts.here, ...parts.map((part) => part.href ?? part.src)];
  document.documentElement.dataset.kept = await tellWorker({ keep: [...new Set(keep)] });
}

callOut();
setInterval(tick, TICK);
addEventListener("online", refresh);
addEventListener("offline", () => describe(true));
document.addEventListener("visibilitychange", () => document.hidden || tick());
keepThePage().catch(() => {}); // Such a browser shows the page as long as there is a network.
