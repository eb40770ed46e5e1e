// Tells the server which block is being read, so that "continue" leads there on any device. Without it, "continue" leads to the lesson.
const lesson = document.querySelector("[data-place]");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
let seen = "";
let sent = "";

const send = () => {
  if (!seen || seen === sent || !token) return;
  sent = seen;
  const body = new URLSearchParams({ block: seen, csrfmiddlewaretoken: token });
  fetch(lesson.dataset.place, { method: "POST", body, keepalive: true }).catch(() => { sent = ""; });
};

if (lesson) {
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) seen = entry.target.dataset.block;
  }, { rootMargin: "-20% 0px -60% 0px" });
  for (const block of lesson.querySelectorAll("[data-block]")) watch.observe(block);
  setInterval(send, 15000);
  addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
}
