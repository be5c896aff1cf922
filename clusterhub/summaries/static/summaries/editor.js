// What htmx cannot say by itself: that a save did not arrive, and the newest revision elsewhere.
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);

function failed() {
  const state = document.querySelector("#save-state");
  if (state) state.textContent = state.dataset.failed;
}

document.addEventListener("htmx:afterSettle", () => {
  const newest = document.querySelector("#id_revision")?.value;
  for (const field of document.querySelectorAll("[data-revision]")) field.value = newest;
});
