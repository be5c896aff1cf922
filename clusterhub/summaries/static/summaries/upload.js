// A file may be dropped on the field; it is sent by the same form.
for (const form of document.querySelectorAll("[data-drop]")) {
  const area = form.querySelector(".drop");
  const input = form.querySelector("input[type=file]");
  area.querySelector(".drop__hint").hidden = false;
  const mark = (isOver) => area.classList.toggle("is-over", isOver);
  for (const name of ["dragenter", "dragover"]) {
    area.addEventListener(name, (event) => {
      event.preventDefault();
      mark(true);
    });
  }
  area.addEventListener("dragleave", () => mark(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
