// One key each: A accept, C change, D dismiss, J next, K previous. The buttons do the same.
const panel = document.querySelector("#review-panel");

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=radio]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const target = panel.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("details")) {
    target.open = true;
    target.querySelector("input:not([type=hidden])")?.focus();
  } else if (target.matches("input")) {
    target.focus();
  } else {
    target.click();
  }
});

// The source keeps its place; only its marks follow the doubt that is shown.
function follow(isFirst) {
  const card = panel.querySelector(".finding");
  if (!card) return;
  const current = new Set(card.dataset.lines.split(","));
  const open = new Set(card.dataset.open.split(","));
  let first = null;
  for (const line of document.querySelectorAll(".source__line")) {
    const number = line.dataset.line;
    line.classList.toggle("is-current", current.has(number));
    line.classList.toggle("is-open", open.has(number));
    if (!first && current.has(number)) first = line;
  }
  const source = document.querySelector(".source");
  if (first && source.scrollHeight > source.clientHeight) {
    source.scrollTop = first.offsetTop - source.clientHeight / 3;
  }
  if (!isFirst) panel.querySelector("#finding-title")?.scrollIntoView({ block: "nearest" });
}

follow(true);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === panel) follow(false);
});
