// What one sees at the door: a word, a shape and a name, large; the last few; who was found by name.
export const find = (id) => document.getElementById(id);

const make = (kind, words, className = "") => {
  const made = document.createElement(kind);
  made.textContent = words;
  if (className) made.className = className;
  return made;
};

const hour = (facts, at) =>
  new Date(at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", timeZone: facts.zone });

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const button = (words, name, onPress) => {
  const made = make("button", words, "button button--quiet button--small");
  made.type = "button";
  const hidden = make("span", ` ${name}`, "visually-hidden");
  made.append(hidden);
  made.addEventListener("click", onPress);
  return made;
};

const details = (facts, { outcome, since, door, more }) => {
  if (outcome !== "again" || !since) return more ?? facts.words[outcome].more;
  const values = { hour: hour(facts, since), door };
  return fill(door ? facts.say.since_at : facts.say.since, values);
};

export function show(facts, one, undo) {
  const box = find("door-result");
  const { word, state } = facts.words[one.outcome];
  box.hidden = false;
  box.dataset.state = state;
  const shape = find(`shape-${state}`).content.cloneNode(true);
  const text = document.createElement("div");
  text.append(make("p", word, "door__word"));
  if (one.name) text.append(make("p", one.name, "door__name"));
  const more = details(facts, one);
  if (more) text.append(make("p", more));
  if (one.outcome === "in") text.append(button(facts.say.undo, one.name ?? "", () => undo(one)));
  box.replaceChildren(shape, text);
}

export function showRecent(facts, recent, undo) {
  const lines = recent.map((one) => {
    const line = make("li", "", "door__line");
    const words = [hour(facts, one.at), one.name, facts.words[one.outcome].word];
    line.append(make("span", words.filter(Boolean).join(" · ")));
    if (one.outcome === "in") line.append(button(facts.say.undo, one.name ?? "", () => undo(one)));
    return line;
  });
  find("door-recent").replaceChildren(...lines);
  find("door-recent-part").hidden = lines.length === 0;
}

export function showFound(facts, rows, onChoose) {
  const box = find("door-found");
  if (rows === null) return box.replaceChildren();
  const lines = rows.map(([, ref, name, state]) => {
    const line = make("li", "", "door__line");
    line.append(make("span", state === "in" ? name : `${name} · ${facts.words[state].word}`));
    line.append(button(facts.say.check_in, name, () => onChoose(ref)));
    return line;
  });
  box.replaceChildren(...(lines.length ? lines : [make("li", facts.say.nobody, "soft")]));
}

export function showState(facts, { isOnline, isClosed, people, waits }) {
  const { say } = facts;
  const parts = [isOnline ? say.online : say.offline];
  if (people.isUsable) parts.push(fill(say.list_of, { hour: hour(facts, people.asOf) }));
  else parts.push(people.wasChanged ? say.was_changed : say.no_list);
  if (waits) parts.push(fill(say.waits, { number: waits }));
  find("door-state").textContent = isClosed ? say.closed : parts.join(" ");
  find("door-state").dataset.state = isClosed || !people.isUsable ? "danger" : isOnline ? "good" : "warning";
}

export function showCounts(facts, people, entered) {
  const { rows, day } = people.list;
  const today = people.day;
  const isHere = ([, ref, , , since]) =>
    entered[ref] ? !entered[ref].hasLeft && entered[ref].day === today : since && day === today;
  const here = rows.filter(isHere).length;
  const expected = rows.filter(([, , , state]) => state === "in").length;
  find("door-counts").textContent = fill(facts.say.counts, { here, expected });
}
