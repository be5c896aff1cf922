// An answer saves itself a moment after somebody stops typing. Until the server has it, its fields
// are kept on this device, and sent again when the network is back. Without this script there is a button.
const form = document.querySelector("#answers");
const PAUSE = 1200;
const AGAIN = 8000;
const waiting = new Map(); // Of each question: its timer, while something is not saved.
const sending = new Set();

const place = (key) => form.dataset.kept + key;
const box = (key) => form.querySelector(`[data-key="${CSS.escape(key)}"]`);

function fieldsOf(key) {
  const data = new FormData(form);
  const fields = [];
  for (const [name, value] of data) {
    if (name === `v-${key}` || name === `a-${key}` || name.startsWith(`a-${key}-`)) fields.push([name, value]);
  }
  return fields;
}

function say(key, words, isTrouble = false) {
  const mark = box(key)?.querySelector("[data-said]");
  if (!mark) return;
  mark.textContent = words;
  mark.classList.toggle("is-over", isTrouble);
}

function keep(key) {
  try {
    localStorage.setItem(place(key), JSON.stringify(fieldsOf(key)));
  } catch {
    // A full or forbidden store: the words are on the screen, and the page says that they are not saved.
  }
}

function changed(key) {
  keep(key);
  clearTimeout(waiting.get(key));
  waiting.set(key, setTimeout(() => send(key), PAUSE));
}

async function send(key) {
  if (sending.has(key)) return;
  sending.add(key);
  clearTimeout(waiting.get(key));
  const fields = fieldsOf(key);
  say(key, form.dataset.saving);
  try {
    const body = new URLSearchParams([...fields, ["key", key]]);
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(form.dataset.saves, { method: "POST", body, redirect: "error" });
    const type = answer.headers.get("Content-Type") ?? "";
    if (!type.includes("json")) throw new Error(answer.status);
    arrived(key, fields, await answer.json());
  } catch {
    say(key, form.dataset.unsaved, true);
    waiting.set(key, setTimeout(() => send(key), AGAIN));
  } finally {
    sending.delete(key);
  }
}

function arrived(key, fields, said) {
  if (said.state === "gone" || said.state === "refused") {
    say(key, said.words, true);
    waiting.set(key, 0); // What was written stays on the device.
    return;
  }
  box(key).querySelector(`[name="v-${key}"]`).value = said.number;
  document.dispatchEvent(new CustomEvent("time-left", { detail: said.left }));
  const isNewer = JSON.stringify(withoutNumber(fieldsOf(key))) !== JSON.stringify(withoutNumber(fields));
  if (isNewer) {
    changed(key);
    return;
  }
  localStorage.removeItem(place(key));
  waiting.delete(key);
  const hour = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
  const words = said.words ? ` ${said.words}` : "";
  say(key, said.state === "saved" ? `${form.dataset.saved} ${hour}.${words}` : said.words, Boolean(said.words));
}

const withoutNumber = (fields) => fields.filter(([name]) => !name.startsWith("v-"));

// What was not saved when the page was closed comes back, and goes out.
for (const part of form.querySelectorAll("[data-key]")) {
  const key = part.dataset.key;
  const kept = localStorage.getItem(place(key));
  if (!kept) continue;
  const fields = JSON.parse(kept);
  if (JSON.stringify(withoutNumber(fields)) === JSON.stringify(withoutNumber(fieldsOf(key)))) {
    localStorage.removeItem(place(key));
    continue;
  }
  restore(part, fields);
  say(key, form.dataset.restored, true);
  waiting.set(key, setTimeout(() => send(key), PAUSE));
}

function restore(part, fields) {
  const values = (name) => fields.filter(([other]) => other === name).map(([, value]) => value);
  for (const input of part.querySelectorAll("input, textarea")) {
    const own = values(input.name);
    if (input.type === "checkbox" || input.type === "radio") input.checked = own.includes(input.value);
    else if (own.length) input.value = own[0]; // With the number it was based on: a later text stays beside it.
  }
}

// What was typed before this script was here goes out, too.
const isTyped = (input) =>
  input.type === "checkbox" || input.type === "radio"
    ? input.checked !== input.defaultChecked
    : input.type !== "hidden" && input.value !== input.defaultValue;
for (const part of form.querySelectorAll("[data-key]")) {
  const isWaiting = waiting.has(part.dataset.key);
  if (!isWaiting && [...part.querySelectorAll("input, textarea")].some(isTyped)) changed(part.dataset.key);
}

form.addEventListener("input", (event) => {
  const part = event.target.closest("[data-key]");
  if (!part) return;
  count(part, event.target);
  sum(part);
  showWhatHangsOn(part);
  changed(part.dataset.key);
});

form.addEventListener("paste", (event) => {
  const field = event.target;
  const most = Number(field.maxLength);
  const pasted = event.clipboardData?.getData("text").length ?? 0;
  if (most > 0 && field.value.length + pasted > most) {
    setTimeout(() => say(field.closest("[data-key]").dataset.key, form.dataset.cut, true), PAUSE + 800);
  }
});

function count(part, field) {
  const limit = part.querySelector("[data-limit]");
  if (!limit) return;
  const text = field.value;
  const number = limit.dataset.unit === "words" ? (text.match(/\S+/g) ?? []).length : [...text].length;
  const mark = limit.querySelector("[data-count]");
  mark.textContent = number;
  mark.classList.toggle("is-over", number > Number(limit.dataset.limit));
}

function sum(part) {
  for (const cell of part.querySelectorAll("[data-sum]")) {
    let total = 0;
    for (const input of part.querySelectorAll(`input[name$="-${cell.dataset.sum}"]`)) {
      const plain = input.value.replace(/[\s€'_]/g, "").replace(/[.,](?=\d{3}(\D|$))/g, "").replace(",", ".");
      total += Number(plain) || 0;
    }
    cell.textContent = total.toLocaleString(document.documentElement.lang);
  }
}

function showWhatHangsOn(part) {
  const key = part.dataset.key;
  const said = new Set(fieldsOf(key).filter(([name]) => name === `a-${key}`).map(([, value]) => value));
  if (part.querySelector(`input[type=checkbox][value=yes][id="a-${key}"]`) && !said.has("yes")) said.add("no");
  for (const other of form.querySelectorAll(`[data-hangs-on="${CSS.escape(key)}"]`)) {
    other.hidden = !other.dataset.is.split("|").some((word) => said.has(word));
  }
}

addEventListener("online", () => [...waiting.keys()].forEach((key) => send(key)));
addEventListener("beforeunload", (event) => {
  if (waiting.size && !isSubmitting) event.preventDefault();
});
let isSubmitting = false;
form.addEventListener("submit", (event) => {
  if (!navigator.onLine) {
    // The page stays, with every word; leaving it for an error page would help nobody.
    event.preventDefault();
    for (const key of waiting.keys()) say(key, form.dataset.unsaved, true);
    return;
  }
  isSubmitting = true;
  waiting.forEach((timer) => clearTimeout(timer));
});
addEventListener("pageshow", () => {
  isSubmitting = false;
});
