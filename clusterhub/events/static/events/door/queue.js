// What was scanned waits on the device, each scan under a key of its own, until the server answered.
const AT_ONCE = 50;

export class Queue {
  constructor(facts) {
    this.facts = facts;
    this.before = `${facts.here}scan:`;
    this.place = `${facts.here}entered`;
    this.sending = null;
  }

  add(scan) {
    localStorage.setItem(this.before + scan.id, JSON.stringify(scan));
  }

  get waiting() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(this.before));
    return keys.map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => a.at - b.at);
  }

  /** Everything that waits, one request after the other; the answers. "closed" if the door is. */
  send() {
    this.sending ??= this.#send().finally(() => (this.sending = null));
    return this.sending;
  }

  async #send() {
    const answers = [];
    for (let waiting = this.waiting; waiting.length; waiting = this.waiting) {
      const scans = waiting.slice(0, AT_ONCE);
      const body = JSON.stringify({ now: Date.now(), scans });
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch(this.facts.scans, { method: "POST", body, headers });
      if (answer.status === 410 || answer.status === 404) return "closed";
      if (!answer.ok) throw new Error(`scans: ${answer.status}`);
      for (const one of (await answer.json()).answers) {
        localStorage.removeItem(this.before + one.id);
        answers.push({ ...one, isUndo: scans.some((scan) => scan.id === one.id && scan.undoes) });
      }
    }
    return answers;
  }

  // Who went in here since the list was made, so that a ticket shown again is seen at once.
  get entered() {
    return JSON.parse(localStorage.getItem(this.place) ?? "{}");
  }

  enter(ref, id, day, door) {
    this.#keep({ ...this.entered, [ref]: { id, at: Date.now(), day, door } });
  }

  leave(ref, id) {
    this.#keep({ ...this.entered, [ref]: { id, at: Date.now(), hasLeft: true } });
  }

  /** A newer list knows what we told it; what still waits it does not know. */
  prune(madeAt) {
    const waits = new Set(this.waiting.map((scan) => scan.id));
    const stays = ([, one]) => one.at > madeAt || waits.has(one.id);
    this.#keep(Object.fromEntries(Object.entries(this.entered).filter(stays)));
  }

  #keep(entered) {
    localStorage.setItem(this.place, JSON.stringify(entered));
  }
}
