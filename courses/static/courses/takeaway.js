// Comfort for a checklist that is taken along: without this file the browser prints and selects as it always does.
const actions = document.querySelector(".takeaway__actions");
const text = () => [
  document.querySelector(".takeaway h1").textContent,
  ...[...document.querySelectorAll(".checklist__items li")].map((item) =>
    `☐ ${[...item.children].map((part) => part.textContent.trim()).join(" – ")}`),
].join("\n");

actions.hidden = false;
actions.addEventListener("click", async (event) => {
  const what = event.target.dataset.do;
  if (what === "print") print();
  if (what === "copy") {
    await navigator.clipboard.writeText(text());
    const status = actions.querySelector("[role=status]");
    status.textContent = status.dataset.done;
  }
});
if (!navigator.clipboard) actions.querySelector("[data-do=copy]").remove();
