/* The small comforts of the page. Everything here may fail or be missing: every page works without it.
   No inline handlers and no eval, as the content policy demands. Words come from data-* on <body>, so they are translated. */
"use strict";

const words = document.body.dataset;

/* Controls that only a script can serve are hidden until one is here. */
function awaken(root) {
  showHere(root);
  root.querySelectorAll("[data-all]").forEach((box) => { box.closest("label").hidden = false; });
  root.querySelectorAll("[data-stepper] > button, [data-day] > button, [data-dismiss], [data-copy], [data-print]").forEach((button) => {
    button.hidden = false;
  });
  root.querySelectorAll(".drop").forEach((drop) => drop.classList.add("is-awake"));
  root.querySelectorAll("[data-toast]").forEach(fadeLater);
  /* The server says what is wrong, in the page's language and beside the field; the browser would say it in its own. */
  root.querySelectorAll("form").forEach((form) => { form.noValidate = true; });
  if (root.matches?.("form")) root.noValidate = true;
}

/* toasts ------------------------------------------------------------------ */
/* One that can be undone stays until it is answered or sent away. */
function fadeLater(toast) {
  if (toast.dataset.seen || toast.querySelector("form")) return;
  toast.dataset.seen = "yes";
  setTimeout(() => !toast.matches(":hover, :focus-within") && toast.remove(), 8000);
}

function say(text, label, act) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  toast.dataset.toast = "";
  toast.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (label) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: label });
    button.addEventListener("click", () => { act(); toast.remove(); });
    toast.append(button);
  }
  document.getElementById("toasts")?.append(toast);
  if (!label) fadeLater(toast);
}

/* forms: what was typed is kept -------------------------------------------- */
/* A draft lives in this tab only, under the page's address and the form's place, and is dropped when the form is sent.
   It is its typist's alone: signing out drops all, and so does a page shown to somebody else. A session that ended by
   itself leaves them, for whoever signs in again as the same person. */
function dropAllDrafts() {
  try {
    Object.keys(sessionStorage).filter((name) => name.startsWith("draft ") || name === "sent").forEach((name) => sessionStorage.removeItem(name));
  } catch { /* private window: nothing is kept */ }
}

try {
  if (words.user && sessionStorage.getItem("typist") !== words.user) {
    dropAllDrafts();
    sessionStorage.setItem("typist", words.user);
  }
} catch { /* as above */ }

const SECRET = /password|csrf|mat-khau/i;
const keeps = (form) => form.method === "post" && !("noDraft" in form.dataset) && !form.closest(".bar, .tabs, .toasts");
const draftKey = (form) => `draft ${location.pathname} ${form.id || form.getAttribute("action") || [...document.forms].indexOf(form)}`;
const kept = (control) => control.name && !SECRET.test(control.name) && !["hidden", "file", "password", "submit", "button"].includes(control.type);

function keepDraft(form) {
  const typed = [...form.elements].filter(kept).map((control) =>
    [control.name, control.value, control.type === "checkbox" || control.type === "radio" ? control.checked : null]);
  try { sessionStorage.setItem(draftKey(form), JSON.stringify(typed)); } catch { /* private window: nothing is kept */ }
}

function dropDraft(form) {
  delete form.dataset.dirty;
  try { sessionStorage.removeItem(draftKey(form)); } catch { /* as above */ }
}

function offerDraft(form) {
  let typed;
  try { typed = JSON.parse(sessionStorage.getItem(draftKey(form)) || "null"); } catch { return; }
  if (!typed || form.querySelector("[aria-invalid]")) return;
  const before = [...form.elements].filter(kept).map((control) => [control, control.value, control.checked]);
  let changed = false;
  for (const [name, value, checked] of typed) {
    const control = [...form.elements].find((one) => one.name === name && (checked === null || one.value === value));
    if (!control || !kept(control)) continue;
    if (checked === null ? control.value !== value : control.checked !== checked) changed = true;
    if (checked === null) control.value = value; else control.checked = checked;
  }
  if (!changed) return dropDraft(form);
  form.dataset.dirty = "yes";
  say(words.kept, words.drop, () => {
    before.forEach(([control, value, checked]) => { control.value = value; control.checked = checked; });
    dropDraft(form);
  });
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form || !keeps(form) || !kept(event.target)) return;
  form.dataset.dirty = "yes";
  keepDraft(form);
});

