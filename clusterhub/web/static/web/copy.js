// A button with data-copy puts that text on the clipboard and says so; it is hidden without script.
for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const words = button.querySelector("[data-words]") ?? button;
  const before = words.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  words.textContent = button.dataset.done;
  setTimeout(() => (words.textContent = before), 2000);
});
