// After a refusal the summary of errors gets the focus; a filter marked so sends itself.
document.querySelector("[data-focus]:not(.specimen *)")?.focus();

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
