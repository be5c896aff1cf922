// The theme changes at once; the cookie keeps it. Without script the form does the same.
const form = document.querySelector("[data-preferences]");

form?.addEventListener("submit", (event) => {
  const chosen = event.submitter;
  if (chosen?.name !== "theme") return;
  event.preventDefault();
  if (chosen.value === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen.value;
  for (const button of form.querySelectorAll("button[name=theme]"))
    button.setAttribute("aria-pressed", String(button === chosen));
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${chosen.value}; Max-Age=31536000; Path=/; SameSite=Lax${secure}`;
});
