// An attempt that loses nothing; docs/reference/autosave.md is the contract. Without this file the buttons of the page save.
const doc = document;
const one = (selector, from = doc) => from.querySelector(selector);
const all = (selector, from = doc) => [...from.querySelectorAll(selector)];
const on = (target, type, act) => target.addEventListener(type, act);
const page = one("#attempt");
const { attempt, person, root, sync, paper, session, now, deadline, lastCall, zone } = page.dataset;
const words = JSON.parse(one("#attempt-words").textContent);
const language = doc.documentElement.lang;
const part = (name) => one(`[data-part=${name}]`, page);
const say = (word, values) => words[word].replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
const tell = (text, where = part("status")) => { if (where.textContent !== text) where.textContent = text; };
const show = (shown, ...names) => { for (const name of names) part(name).hidden = !shown; };
const hour = (moment) => new Date(moment).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
const random = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36).padStart(7, "0")).join("");
const token = one("[name=csrfmiddlewaretoken]");

// What waits on this device, which may be shared: nobody else's is left
const shelf = `tani:${attempt}`;
let disk = {};
try { disk = localStorage; } catch { /* as long as this page lives */ }
const shelves = () => Object.keys(disk).filter((name) => name.startsWith("tani:"));
for (const name of shelves()) if (!disk[name].includes(`"${person}"`)) delete disk[name];
const box = () => JSON.parse(disk[shelf] ?? null) ?? { person, device: random(), clock: 0, waiting: {}, refused: {} };
const put = (kept) => { try { disk[shelf] = JSON.stringify(kept); } catch { disk = { [shelf]: JSON.stringify(kept) }; } };
put(box());
const { device } = box();
const unsent = () => Object.keys(box().waiting).length;

// A question of any kind is its named controls
const RESERVED = ["csrfmiddlewaretoken", "button", "client_key", "position"];
const FORM = "form[data-position]";
const views = new Map(); // position → section; 0: all questions
const formAt = (position) => views.has(position) && one(FORM, views.get(position));
const text = (fields) => JSON.stringify(Object.entries(fields).sort());
function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (!RESERVED.includes(name)) (fields[name] ??= []).push(value);
  return fields;
}
function fill(form, fields) {
  const left = structuredClone(fields);
  for (const control of form.elements) {
    const { name, type } = control;
    if (!name || RESERVED.includes(name)) continue;
    if (/radio|checkbox/.test(type)) control.checked = !!fields[name]?.includes(control.value);
    else control.value = left[name]?.shift() ?? "";
  }
  form.known = text(fieldsOf(form));
  for (const control of form.elements) control.dispatchEvent(new Event("change", { bubbles: true })); // for the kind's own script
}

// Time: the server's, carried on by a clock that nobody sets
let offset, end, last, warned;
let ended = false;
const ticks = () => performance.now();
const time = () => offset + ticks();
function set(now, deadline, lastCall, at = ticks()) {
  offset = Date.parse(now) - at;
  end = Date.parse(deadline);
  last = Date.parse(lastCall);
}
function tick() {
  if (unsent() && ticks() - since > 60000) show(true, "file", "file-hint");
  if (!end || !part("left")) return;
  const n = Math.max(0, Math.ceil((end - time()) / 60000));
  tell(say("left", { n }), part("left"));
  const mark = [1, 5].find((minutes) => n <= minutes);
  if (mark !== warned && n && mark) tell(say("soon", { n }));
  warned = mark;
  if (n || ended) return;
  commit();
  ended = true;
  for (const fieldset of all("fieldset", page)) fieldset.disabled = true;
  tell(words.ended);
  send();
}

