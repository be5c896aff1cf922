// Sessions are moved on the grid by dragging their handle or by arrow keys. Both fill the form below
// the grid and send it, so that there is one way to move; without this script the form is used by hand.
const QUARTER = 15;

const grid = () => document.querySelector("[data-grid]");

function ready() {
  document.querySelectorAll("[data-move], [data-grid-help]").forEach((each) => (each.hidden = false));
}

function move(session, room, day, time) {
  const form = grid().querySelector("[data-move-form]");
  form.elements.session.value = session.dataset.session;
  form.elements.room.value = room;
  form.elements.starts_on.value = day;
  form.elements.starts_time.value = time;
  grid().dataset.moved = session.dataset.session;
  form.requestSubmit();
}

function shifted(start, minutes) {
  const moment = new Date(`${start}Z`); // Only to count: the clocks of the event are the server's.
  moment.setUTCMinutes(moment.getUTCMinutes() + minutes);
  return moment.toISOString().slice(0, 16).split("T");
}

function neighbour(room, step) {
  const rooms = [...grid().querySelector("[data-move-form]").elements.room.options].map((option) => option.value);
  return rooms[rooms.indexOf(room) + step];
}

document.addEventListener("keydown", (event) => {
  const session = event.target.matches?.("[data-move]") && event.target.closest("[data-session]");
  if (!session) return;
  const minutes = { ArrowUp: -QUARTER, ArrowDown: QUARTER }[event.key];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!minutes && !step) return;
  event.preventDefault();
  const room = step ? neighbour(session.dataset.room, step) : session.dataset.room;
  if (room === undefined) return;
  move(session, room, ...shifted(session.dataset.start, minutes || 0));
});

let dragged = null;
let target = null;

const cellAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-grid] td[data-time]");

function point(cell) {
  target?.classList.remove("is-target");
  target = cell || null;
  target?.classList.add("is-target");
}

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("[data-move]");
  if (!handle || event.button > 0) return;
  dragged = handle.closest("[data-session]");
  dragged.classList.add("is-dragged");
});

document.addEventListener("pointermove", (event) => {
  if (dragged) point(cellAt(event));
});

document.addEventListener("pointerup", (event) => {
  if (!dragged) return;
  const [session, cell] = [dragged, cellAt(event)];
  dragged = null;
  session.classList.remove("is-dragged");
  point(null);
  if (cell && !cell.contains(session)) move(session, cell.dataset.room, cell.dataset.day, cell.dataset.time);
});

document.addEventListener("pointercancel", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  point(null);
});

let moved = null;
document.addEventListener("htmx:beforeSwap", () => (moved = grid()?.dataset.moved));
document.addEventListener("htmx:afterSwap", () => {
  ready();
  if (moved) document.querySelector(`[data-session="${CSS.escape(moved)}"] [data-move]`)?.focus();
});
ready();
