/* One click puts a figure's name where the cursor stands in the paragraph being written; with none open, it is copied.
   Without this file the names stand beside the figures, to be copied by hand. */
"use strict";

(() => {
  let last = null;

  function wake(root) {
    root.querySelectorAll("[data-insert]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-without-script]").forEach((name) => { name.hidden = true; });
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-figures-land-here]")) last = event.target;
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const open = last?.isConnected ? last : document.querySelector("#write-block [data-figures-land-here]");
    if (!open) {
      navigator.clipboard.writeText(button.dataset.insert).then(() => say(words.copied));
      return;
    }
    open.setRangeText(button.dataset.insert, open.selectionStart, open.selectionEnd, "end");
    open.dispatchEvent(new Event("input", { bubbles: true }));
    open.focus();
  });

  document.addEventListener("htmx:load", ({ detail }) => wake(detail.elt));
  wake(document);
})();
