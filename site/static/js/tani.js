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

// Tells the server which block of a lesson is being read, so that "continue" leads there on any device.
const lesson = document.querySelector(".lesson[data-place]");
if (lesson) {
  const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
  let seen = "";
  let sent = "";
  const send = () => {
    if (!seen || seen === sent) return;
    sent = seen;
    const body = new URLSearchParams({ block: seen, csrfmiddlewaretoken });
    fetch(lesson.dataset.place, { method: "POST", body, keepalive: true }).catch(() => { sent = ""; });
  };
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) seen = entry.target.dataset.block;
  }, { rootMargin: "-20% 0px -60% 0px" });
  for (const block of lesson.querySelectorAll("[data-block]")) watch.observe(block);
  setInterval(send, 15000);
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
}

// A quiz keeps answers not yet sent in this browser. Its own pages send them first; on any other they end with the session.
if (!document.querySelector("#attempt")) {
  document.querySelector("form[action$='/logout/']")?.addEventListener("submit", () => {
    try { for (const name of Object.keys(localStorage)) if (name.startsWith("tani:")) localStorage.removeItem(name); } catch { /* nothing was kept */ }
  });
}
