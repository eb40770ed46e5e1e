// The form of a question shows what belongs to its kind, and the tags of its bank are suggested. Without this file it
// shows everything; what does not belong is refused or ignored when it is saved.
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;
  const { render } = StreamBlockDefinition.prototype;
  let parts = null; // the definition of the field “parts”, and all its groups of blocks
  let groups = [];

  StreamBlockDefinition.prototype.render = function keepParts(placeholder, prefix, ...rest) {
    const made = render.call(this, placeholder, prefix, ...rest);
    if (prefix === "parts") {
      parts = this;
      groups = [...this.groupedChildBlockDefs];
      apply();
    }
    return made;
  };

  const read = () => JSON.parse(document.getElementById("question-kinds")?.textContent ?? "null");
  const input = (name) => document.querySelector(`form [name="${name}"]`);

  function shell(name) {
    const field = input(name)?.closest(".w-field__wrapper");
    const panel = field?.closest(".w-panel");
    return panel?.querySelectorAll(".w-field__wrapper").length === 1 ? panel : field;
  }

  function apply() {
    const offered = read();
    const kind = offered?.kinds[input("kind")?.value];
    if (!kind) return;
    for (const name of offered.dependent) {
      shell(name)?.toggleAttribute("data-hidden-by-kind", !kind.fields.includes(name));
    }
    if (!parts) return;
    const fitting = groups.map(([label, blocks]) => [label, blocks.filter((block) => kind.blocks.includes(block.name))]);
    parts.groupedChildBlockDefs.splice(0, Infinity, ...fitting.filter(([, blocks]) => blocks.length));
  }

  function suggest() {
    const tags = input("tags");
    if (!tags) return;
    const list = document.createElement("datalist");
    list.id = "tags-of-bank";
    tags.setAttribute("list", list.id);
    tags.after(list);
    tags.addEventListener("input", () => {
      const known = read()?.tags[input("bank")?.value] ?? [];
      const typed = tags.value.split(",");
      const before = typed.slice(0, -1).map((tag) => tag.trim());
      const start = before.length ? `${before.join(", ")}, ` : "";
      list.replaceChildren(...known.filter((tag) => !before.includes(tag)).map((tag) => new Option("", start + tag)));
    });
    tags.dispatchEvent(new Event("input"));
  }

  function begin() {
    input("kind")?.addEventListener("change", apply);
    apply();
    suggest();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
