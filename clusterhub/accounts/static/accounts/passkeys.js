// Shows what needs a passkey only where the browser knows passkeys, and says so when one fails.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey-needed]")) part.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (!trouble) return;
  trouble.hidden = false;
  event.preventDefault();
});