document.addEventListener("submit", (event) => {
  if (navigator.onLine === false && event.target.method === "post") {
    if (event.defaultPrevented) return;  /* sent by a script, which tells of it itself */
    event.preventDefault();
    say(words.lost);
    return;
  }
  /* The draft is dropped only when the answer has come: see pageshow and htmx:afterRequest. */
  delete event.target.dataset.dirty;
  if ("leaves" in event.target.dataset) dropAllDrafts();
  if (keeps(event.target)) sessionStorage.setItem("sent", draftKey(event.target));
});

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]")) event.preventDefault();
});

window.addEventListener("pageshow", () => {
  const sent = sessionStorage.getItem("sent");
  const refused = document.querySelector("[aria-invalid], .alone");
  if (sent && !refused) sessionStorage.removeItem(sent);
  sessionStorage.removeItem("sent");
  [...document.forms].filter(keeps).forEach(offerDraft);
});

/* htmx --------------------------------------------------------------------- */
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest?.("form");
  if (form && detail.successful && detail.requestConfig.verb !== "get") dropDraft(form);
});
document.addEventListener("htmx:sendError", () => say(words.lost));
document.addEventListener("htmx:timeout", () => say(words.lost));
document.addEventListener("htmx:responseError", () => say(words.failed));
document.addEventListener("htmx:load", ({ detail }) => {
  awaken(detail.elt);
  const panel = detail.elt.id === "panel" ? detail.elt : null;
  (panel?.querySelector("h2[tabindex]") || (detail.elt.closest?.("#refusal") ?? null))?.focus();
});

