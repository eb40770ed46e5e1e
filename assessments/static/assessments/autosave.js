// Saves each choice as it is made and says so. Without this file the buttons of the page save.
// A choice not yet acknowledged waits in sessionStorage with the sequence it was made on and the choices sent before it, and is
// taken up again after signing in, unless another device has answered since.
const form = document.querySelector("form[data-autosave]");
const status = form?.querySelector("[role=status]");

if (form && status) {
  const key = `answer:${form.dataset.place}`;
  const boxes = [...form.elements].filter((element) => element.name === "choice");
  let sequence = form.dataset.clock;
  let sending = false;
  let again = 0;

  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const say = (words, more = "") => { status.textContent = `${status.dataset[words]} ${more}`.trim(); };
  const store = {
    read() { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
    write(value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* private mode: the buttons still save */ } },
    clear() { try { sessionStorage.removeItem(key); } catch { /* nothing was kept */ } },
  };

  function retry() {
    again = Math.min(again * 2 || 2, 60);
    setTimeout(send, again * 1000);
  }

  async function send() {
    const waiting = store.read();
    if (sending || !waiting) return;
    sending = true;
    try {
      const body = new URLSearchParams({ position: form.elements.position.value, client_key: waiting.client });
      for (const value of waiting.chosen) body.append("choice", value);
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
      await settle(answer, waiting);
    } catch {
      say("failed");
      retry();
    } finally {
      sending = false;
    }
    const newer = store.read();
    if (newer && newer.client !== waiting.client) send();
  }

  async function settle(answer, waiting) {
    if (answer.type === "opaqueredirect" || answer.status === 403) return say("signin");
    if (answer.status >= 500) throw new Error("server");
    const receipt = await answer.json();
    if (store.read()?.client === waiting.client) store.clear();
    if (!receipt.saved) return say("refused", receipt.error);
    again = 0;
    sequence = String(receipt.clock);
    const time = new Date(receipt.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    return say("saved", time);
  }

  function keep() {
    const before = store.read();
    const sent = before ? [...before.sent, before.chosen.join()] : [];
    store.write({ chosen: chosen(), sequence, sent, client: newKey() });
    say("saving");
    send();
  }

  const left = store.read();
  const here = chosen().join();
  if (left && left.chosen.join() !== here && (left.sequence === sequence || left.sent.includes(here))) {
    for (const box of boxes) box.checked = left.chosen.includes(box.value);
    keep();
  } else {
    store.clear();
  }
  form.addEventListener("change", keep);
  addEventListener("online", send);
}
