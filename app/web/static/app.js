// Keyboard comfort. Every page works without this file.
"use strict";
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const rows = () => Array.from(document.querySelectorAll("[data-rows] [data-row]"));

  const move = (step) => {
    const links = rows();
    if (!links.length) return false;
    const at = links.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
    return true;
  };

  const follow = (selector) => {
    const link = document.querySelector(selector);
    if (link) link.click();
    return Boolean(link);
  };

  // A verdict needs a reason: the key sends the form when there is one, else it asks for it.
  const judge = (key) => {
    const button = document.querySelector(`button[data-key="${key}"]`);
    if (!button) return false;
    const reason = button.form.querySelector("textarea");
    if (reason && !reason.value.trim()) reason.focus();
    else button.click();
    return true;
  };

  const keys = {
    "/": () => {
      const box = document.getElementById("q");
      if (box) { box.focus(); box.select(); }
      return Boolean(box);
    },
    j: () => move(1) || follow("a[data-next]"),
    k: () => move(-1) || follow("a[data-previous]"),
    c: () => judge("c"),
    x: () => judge("x"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target)) return;
    const act = keys[event.key];
    if (act && act()) event.preventDefault();
  });

  for (const input of document.querySelectorAll("[data-submit-on-change]")) {
    input.addEventListener("change", () => { if (input.value) input.form.requestSubmit(); });
  }

  // A browser shows a day in its own order, so that 11/12/2020 may be November or December: it is said in words.
  const inWords = new Intl.DateTimeFormat(document.documentElement.lang || "vi", { dateStyle: "long", timeZone: "UTC" });
  for (const input of document.querySelectorAll('.field input[type="date"], .on-date input[type="date"]')) {
    const words = document.createElement("span");
    words.className = "day-words";
    words.setAttribute("aria-hidden", "true"); // the field itself is read out by its parts
    const say = () => { words.textContent = input.valueAsDate ? inWords.format(input.valueAsDate) : ""; };
    input.after(words);
    input.addEventListener("input", say);
    input.addEventListener("change", say);
    say();
  }

  // Values to choose from beside a field; without this file they are typed.
  for (const button of document.querySelectorAll("button[data-fill]")) {
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.fill);
      if (!field) return;
      field.value = button.dataset.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  // The bar of pages scrolls sideways on a phone: the page one is on has to be seen in it.
  const current = document.querySelector(".nav-items [aria-current]");
  if (current) {
    const bar = current.closest(".nav-items");
    bar.scrollLeft = current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.offsetWidth) / 2;
  }

  if (window.matchMedia("(max-width: 60rem)").matches) {
    for (const details of document.querySelectorAll("[data-wide-open]")) details.open = false;
  }

  // A page about work that goes on looks again by itself; who is in the middle of it is left in peace.
  // When the server cannot be reached it asks again, less and less often.
  const refresh = async (box, failed) => {
    let again = failed;
    if (!box.contains(document.activeElement) && !document.hidden) {
      try {
        const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
        const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(box.id);
        if (fresh) { box.replaceWith(fresh); box = fresh; }
        again = fresh ? 0 : Math.min(failed + 1, 5);
      } catch {
        again = Math.min(failed + 1, 5);
      }
    }
    later(box, again);
  };
  const later = (box, failed) => {
    if (box.dataset.refresh) window.setTimeout(() => refresh(box, failed), Number(box.dataset.refresh) * 2 ** failed);
  };
  for (const box of document.querySelectorAll("[data-refresh]")) later(box, 0);

  const place = document.querySelector("mark.place");
  if (place) place.scrollIntoView({ block: "center", behavior: "instant" });
})();
