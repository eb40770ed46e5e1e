// An attempt that loses nothing: docs/reference/autosave.md is the contract. Without this file the buttons of the page save.
// A change waits in localStorage, which is this officer's own, until the server acknowledges it.
const page = document.querySelector("#attempt");
if (page && page.dataset.mode !== "practice") run(page.dataset);

function run({ attempt, person, root, sync, paper, session, now, deadline, lastCall, zone }) {
  const words = JSON.parse(document.querySelector("#attempt-words").textContent);
  const part = (name) => page.querySelector(`[data-part=${name}]`);
  const say = (word, values = {}) => words[word].replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
  const tell = (text, where = part("status")) => { if (where.textContent !== text) where.textContent = text; };
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const hours = (moment) => new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", timeZone: zone });
  const tokens = () => document.querySelectorAll("[name=csrfmiddlewaretoken]");
  const renewToken = (csrf) => { for (const input of tokens()) input.value = csrf; };
  const token = () => [...tokens()].find((input) => input.value)?.value ?? "";

  // --- what waits: { person, clock, waiting: { position: change }, refused: { position: change } } ---
  const PREFIX = "tani:";
  const shelf = PREFIX + attempt;
  const memory = {};
  function load(name) { try { return JSON.parse(localStorage.getItem(name)) ?? memory[name]; } catch { return memory[name]; } }
  function store(name, value) { memory[name] = value; try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* kept in memory */ } }
  function stored() { try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; } }
  function forget(name) { delete memory[name]; try { localStorage.removeItem(name); } catch { /* was never there */ } }
  function box() {
    const kept = load(shelf);
    return kept?.person === person ? kept : { person, clock: 0, waiting: {}, refused: {} };
  }
  for (const name of stored()) if (load(name)?.person !== person) forget(name); // a station computer is shared
  const device = load(PREFIX + "device")?.id ?? random();
  store(PREFIX + "device", { person, id: device });
  const unsent = () => Object.keys(box().waiting).length;

  // --- any kind of question: its named controls ---
  const RESERVED = ["csrfmiddlewaretoken", "button", "client_key", "position"];
  const formAt = (position) => views.get(position)?.querySelector("form[data-position]");
  function fieldsOf(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) if (!RESERVED.includes(name) && typeof value === "string") (fields[name] ??= []).push(value);
    return fields;
  }
  const alike = (one, other) => JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
  function fill(form, fields) {
    const left = structuredClone(fields);
    for (const control of form.elements) {
      if (!control.name || RESERVED.includes(control.name) || control.type === "submit") continue;
      if (control.type === "radio" || control.type === "checkbox") control.checked = fields[control.name]?.includes(control.value) ?? false;
      else control.value = left[control.name]?.shift() ?? "";
    }
    form.known = fieldsOf(form);
    form.dispatchEvent(new CustomEvent("question:filled", { bubbles: true }));
  }

  // --- time: the server's, carried on by a clock that nobody can set ---
  const first = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
  let offset = Date.parse(now) - first;
  let end = Date.parse(deadline);
  let last = Date.parse(lastCall);
  let ended = false;
  let warned = Infinity;
  const serverTime = () => offset + performance.now();
  function tick() {
    if (unsent() && performance.now() - waitingSince > 60000) showFile();
    if (!end) return;
    const minutes = Math.max(0, Math.ceil((end - serverTime()) / 60000));
    if (part("left")) tell(say("left", { n: minutes }), part("left"));
    const mark = minutes <= 1 ? 1 : minutes <= 5 ? 5 : Infinity;
    if (mark < warned && minutes) tell(say("soon", { n: minutes }));
    warned = mark;
    if (serverTime() >= end && !ended) finish();
  }
  async function finish() {
    commit();
    ended = true;
    for (const set of page.querySelectorAll("fieldset")) set.disabled = true;
    tell(say("ended"));
    if (await flush()) location.assign(root);
    else report();
  }

  // --- keeping and sending ---
  let pending = null; // a text being typed
  let timer = 0;
  let sending = null;
  let retry = 0;
  let pause = 1000;
  let failing = false;
  let lost = "";
  let waitingSince = performance.now();
  function commit() {
    clearTimeout(timer);
    const form = pending;
    pending = null;
    if (form) keep(form);
  }
  function keep(form) {
    const fields = fieldsOf(form);
    if (ended || (form.known && alike(fields, form.known))) return;
    form.known = fields;
    const kept = box();
    if (!unsent()) waitingSince = performance.now();
    kept.clock = Math.max(kept.clock, Number(form.dataset.clock)) + 1;
    const position = Number(form.dataset.position);
    kept.waiting[position] = { key: random(), position, clock: kept.clock, given_in_time: !end || serverTime() < end, fields };
    delete kept.refused[position];
    store(shelf, kept);
    if (failing) report();
    send();
  }
  function report(reason = "") {
    const n = unsent();
    if (reason) return tell(say("refused", { reason }));
    if (ended && n) return tell(serverTime() < last ? say("ended_waiting", { n, time: hours(last) }) : say("ended_late", { n }));
    if (lost) return tell(say(lost, { n }));
    return n ? tell(say("waiting", { n })) : undefined;
  }
  const send = () => (sending ??= post().finally(() => { sending = null; }));
  async function flush() {
    commit();
    for (let round = 0; unsent() && round < 9; round += 1) if (!(await send())) return false;
    return !unsent();
  }
  const ask = (url, body) => fetch(url, {
    method: body ? "POST" : "GET", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(20000), cache: "no-store",
    ...(body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": token() } }),
  });
  function batch() {
    const changes = [];
    for (const change of Object.values(box().waiting)) {
      if (changes.length && (changes.length > 49 || JSON.stringify([...changes, change]).length > 60000)) break;
      changes.push(change);
    }
    return changes;
  }
  async function post(again = true) {
    clearTimeout(retry);
    const changes = batch();
    try {
      const answer = await ask(sync, { device, changes });
      if (answer.status === 401 || answer.status === 403 || answer.status === 404 || answer.type === "opaqueredirect") return (await isMine()) && again ? post(false) : later();
      const data = await answer.json();
      if (!answer.ok) return later(data.error);
      pause = 1000;
      failing = false;
      lost = "";
      part("renew").hidden = true;
      await settle(changes, data);
    } catch { return later(); }
    return unsent() && changes.length ? post() : !unsent();
  }
  function later(reason = "") {
    failing = true;
    pause = Math.min(pause * 2, 60000);
    retry = setTimeout(send, pause * (0.75 + Math.random() / 2));
    report(reason);
    return false;
  }
  async function settle(changes, data) {
    const kept = box();
    const overtaken = [];
    let reason = "";
    let at = "";
    for (const receipt of data.receipts) {
      const change = changes.find((each) => each.key === receipt.key);
      if (!change) continue;
      const { position } = change;
      const newest = kept.waiting[position]?.key === change.key;
      if (newest) delete kept.waiting[position];
      if (receipt.status === "refused") { reason = receipt.error; kept.refused[position] = change; } else at = receipt.at;
      if (receipt.status !== "refused" && !receipt.counts && newest && data.answers[position].device !== device) overtaken.push(change);
    }
    for (const [position, { clock }] of Object.entries(data.answers)) {
      kept.clock = Math.max(kept.clock, clock);
      const form = formAt(Number(position));
      if (form) form.dataset.clock = Math.max(Number(form.dataset.clock), clock);
    }
    store(shelf, kept);
    offset = Date.parse(data.now) - performance.now();
    end = Date.parse(data.deadline);
    last = Date.parse(data.last_call);
    waitingSince = performance.now();
    if (reason) { report(reason); showFile(); } else if (at && !ended) tell(say("saved", { time: hours(at) }));
    if (!reason && !unsent()) for (const name of ["file", "file-hint"]) part(name).hidden = true;
    if (overtaken.length) await showOvertaken(overtaken);
  }

  // --- another device answered later ---
  async function showOvertaken(changes) {
    const fresh = await readPaper();
    for (const change of changes) {
      const theirs = fresh.get(change.position)?.querySelector("form[data-position]");
      const mine = formAt(change.position);
      if (!theirs || !mine || alike(fieldsOf(theirs), change.fields)) continue;
      fill(mine, fieldsOf(theirs));
      mine.dataset.clock = theirs.dataset.clock;
      const note = document.createElement("div");
      note.className = "notice notice--warn stack";
      note.append(Object.assign(document.createElement("p"), { textContent: say("overtaken", change) }));
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--secondary", textContent: words.keep_mine });
      button.addEventListener("click", () => {
        fill(mine, change.fields);
        mine.known = null;
        keep(mine);
        note.remove();
        mine.querySelector("h1").focus();
      });
      note.append(button);
      part("overtaken").replaceChildren(note);
    }
  }

  // --- a lost session ---
  const dialog = part("dialog");
  const password = dialog.querySelector("[name=password]");
  const problem = (text, url) => {
    tell(text, part("problem"));
    for (const name of ["again", "elsewhere"]) part(name).hidden = !url;
    password.setAttribute("aria-invalid", String(Boolean(text)));
    password.value = "";
    if (text && !url) password.focus();
  };
  async function isMine() {
    const who = await (await ask(session)).json();
    renewToken(who.csrf);
    if (who.person === person) { if (dialog.open) dialog.close(); return true; }
    lost = who.person ? "other_person" : "signed_out";
    part("renew").hidden = false;
    if (!dialog.open && !dialog.turnedDown) { problem(""); dialog.showModal(); password.focus(); }
    return false;
  }
  async function signIn() {
    try {
      const answer = await ask(session, { person, password: password.value });
      const data = await answer.json();
      if (!answer.ok) return problem(data.error, data.url);
      renewToken(data.csrf);
      dialog.close();
      return send();
    } catch { return problem(words.no_connection); }
  }
  dialog.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); signIn(); });
  dialog.addEventListener("cancel", () => { dialog.turnedDown = true; });
  part("later").addEventListener("click", () => { dialog.turnedDown = true; dialog.close(); });
  part("again").addEventListener("click", send);
  part("renew").addEventListener("click", () => { dialog.turnedDown = false; send(); });

  // --- the last resort ---
  function showFile() { for (const name of ["file", "file-hint"]) part(name).hidden = false; }
  part("file").addEventListener("click", () => {
    commit();
    const kept = box();
    const data = { format: "tani-answers-1", attempt, device, language: document.documentElement.lang, changes: Object.values({ ...kept.refused, ...kept.waiting }) };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data)], { type: "application/json" }));
    link.download = `${words.file_name}-${attempt}.json`;
    link.click();
  });

  // --- turning pages without a connection ---
  const views = new Map();
  const place = (path) => path.startsWith(root) && /^(\d*)\/?$/.test(path.slice(root.length)) ? Number(path.slice(root.length).replace("/", "")) : -1;
  let current = place(location.pathname);
  function adopt(section) {
    const position = Number(section.dataset.view);
    views.set(position, section);
    for (const input of section.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value ||= token();
    const form = section.querySelector("form[data-position]");
    if (!form) return;
    form.known = fieldsOf(form);
    const change = box().waiting[position];
    if (change && change.clock > Number(form.dataset.clock)) fill(form, change.fields);
  }
  async function readPaper() {
    const answer = await ask(paper);
    if (!answer.ok) throw new Error(answer.status);
    const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
    return new Map([...sheet.querySelectorAll("[data-view]")].map((section) => [Number(section.dataset.view), document.adoptNode(section)]));
  }
  async function fetchPaper() {
    try { for (const [position, section] of await readPaper()) if (!views.has(position)) adopt(section); } catch { /* plain links and buttons work */ }
  }
  function recount() {
    const list = views.get(0);
    const items = [...list.querySelectorAll("[data-item]")];
    for (const item of items) {
      const form = formAt(Number(item.dataset.item));
      const tag = item.querySelector(".tag");
      const given = form ? [...form.elements].some((control) => control.name && control.type !== "hidden" && control.type !== "submit" && (/radio|checkbox/.test(control.type) ? control.checked : control.value)) : tag.classList.contains("tag--ok");
      tag.className = `tag tag--${given ? "ok" : "warn"}`;
      tag.textContent = given ? words.given : words.not_given;
    }
    const n = list.querySelectorAll(".tag--ok").length;
    tell(say("answered", { n, total: items.length }), list.querySelector("[data-count]"));
    const missing = list.querySelector("[data-missing]");
    if (!missing) return;
    missing.hidden = n === items.length;
    tell(say("unanswered", { n: items.length - n }), missing);
  }
  function turn(position, push = true) {
    const section = views.get(position);
    if (!section || (section.dataset.steps !== undefined && navigator.onLine)) return false;
    commit();
    if (push) history.pushState(null, "", root + (position ? `${position}/` : ""));
    current = position;
    if (views.size > 1 && position === 0 && views.has(1)) recount();
    part("view").replaceChildren(section);
    document.title = `${section.dataset.title} – Tanı`;
    const crumb = document.querySelector(".breadcrumbs [aria-current]");
    if (crumb && section.dataset.name) crumb.textContent = section.dataset.name;
    for (const link of document.querySelectorAll(".languages a")) link.href = link.href.replace(/(\/assessments\/[^/]+\/)(\d+\/)?/, `$1${position ? `${position}/` : ""}`);
    const heading = section.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    section.dispatchEvent(new CustomEvent("question:shown", { bubbles: true }));
    return true;
  }

  // --- what the officer does ---
  page.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-position]");
    if (!form || /radio|checkbox|select/.test(target.type)) return;
    if (pending && pending !== form) commit();
    pending = form;
    clearTimeout(timer);
    timer = setTimeout(commit, 600);
  });
  page.addEventListener("change", ({ target }) => {
    const form = target.closest("form[data-position]");
    if (form) { pending = form; commit(); }
  });
  page.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.dataset.submit !== undefined) {
      event.preventDefault();
      if (await flush()) form.submit(); else tell(words.not_submitted);
    }
    if (!form.dataset.position) return;
    pending = form;
    commit();
    const step = { next: 1, previous: -1 }[event.submitter?.value ?? "next"];
    const position = step ? Number(form.dataset.position) + step : 0;
    if (turn(views.has(position) || !views.has(0) ? position : 0)) event.preventDefault();
    else if (!navigator.onLine) { event.preventDefault(); tell(words.needs_connection); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.dataset.real !== undefined || link.origin !== location.origin) return;
    const position = place(link.pathname);
    if (position >= 0 && turn(position)) event.preventDefault();
  });
  addEventListener("popstate", () => { if (!turn(place(location.pathname), false)) location.reload(); });
  document.querySelector("form[action$='/logout/']")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await flush()) && !confirm(words.sign_out)) return;
    for (const name of stored()) forget(name);
    event.target.submit();
  });
  addEventListener("online", () => { pause = 1000; send(); });
  addEventListener("offline", () => { failing = true; report(); });
  addEventListener("pagehide", commit);
  document.addEventListener("visibilitychange", () => { if (document.hidden) commit(); else if (end || unsent()) send(); });

  for (const section of page.querySelectorAll("[data-view]")) adopt(section);
  tick();
  setInterval(tick, 1000);
  if (unsent()) send();
  fetchPaper();
}
