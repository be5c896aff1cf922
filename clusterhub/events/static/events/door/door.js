// The door: a ticket is judged by the list on this device at once, kept, and told to the server as
// soon as there is a network. The server's answer, when it differs, replaces ours.
import { canRead, read } from "./camera.js";
import { People, codeIn } from "./list.js";
import { Queue } from "./queue.js";
import { show, showCounts, showFound, showRecent, showState, find } from "./showing.js";

const EVERY = 15_000;
const LEAST_LETTERS = 3;
const facts = JSON.parse(find("door-facts").textContent);
const people = new People(facts);
const queue = new Queue(facts);
const recent = [];
let isOnline = navigator.onLine;
let isClosed = false;
let asked = ""; // The newest scan, for which somebody waits.

async function checkIn(what) {
  const scan = { id: crypto.randomUUID(), ...what, at: Date.now(), offline: !isOnline };
  const guess = people.isUsable ? await judge(what) : null;
  queue.add(scan);
  if (guess?.outcome === "in") queue.enter(guess.ref, scan.id, people.day, facts.name);
  const isSure = guess && guess.outcome !== "unknown";
  asked = scan.id;
  if (isSure) tell({ ...guess, id: scan.id });
  const answers = await sync();
  if (isSure || answers?.some((one) => one.id === scan.id)) return;
  // It is kept all the same, and judged when the network is back.
  tell({ id: scan.id, outcome: people.isUsable ? "not_listed" : "unsure" });
}

/** What the list on this device says; without the server it cannot know more. */
async function judge(what) {
  const row = await people.find(what);
  if (!row) return { outcome: "unknown" };
  const [, ref, name, state, since, door] = row;
  const day = people.day;
  if (state !== "in") return { outcome: state, ref, name };
  if (day < 0) return { outcome: "not_today", ref, name };
  const here = queue.entered[ref];
  if (here && !here.hasLeft && here.day === day) {
    return { outcome: "again", ref, name, since: here.at, door: here.door };
  }
  if (since && !here?.hasLeft && people.list.day === day) {
    return { outcome: "again", ref, name, since, door };
  }
  return { outcome: "in", ref, name };
}

function undo(one) {
  queue.add({ id: crypto.randomUUID(), undoes: one.id, at: Date.now(), offline: !isOnline });
  queue.leave(one.ref, one.id);
  tell({ ...one, outcome: "undone" });
  sync();
}

/** Show it large, and keep it among the last few. What was found out late is only among those:
 * somebody else stands at the door by then. */
function tell(one, isNow = true) {
  const known = recent.find((each) => each.id === one.id);
  if (known) Object.assign(known, one);
  else recent.unshift({ ...one, at: Date.now() });
  recent.splice(6);
  if (isNow) show(facts, one, undo);
  showRecent(facts, recent, undo);
}

async function sync() {
  if (isClosed) return [];
  let answers = [];
  try {
    answers = await queue.send();
    const list = answers === "closed" ? "closed" : await people.refresh();
    if (list === "closed") return close();
    isOnline = true;
    for (const answer of answers) take(answer);
    queue.prune(people.list?.made_at ?? 0);
  } catch {
    isOnline = false;
  }
  describe();
  return Array.isArray(answers) ? answers : [];
}

function take(answer) {
  if (answer.isUndo) return;
  const known = recent.find((one) => one.id === answer.id);
  if (known?.outcome === "undone" || known?.outcome === answer.outcome) return;
  if (answer.outcome === "in") queue.enter(answer.ref, answer.id, people.day, facts.name);
  const isNew = asked === answer.id;
  if (known || isNew || answer.outcome !== "in") tell(answer, isNew || known === recent[0]);
}

function close() {
  isClosed = true;
  people.forget();
  localStorage.removeItem("door");
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
  for (const part of document.querySelectorAll("[data-work]")) part.hidden = true;
  describe();
  return [];
}

function describe() {
  showState(facts, { isOnline, isClosed, people, waits: queue.waiting.length });
  if (people.isUsable) showCounts(facts, people, queue.entered);
}

async function keepThePage() {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(facts.worker, { scope: facts.here });
  const { active } = await navigator.serviceWorker.ready;
  const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
  const scripts = performance.getEntriesByType("resource").map((entry) => entry.name);
  const ours = scripts.filter((address) => address.startsWith(location.origin) && address.endsWith(".js"));
  const keep = [facts.here, ...parts.map((part) => part.href ?? part.src), ...ours];
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }) => (document.documentElement.dataset.kept = data);
  active.postMessage({ keep: [...new Set(keep)] }, [channel.port2]);
}

function listen() {
  find("door-code").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.code;
    const code = codeIn(field.value);
    if (code) checkIn({ code });
    else tell({ id: crypto.randomUUID(), outcome: "unknown", more: facts.say.no_code });
    field.value = "";
    field.focus();
  });
  find("door-search").addEventListener("input", ({ target }) => {
    const words = target.value.trim();
    // Where letters have no capitals, as in Chinese, one says as much as three of ours.
    const isLong = words.length >= LEAST_LETTERS || /\p{Lo}/u.test(words);
    showFound(facts, isLong && people.isUsable ? people.named(words) : null, (ref) => checkIn({ ref }));
  });
  find("door-search").addEventListener("submit", (event) => {
    if (people.isUsable) event.preventDefault();
  });
  addEventListener("online", sync);
  addEventListener("offline", () => {
    isOnline = false;
    describe();
  });
}

/** A ticket that the phone's own camera program opened, led here by its page (seen.js). */
function takeFromAddress() {
  if (isClosed) return;
  const { event, here, name } = facts;
  localStorage.setItem("door", JSON.stringify({ event, here, name }));
  const code = codeIn(location.hash.slice(1));
  if (!code) return;
  history.replaceState(null, "", here);
  checkIn({ code });
}

async function offerCamera() {
  const button = find("door-camera");
  if (!(await canRead().catch(() => false))) return (find("no-camera").hidden = false);
  let stop = null;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const video = find("door-video");
    if (stop) {
      stop();
      stop = null;
    } else {
      const onText = (text) => {
        const code = codeIn(text);
        if (code) checkIn({ code });
        else tell({ id: crypto.randomUUID(), outcome: "unknown" });
      };
      stop = await read(video, onText).catch(() => null);
      find("no-camera").hidden = stop !== null;
    }
    video.hidden = stop === null;
    button.setAttribute("aria-pressed", String(stop !== null));
  });
}

if (window.isSecureContext) {
  await people.restore();
  listen();
  describe();
  offerCamera();
  await sync();
  takeFromAddress();
  addEventListener("hashchange", takeFromAddress);
  setInterval(sync, EVERY);
  keepThePage().catch(() => (find("not-kept").hidden = false));
} else {
  find("not-secure").hidden = false;
}