/* one click for everything with a data-* ----------------------------------- */
document.addEventListener("click", (event) => {
  const stepper = event.target.closest("[data-by]");
  if (stepper) {
    const input = stepper.parentElement.querySelector("input");
    const count = Number(input.value.replace(/\D/g, "")) || 0;
    input.value = String(Math.max(0, count + Number(stepper.dataset.by))).replace(/\B(?=(\d{3})+$)/g, ".");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const day = event.target.closest("[data-day] > button");
  if (day) return openCalendar(day.parentElement);
  event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
  const copy = event.target.closest("[data-copy]");
  if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => say(words.copied));
  if (event.target.closest("[data-print]")) window.print();
  const panel = document.getElementById("panel");
  if (event.target === panel && event.clientY < panel.getBoundingClientRect().top) panel.querySelector("[data-close]")?.click();
  document.querySelectorAll(".bar details[open], .tabs details[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

/* The machine's own calendar fills the field in our own way of writing days. */
function openCalendar(holder) {
  const input = holder.querySelector("input:not(.native)");
  let native = holder.querySelector(".native");
  if (!native) {
    native = Object.assign(document.createElement("input"), { type: "date", className: "native", tabIndex: -1 });
    native.setAttribute("aria-hidden", "true");
    native.addEventListener("change", () => {
      input.value = native.value.split("-").reverse().join("/");
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    holder.append(native);
  }
  const typed = input.value.match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/);
  native.value = typed ? `${typed[3]}-${typed[2].padStart(2, "0")}-${typed[1].padStart(2, "0")}` : "";
  native.showPicker?.();
}

document.addEventListener("change", (event) => {
  const drop = event.target.closest(".drop");
  if (drop && event.target.type === "file") {
    const chosen = drop.querySelector("[data-chosen]");
    chosen.textContent = [...event.target.files].map((file) => file.name).join(", ");
    chosen.classList.add("chosen");
  }
  if (event.target.matches("[data-submit]")) event.target.form?.requestSubmit();
  if (event.target.matches("[data-all]")) {
    event.target.form.querySelectorAll(`[name="${event.target.dataset.all}"]`).forEach((box) => { box.checked = event.target.checked; });
  }
});

for (const [type, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
  document.addEventListener(type, (event) => {
    const drop = event.target.closest?.(".drop");
    if (!drop) return;
    event.preventDefault();
    drop.classList.toggle("is-over", over);
    if (type === "drop" && event.dataTransfer.files.length) {
      const input = drop.querySelector("input[type=file]");
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

/* keys: arrows walk the rows of a tree, Escape closes what lies above the page -- */
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.querySelector(".bar details[open], .tabs details[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
    document.querySelector("#panel [data-close]")?.click();
    return;
  }
  if (document.querySelector("[data-keys]") && keyed(event)) { event.preventDefault(); return; }
  const tree = event.target.closest("[data-arrows]");
  if (!tree || !["ArrowDown", "ArrowUp", "ArrowLeft", "Home", "End"].includes(event.key)) return;
  const rows = [...tree.querySelectorAll("a[role=row]")].filter((row) => row.offsetParent);
  const here = rows.indexOf(event.target.closest("a[role=row]"));
  if (here < 0) return;
  const level = Number(rows[here].getAttribute("aria-level"));
  const to = {
    ArrowDown: () => here + 1,
    ArrowUp: () => here - 1,
    Home: () => 0,
    End: () => rows.length - 1,
    ArrowLeft: () => rows.slice(0, here).findLastIndex((row) => Number(row.getAttribute("aria-level")) < level),
  }[event.key]();
  if (rows[to]) { event.preventDefault(); rows[to].focus(); }
});

/* reading a paper: walk its fields, the unsure ones first; look at a field's words and come back; save, enter */
function keyed(event) {
  const press = (name) => { const button = document.querySelector(`[data-key-${name}]`); button?.click(); return Boolean(button); };
  if (event.ctrlKey && event.key === "Enter") return press("enter");
  if (event.ctrlKey && event.key.toLowerCase() === "s") return press("save");
  if (!event.altKey || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return false;
  const rows = [...document.querySelectorAll("#fields .read-row")];
  const here = event.target.closest(".read-row");
  if (event.key === "Enter") {
    const back = event.target.closest(".span")?.getAttribute("href");
    const mark = back ? document.querySelector(`${back} :is(input:not([type=hidden]), select, textarea)`) : here && document.getElementById(here.id.replace("f-", "m-"));
    mark?.focus();
    mark?.scrollIntoView({ block: "center" });
    return true;
  }
  const ordered = [...rows.filter((row) => row.matches(".is-missing, .is-doubtful")), ...rows.filter((row) => !row.matches(".is-missing, .is-doubtful"))];
  const to = ordered[(here ? ordered.indexOf(here) : -1) + (event.key === "ArrowDown" ? 1 : -1)] || ordered[event.key === "ArrowDown" ? 0 : ordered.length - 1];
  const folded = to?.closest("details:not([open])");
  if (folded) folded.open = true;
  to?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  to?.scrollIntoView({ block: "nearest" });
  return true;
}

/* a row of tabs wider than the screen begins where one is */
function showHere(root) {
  root.querySelectorAll(".segments > [aria-current], .tabs-line [aria-current]").forEach((tab) => {
    const row = tab.closest(".segments, .tabs-line");
    const [seen, here] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (here.right > seen.right || here.left < seen.left) row.scrollLeft += here.left - seen.left - (seen.width - here.width) / 2;
  });
}

/* which of the links that open the panel one has open */
function markHere() {
  document.querySelectorAll("[data-here]").forEach((link) => link.classList.toggle("is-here", link.href === location.href));
}
for (const moved of ["htmx:pushedIntoHistory", "htmx:historyRestore", "htmx:afterSettle"]) document.addEventListener(moved, markHere);
window.addEventListener("popstate", markHere);

markHere();
awaken(document);
