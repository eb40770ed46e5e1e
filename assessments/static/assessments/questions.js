// Makes two kinds of question handier: lines to order get buttons, places in a picture can be pressed. The form fields
// stay what is sent; every change of them is told as `change`, so that autosave notices. Without this file all works.
const tell = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

function button(sign, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "match__move";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function order(list) {
  const rows = () => [...list.children];
  const rank = (row) => row.querySelector("select");
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("aria-live", "polite");
  list.after(said);

  function ends() {
    rows().forEach((row, at, all) => {
      const [up, down] = row.querySelectorAll(".match__move");
      up.disabled = at === 0;
      down.disabled = at === all.length - 1;
    });
  }

  function move(row, step) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    const pressed = document.activeElement;
    if (step < 0) other.before(row); else other.after(row);
    rows().forEach((each, at) => { rank(each).value = String(at + 1); });
    ends();
    (pressed.disabled ? row.querySelector(".match__move:enabled") : pressed).focus();
    said.textContent = `${rank(row).value}: ${row.querySelector(".match__prompt").textContent}`;
    tell(rank(row));
  }

  for (const row of rows()) {
    const text = row.querySelector(".match__prompt").textContent;
    const moves = document.createElement("span");
    moves.className = "match__moves";
    moves.append(
      button("↑", `${list.dataset.up}: ${text}`, () => move(row, -1)),
      button("↓", `${list.dataset.down}: ${text}`, () => move(row, 1)),
    );
    row.append(moves);
  }
  const given = (row) => Number(rank(row).value) || Infinity;
  list.append(...rows().sort((a, b) => (given(a) === given(b) ? 0 : given(a) - given(b))));
  ends();
}

function point(box) {
  const places = [...box.querySelectorAll("[data-place]")];
  const field = (place) => box.querySelector(`input[value="${place.dataset.place}"]`);
  const show = () => places.forEach((place) => place.classList.toggle("hotspot__place--chosen", field(place).checked));
  box.querySelector(".hotspot").classList.add("hotspot--live");
  for (const place of places) place.addEventListener("click", () => field(place).click());
  box.addEventListener("change", show);
  show();
}

function prepare() {
  for (const [name, make] of [["ordering", order], ["hotspot", point]]) {
    for (const found of document.querySelectorAll(`[data-${name}]:not([data-handy])`)) {
      found.dataset.handy = "";
      make(found);
    }
  }
}

prepare();
new MutationObserver(prepare).observe(document.querySelector("main") ?? document.body, { childList: true, subtree: true });
