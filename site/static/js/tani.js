// Comfort only: every page works without this file.
document.querySelector("[data-autofocus]")?.focus();

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

// A quiz keeps answers not yet sent in this browser. Its own pages send them first; on any other they end with the session.
if (!document.querySelector("#attempt")) {
  document.querySelector("form[action$='/logout/']")?.addEventListener("submit", () => {
    try { for (const name of Object.keys(localStorage)) if (name.startsWith("tani:")) localStorage.removeItem(name); } catch { /* nothing was kept */ }
  });
}