// Keeping and sending
let typing, timer, sending, retry;
const overtaken = []; // not told yet
let pause = 1000;
let lost = "waiting"; // or why the session is not this officer's
let since = ticks(); // of the last success
function commit(form = typing) {
  clearTimeout(timer);
  typing = undefined;
  const fields = form && fieldsOf(form);
  if (!form || ended || text(fields) === form.known) return;
  form.known = text(fields);
  if (!unsent()) since = ticks();
  const kept = box();
  const position = +form.dataset.position;
  kept.clock = Math.max(kept.clock, form.dataset.clock) + 1;
  kept.waiting[position] = { key: random(), position, clock: kept.clock, given_in_time: !(time() > end + 1000), fields };
  put(kept);
  if (retry) report();
  send();
}
function report(reason) {
  const n = unsent();
  const word = reason ? "refused" : !ended ? lost : time() < last ? "ended_waiting" : "ended_late";
  if (reason || n) tell(say(word, { reason, n, time: hour(last) }));
}
const send = () => (sending ??= post().catch(later).finally(() => { sending = undefined; }));
async function flush() { // true when nothing waits any more
  commit();
  await sending;
  return !unsent() || !!(await send());
}
const ask = (url, body) => fetch(url, {
  method: body ? "POST" : "GET", body: body && JSON.stringify(body), signal: AbortSignal.timeout(20000),
  headers: { "Content-Type": "application/json", "X-CSRFToken": token.value },
});
async function post(again = true) {
  retry = clearTimeout(retry);
  const changes = Object.values(box().waiting).slice(0, 10);
  const answer = await ask(sync, { device, changes });
  if ([401, 403, 404].includes(answer.status)) {
    if (again && await isMine()) return post(false);
    throw "";
  }
  const data = await answer.json();
  if (!answer.ok) throw data.error;
  pause = 1000;
  lost = "waiting";
  show(false, "renew");
  await settle(changes, data);
  if (unsent()) return post();
  if (ended && part("file").hidden) location.assign(root);
  return true;
}
function later(error) {
  pause = Math.min(pause * 2, 60000);
  retry = setTimeout(send, pause * (0.75 + Math.random() / 2));
  report(typeof error === "string" && error);
}
async function settle(changes, data) {
  const kept = box();
  let reason, at;
  for (const { key, status, counts, error, at: keptAt } of data.receipts) {
    const change = changes.find((each) => each.key === key);
    const { position } = change;
    const newest = kept.waiting[position]?.key === key;
    if (newest) delete kept.waiting[position];
    if (status === "refused") {
      reason = error;
      kept.refused[position] = change;
    } else {
      at = keptAt;
      delete kept.refused[position];
      if (newest && !counts && data.answers[position].device !== device) overtaken.push(change);
    }
  }
  for (const { clock } of Object.values(data.answers)) kept.clock = Math.max(kept.clock, clock);
  put(kept);
  set(data.now, data.deadline, data.last_call);
  since = ticks();
  show(Object.keys(kept.refused).length, "file", "file-hint");
  if (reason) report(reason);
  else if (at && !ended) tell(say("saved", { time: hour(at) }));
  if (overtaken.length) await showOvertaken();
}

// Another device answered later
async function showOvertaken() {
  const fresh = await readPaper();
  for (const change of overtaken.splice(0)) {
    const mine = formAt(change.position);
    const theirs = fieldsOf(one("form", fresh.get(change.position)));
    if (!mine || text(theirs) === text(change.fields)) continue;
    fill(mine, theirs);
    const note = part("overtaken").content.firstElementChild.cloneNode(true);
    tell(say("overtaken", change), one("p", note));
    on(one("button", note), "click", () => {
      fill(mine, change.fields);
      mine.known = "";
      commit(mine);
      turn(change.position);
      note.remove();
    });
    part("overtaken").after(note);
  }
}

// A lost session
const dialog = part("dialog");
const password = one("input[type=password]", dialog);
function problem(error, url) {
  tell(error, part("problem"));
  show(url, "again", "elsewhere");
  password.ariaInvalid = !!error;
  password.value = "";
  password.focus();
}
async function isMine() {
  const who = await (await ask(session)).json();
  token.value = who.csrf;
  if (who.person === person) {
    dialog.close();
    return true;
  }
  if (lost === "waiting") {
    dialog.showModal();
    problem("");
  }
  lost = who.person ? "other_person" : "signed_out";
  show(true, "renew");
  return false;
}
on(one("form", dialog), "submit", async (event) => {
  event.preventDefault();
  try {
    const answer = await ask(session, { person, password: password.value });
    const data = await answer.json();
    if (!answer.ok) return problem(data.error, data.url);
    token.value = data.csrf;
    dialog.close();
    send();
  } catch { problem(words.no_connection); }
});
on(part("later"), "click", () => dialog.close());
on(part("again"), "click", send);
on(part("renew"), "click", () => { lost = "waiting"; send(); });

