/* Ticks of a gift round. Each tick is sent at once; without a network it waits in this page's own store and is sent
   again when the network is back. A slip counts once however often it is sent: the server sees to that. Only slip numbers
   and days are kept here, no names. Without this file the form is sent by its button. */
"use strict";

(() => {
  const form = document.querySelector("[data-ticks]");
  if (!form) return;
  const store = `ticks ${document.body.dataset.user} ${form.dataset.ticks}`;  /* whoever signs in next sends none of another's */
  const state = document.querySelector("[data-ticks-state]");
  const words = form.dataset;
  const read = () => { try { return JSON.parse(localStorage.getItem(store) || "[]"); } catch { return []; } };
  const write = (waiting) => { try { localStorage.setItem(store, JSON.stringify(waiting)); } catch { /* kept on the page only */ } };
  let sending = false;

  const box = (slip) => form.querySelector(`input[name="slip"][value="${slip}"]`);

  function show(refused) {
    const waiting = read();
    form.querySelectorAll("li").forEach((row) => row.classList.remove("is-waiting"));
    waiting.forEach(({ slip }) => {
      const input = box(slip);
      if (input) { input.checked = true; input.closest("li").classList.add("is-waiting"); }
    });
    state.parentElement.classList.toggle("is-late", Boolean(refused));
    state.textContent = refused || (waiting.length ? `${words.waitingWords} ${waiting.length}` : words.savedWords);
  }

  async function send() {
    const waiting = read();
    if (sending || !waiting.length) return show();
    sending = true;
    const days = [...new Set(waiting.map(({ on }) => on))];
    try {
      for (const on of days) {
        const body = new FormData();
        body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        body.append("on", on);
        waiting.filter((tick) => tick.on === on).forEach(({ slip }) => body.append("slip", slip));
        const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "application/json" } });
        const told = await answer.json();
        if (!answer.ok) { sending = false; return show(told.refused); }
        told.settled.forEach((slip) => {
          const input = box(slip);
          if (input) { input.checked = true; input.disabled = true; }
        });
        const gone = new Set([...told.settled, ...told.unknown].map(String));
        write(read().filter(({ slip }) => !gone.has(slip)));
      }
    } catch { /* no network: it stays where it is */ }
    sending = false;
    show();
  }

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.name !== "slip") return;
    const others = read().filter(({ slip }) => slip !== input.value);
    write(input.checked ? [...others, { slip: input.value, on: form.elements.on.value }] : others);
    send();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  window.addEventListener("online", send);
  setInterval(send, 15000);
  document.querySelectorAll("[data-with-script]").forEach((one) => { one.hidden = false; });
  send();
})();
