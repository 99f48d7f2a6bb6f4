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

  if (window.matchMedia("(max-width: 60rem)").matches) {
    for (const details of document.querySelectorAll("[data-wide-open]")) details.open = false;
  }

  const place = document.querySelector("mark.place");
  if (place) place.scrollIntoView({ block: "center", behavior: "instant" });
})();
