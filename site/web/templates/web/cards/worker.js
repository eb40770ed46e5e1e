{% autoescape off %}// Keeps the field cards of one language readable without a connection: these pages, their styles and letters, no other page.
const NAME = {{ name }};
const PAGES = {{ pages }};
const FILES = {{ files }};
const PATIENCE = 4000; // milliseconds a weak connection may keep an officer waiting

async function fetchPage(path, request) {
  const answer = await fetch(request || path, { redirect: "manual" });
  if (answer.status >= 500) throw new Error(answer.status);
  const cache = await caches.open(NAME);
  if (answer.ok) await cache.put(path, answer.clone());
  else if (answer.status === 404 || answer.status === 403) await cache.delete(path);
  return answer;
}

async function page(event, path) {
  const fresh = fetchPage(path, event.request);
  event.waitUntil(fresh.catch(() => {}));
  const kept = await (await caches.open(NAME)).match(path, { ignoreVary: true });
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fresh.catch(() => kept), late]);
}

async function file(request) {
  const kept = await (await caches.open(NAME)).match(request.url, { ignoreVary: true });
  return kept || fetch(request);
}

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(NAME)).addAll(FILES);
    const answers = await Promise.all(PAGES.map((path) => fetchPage(path)));
    if (!answers.every((answer) => answer.ok)) throw new Error("signed out");
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const older = (await caches.keys()).filter((name) => name.startsWith("cards-{{ language }}-") && name !== NAME);
    await Promise.all(older.map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && PAGES.includes(url.pathname)) event.respondWith(page(event, url.pathname));
  else if (FILES.includes(url.pathname)) event.respondWith(file(event.request));
});
{% endautoescape %}
