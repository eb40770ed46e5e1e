// Draws the branches of a drill again a second after the last change of the form. Without this file the panel shows the
// draft as it was saved.
(() => {
  const PAUSE = 1000;

  function begin() {
    const panel = document.querySelector("[data-drill]");
    const form = panel?.closest("form");
    if (!form) return;
    const branches = panel.querySelector("[data-drill-branches]");
    const failed = panel.querySelector("[data-drill-failed]");
    const kind = form.elements.kind;
    let timer = null;
    let running = null;

    async function draw() {
      running?.abort();
      running = new AbortController();
      try {
        const answer = await fetch(panel.dataset.drill, { method: "POST", body: new FormData(form), signal: running.signal });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        const html = await answer.text();
        if (branches.dataset.shown !== html) {
          branches.innerHTML = html;
          branches.dataset.shown = html;
        }
        failed.hidden = true;
      } catch (error) {
        if (error.name !== "AbortError") failed.hidden = false;
      }
    }

    function changed() {
      const isDrill = kind?.value === "drill";
      panel.hidden = !isDrill;
      panel.closest(".w-panel")?.toggleAttribute("hidden", !isDrill);
      clearTimeout(timer);
      if (isDrill) timer = setTimeout(draw, PAUSE);
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    // Blocks that are added, moved or removed tell nobody.
    const parts = form.querySelector("[data-contentpath='parts']") ?? form;
    new MutationObserver((records) => {
      if (records.some((record) => !panel.contains(record.target))) changed();
    }).observe(parts, { childList: true, subtree: true });
    changed();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