on(part("file"), "click", () => {
  commit();
  const { refused, waiting } = box();
  const data = { format: "tani-answers-1", attempt, device, language, changes: Object.values({ ...refused, ...waiting }) };
  const href = URL.createObjectURL(new Blob([JSON.stringify(data)]));
  Object.assign(doc.createElement("a"), { href, download: `${words.file_name}-${attempt}.json` }).click();
});

// Turning pages without a connection
const place = (path) => (path === root ? 0 : path.startsWith(root) ? Number(path.slice(root.length, -1)) : -1);
let whole = false; // every question is here
function adopt(section, position) {
  if (views.has(position)) return;
  views.set(position, section);
  const form = formAt(position);
  if (!form) return;
  form.known = text(fieldsOf(form));
  const change = box().waiting[position];
  if (change?.clock > form.dataset.clock) fill(form, change.fields);
}
async function readPaper() {
  const answer = await ask(paper);
  if (!answer.ok) throw "";
  const sheet = doc.createElement("template");
  sheet.innerHTML = await answer.text();
  return new Map(all("[data-view]", sheet.content).map((section) => [+section.dataset.view, section]));
}
function recount(list) {
  const items = all("[data-item]", list);
  for (const item of items) {
    const form = formAt(+item.dataset.item);
    const given = form && Object.values(fieldsOf(form)).flat().some(Boolean);
    if (form) Object.assign(one(".tag", item), { className: `tag tag--${given ? "ok" : "warn"}`, textContent: words[given] });
  }
  const n = all(".tag--ok", list).length;
  tell(say("answered", { n, total: items.length }), one("[data-count]", list));
  one("[data-missing]", list).hidden = n === items.length;
}
function turn(position, push = true) {
  const section = whole && views.get(position);
  if (!section || ("steps" in section.dataset && navigator.onLine)) return false;
  commit();
  const rest = position ? `${position}/` : "";
  if (push) history.pushState(null, "", root + rest);
  if (!position) recount(section);
  part("view").replaceChildren(section);
  doc.title = `${section.dataset.title} – Tanı`;
  tell(section.dataset.name, one(".breadcrumbs [aria-current]"));
  for (const link of all(".languages a")) link.href = link.href.replace(/(?<=\/)(\d+\/)?$/, rest);
  one("h1", section).tabIndex = -1;
  one("h1", section).focus();
  return true;
}

on(page, "input", ({ target }) => {
  const form = target.closest(FORM);
  if (typing !== form) commit();
  typing = form;
  clearTimeout(timer);
  timer = setTimeout(commit, 600);
});
on(page, "change", ({ target }) => commit(target.closest(FORM)));
on(page, "submit", async (event) => {
  const form = event.target;
  const sent = form.csrfmiddlewaretoken;
  if (sent) sent.value = token.value;
  if ("submit" in form.dataset) {
    event.preventDefault();
    if (await flush()) form.submit(); else tell(words.not_submitted);
  } else if (form.dataset.position) {
    commit(form);
    const position = +form.dataset.position + { next: 1, previous: -1 }[event.submitter?.value];
    if (turn(views.has(position) ? position : 0)) event.preventDefault();
    else if (!navigator.onLine) { event.preventDefault(); tell(words.needs_connection); }
  }
});
on(doc, "click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || "real" in link.dataset) return;
  if (turn(place(link.pathname))) event.preventDefault();
});
on(window, "popstate", () => turn(place(location.pathname), false) || location.reload());
on(window, "online", () => { pause = 1000; send(); });
on(window, "offline", () => report());
on(doc, "visibilitychange", () => { commit(); if (!doc.hidden) send(); });
const leaving = one("form[action$='/logout/']");
on(leaving, "submit", async (event) => {
  event.preventDefault();
  if (!(await flush()) && !confirm(words.sign_out)) return;
  for (const name of shelves()) delete disk[name];
  leaving.submit();
});

set(now, deadline, lastCall, performance.getEntriesByType("navigation")[0]?.responseStart);
for (const section of all("[data-view]")) adopt(section, +section.dataset.view);
tick();
setInterval(tick, 1000);
if (unsent()) send();
readPaper().then((sections) => { sections.forEach(adopt); whole = true; }, () => { /* plain links and buttons work */ });
