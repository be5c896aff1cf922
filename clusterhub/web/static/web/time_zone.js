// Tells the server the reader's zone, so that hours can also be given "where you are".
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const known = document.cookie.split("; ").find((part) => part.startsWith("time_zone="));

if (zone && /^[A-Za-z0-9_+\/-]+$/.test(zone) && known !== `time_zone=${zone}`) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `time_zone=${zone}; Max-Age=31536000; Path=/; SameSite=Lax${secure}`;
}
