// The list of who comes, as it is kept on this device: fetched, checked, looked into.
const ALPHABET = /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{13}$/;
const octets = (words) => Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
const fold = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The ticket code that was typed in groups or read from a ticket; "" for what is none. */
export function codeIn(text) {
  const found = text.match(/\/t\/([^/?#\s]+)/i);
  const letters = (found ? found[1] : text).replace(/[\s-]/g, "").toUpperCase();
  return ALPHABET.test(letters) ? letters : "";
}

export class People {
  constructor(facts) {
    this.facts = facts;
    this.place = `${facts.here}list`;
    this.list = null;
    this.wasChanged = false;
  }

  /** From the device. What somebody changed there is thrown away. */
  async restore() {
    const kept = localStorage.getItem(this.place);
    if (!kept) return;
    const { payload, signature, etag } = read(kept);
    if (await this.isOurs(payload, signature)) {
      this.take(payload, etag);
    } else {
      this.wasChanged = true;
      this.forget();
    }
  }

  /** From the server: true if there is a list afterwards, "closed" if the door is. */
  async refresh() {
    const headers = this.etag && this.list ? { "If-None-Match": this.etag } : {};
    const answer = await fetch(this.facts.list, { headers, cache: "no-store" });
    if (answer.status === 410 || answer.status === 404) return "closed";
    this.asOf = Date.now();
    if (answer.status === 304) return true;
    if (!answer.ok) throw new Error(`list: ${answer.status}`);
    const { payload, signature } = await answer.json();
    const etag = answer.headers.get("ETag");
    this.take(payload, etag);
    // Kept only where the signature can be checked when it is read again.
    if (await this.isOurs(payload, signature)) {
      localStorage.setItem(this.place, JSON.stringify({ payload, signature, etag }));
    }
    return true;
  }

  take(payload, etag) {
    const list = JSON.parse(payload);
    if (list.door !== this.facts.door || list.until < Date.now()) return this.forget();
    this.list = list;
    this.etag = etag;
    this.asOf = Math.max(this.asOf ?? 0, list.made_at);
    this.byTag = new Map(list.rows.map((row) => [row[0], row]));
    this.byRow = new Map(list.rows.map((row) => [row[1], row]));
  }

  forget() {
    localStorage.removeItem(this.place);
    this.list = null;
    this.etag = null;
  }

  get isUsable() {
    return this.list !== null && Date.now() < this.list.until;
  }

  async isOurs(payload, signature) {
    try {
      const name = { name: "Ed25519" };
      const key = await crypto.subtle.importKey("raw", octets(this.facts.key), name, false, ["verify"]);
      return await crypto.subtle.verify(name, key, octets(signature), new TextEncoder().encode(payload));
    } catch {
      return false; // Not over https, or a browser that does not know this kind of key.
    }
  }

  /** [tag, row, name, state, since, door] of a code or a row's number; undefined if not listed. */
  async find({ code, ref }) {
    if (ref) return this.byRow.get(ref);
    const words = new TextEncoder();
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", words.encode(this.list.salt), algorithm, false, ["sign"]);
    const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, words.encode(code)));
    const tag = Array.from(digest.slice(0, 8), (octet) => octet.toString(16).padStart(2, "0")).join("");
    return this.byTag.get(tag);
  }

  named(words, most = 20) {
    const parts = fold(words).split(/\s+/).filter(Boolean);
    const fits = ([, , name, state]) => state !== "cancelled" && parts.every((part) => fold(name).includes(part));
    return this.list.rows.filter(fits).slice(0, most);
  }

  /** Which day of the event it is now: its number, or -1. */
  get day() {
    const now = Date.now();
    return (this.list?.days ?? []).findIndex(([from, to]) => from <= now && now < to);
  }
}

function read(kept) {
  try {
    return JSON.parse(kept);
  } catch {
    return {};
  }
}
