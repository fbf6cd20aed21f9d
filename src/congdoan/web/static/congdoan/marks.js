/* Words chosen in a text go with the button that marks a figure. Without this file the words are typed in the panel. */
"use strict";

(() => {
  const text = document.querySelector("[data-marks]");
  const button = text?.querySelector("[data-mark-here]");
  if (!button) return;
  const label = button.querySelector("span");
  const plain = label.textContent;
  text.querySelector("[data-marks-hint]").hidden = false;

  /* The chosen words with the place of their first letter, counted in code points as the text is stored; null where they
     reach into a figure that is marked already. */
  function chosen() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const piece = range.startContainer.parentElement?.closest("[data-at]");
    if (!piece || !text.contains(piece) || !piece.contains(range.endContainer)) return null;
    const words = range.toString();
    const blank = words.length - words.trimStart().length;
    const before = piece.textContent.slice(0, range.startOffset + blank);
    return words.trim() && { words: words.trim(), at: Number(piece.dataset.at) + [...before].length };
  }

  document.addEventListener("selectionchange", () => {
    const now = chosen();
    const query = now ? `?${new URLSearchParams({ chu: now.words, tu: now.at })}` : "";
    label.textContent = now ? `${plain}: “${now.words.length > 40 ? `${now.words.slice(0, 39)}…` : now.words}”` : plain;
    button.href = text.dataset.marks + query;
    button.setAttribute("hx-get", text.dataset.marks + query);
  });

  /* A click would drop the choice, and with it the words, before it is heard. */
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", (event) => {
    if (!window.htmx || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    window.htmx.ajax("GET", button.href, { target: "#panel", swap: "outerHTML", source: button });
  }, true);
})();
