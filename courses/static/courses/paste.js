// The box takes what the clipboard holds as HTML; the server decides what is kept. Without script the field is filled by hand.
const box = document.querySelector("[data-paste-box]");
const field = document.querySelector("[data-paste-html]");
if (box && field) {
  const place = box.firstElementChild;
  box.hidden = false;
  document.querySelector("[data-paste-field]").hidden = true;
  field.required = false;
  place.addEventListener("paste", (event) => {
    event.preventDefault();
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll("style, script, xml, img").forEach((each) => each.remove());
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    const plain = document.createElement("div");
    for (const line of lines) {
      plain.appendChild(document.createElement("p")).textContent = line;
    }
    field.value = html ? page.body.innerHTML : plain.innerHTML;
    place.textContent = text;
  });
  place.closest("form").addEventListener("submit", () => {
    if (!field.value && place.textContent.trim()) {
      const typed = document.createElement("p");
      typed.textContent = place.textContent;
      field.value = typed.outerHTML;
    }
  });
}
