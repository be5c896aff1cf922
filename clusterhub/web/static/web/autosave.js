// Words beside a form that saves itself through htmx: saving, saved at, not saved.
// <span class="autosave" role="status" data-autosave="#form" data-saving data-saved data-failed>
for (const mark of document.querySelectorAll("[data-autosave]")) {
  const form = document.querySelector(mark.dataset.autosave);
  const say = (words) => (mark.textContent = words);
  const isOurs = (event) => form === event.target || form.contains(event.target);

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isOurs(event)) say(mark.dataset.saving);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!isOurs(event)) return;
    const hour = new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    say(event.detail.successful ? `${mark.dataset.saved} ${hour}` : mark.dataset.failed);
  });
}
