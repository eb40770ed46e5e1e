// Tells the server which block of a lesson is being read, so that "continue" leads there on any device, and which sections
// were read to their end. Comfort only: without it the officer says at the end that the lesson is read.
const lesson = document.querySelector(".lesson[data-place]");
const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
const TICK = 1000; // a section counts when its end was in view at two ticks, not when somebody rushed past

const sections = [];
for (const block of lesson.querySelectorAll("[data-block]")) {
  if (block.matches(".part--heading") && block.querySelector("h2")) sections.push({ id: block.dataset.block });
  if (sections.length) sections.at(-1).last = block;
}

let here = "";
let sent = "";
let fresh = [];

const show = ({ done, total, parts, left }) => {
  const bar = lesson.querySelector(".lesson__progress progress");
  if (!bar) return;
  bar.max = total;
  bar.value = done;
  lesson.querySelector("[data-parts]").textContent = parts;
  lesson.querySelector("[data-left]").textContent = left && `· ${left}`;
};

const send = async () => {
  if (!fresh.length && here === sent) return;
  const [place, read] = [here, fresh];
  const body = new URLSearchParams({ block: place, csrfmiddlewaretoken });
  for (const id of read) body.append("read", id);
  [sent, fresh] = [place, []];
  try {
    const answer = await fetch(lesson.dataset.place, { method: "POST", body, keepalive: true });
    if (answer.status === 200) show(await answer.json());
  } catch {
    [sent, fresh] = ["", [...read, ...fresh]];
  }
};

const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) here = entry.target.dataset.block;
}, { rootMargin: "-20% 0px -60% 0px" });
for (const block of lesson.querySelectorAll("[data-block]")) watch.observe(block);

setInterval(() => {
  if (document.visibilityState === "hidden") return;
  for (const section of sections.filter((each) => !each.read)) {
    const { bottom } = section.last.getBoundingClientRect();
    const inView = bottom > 0 && bottom <= innerHeight + 1;
    section.read = inView && section.seen;
    section.seen = inView;
    if (section.read) fresh.push(section.id);
  }
  if (fresh.length) send();
}, TICK);
setInterval(send, 15000);
addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });

// Browsers that print closed details closed.
addEventListener("beforeprint", () => { for (const each of lesson.querySelectorAll("details:not([open])")) each.open = true; });
