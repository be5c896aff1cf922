// Counts down from the seconds that the server said; the clock of this device is never asked.
const began = performance.now();

for (const mark of document.querySelectorAll("[data-left]")) {
  let left = Number(mark.dataset.left);
  let since = began;
  const show = () => {
    const seconds = Math.max(0, Math.floor(left - (performance.now() - since) / 1000));
    mark.textContent = seconds ? `(${inWords(seconds)} ${mark.dataset.words})` : mark.dataset.over;
  };
  document.addEventListener("time-left", (event) => {
    left = event.detail;
    since = performance.now();
    show();
  });
  show();
  setInterval(show, 1000);
}

function inWords(seconds) {
  const days = Math.floor(seconds / 86400);
  const rest = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = rest.map((part) => String(part).padStart(2, "0")).join(":");
  return days ? `${days} d ${hours}` : hours;
}
