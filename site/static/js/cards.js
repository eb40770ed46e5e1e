// Field cards: keeps them on the device, and says when a newer version is out or nobody has asked for a month.
const MONTH = 30 * 24 * 60 * 60 * 1000;
const card = document.querySelector("[data-card]");
const say = (name, shown = true) => document.querySelectorAll(`[data-say=${name}]`).forEach((each) => { each.hidden = !shown; });
const memory = `tani:card:${location.pathname}`;

function lastCheck(now) {
  try {
    if (now) localStorage.setItem(memory, now);
    return Number(localStorage.getItem(memory));
  } catch { return now || 0; } // a browser that keeps nothing
}

function tell(number) {
  const shown = Number(card.dataset.number);
  say("withdrawn", number === null);
  say("superseded", number !== null && number > shown);
  say("old", false);
  const place = card.querySelector("[data-new]");
  if (number !== null) place.textContent = number;
}

function offline() {
  const when = lastCheck();
  say("old", Date.now() - when > MONTH);
  if (when) card.querySelector("[data-when]").textContent = new Date(when).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  say("checked", Boolean(when));
}

async function compare() {
  try {
    const answer = await fetch(card.dataset.card, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    tell((await answer.json()).number);
    lastCheck(Date.now());
    say("checked", false);
  } catch { offline(); }
}

if (card) {
  compare();
  addEventListener("online", compare);
  addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") compare(); });
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(document.body.dataset.worker).catch(() => {});
  navigator.serviceWorker.ready.then(() => caches.match(location.pathname, { ignoreVary: true })).then((kept) => say("kept", Boolean(kept)));
}
