// A phone that works a door, and whose browser cannot read tickets: its own camera program opens the
// ticket's page, and that leads on to the door.
const door = JSON.parse(localStorage.getItem("door") ?? "null");
const box = document.getElementById("at-door");

if (door && box.dataset.event === door.event) {
  const link = box.querySelector("a");
  link.href = `${door.here}#${box.dataset.code}`;
  link.append(` ${door.name}`);
  box.hidden = false;
}
