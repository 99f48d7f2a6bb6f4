// Files and folders that are dropped, and how many were chosen. The page works without this file.
"use strict";
(() => {
  const DEEPEST = 32; // folders inside of folders; a link may lead in a ring
  const LEFT_OUT = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$)/i; // what programs put beside a person's files

  const isMeant = (file) => !file.webkitRelativePath || !file.webkitRelativePath.split("/").some((part) => LEFT_OUT.test(part));

  // A folder gives its entries some at a time, and none when there are no more.
  const inside = async (folder) => {
    const reader = folder.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((take, fail) => reader.readEntries(take, fail));
      if (!some.length) return found.sort((one, other) => one.name.localeCompare(other.name, "vi"));
      found.push(...some);
    }
  };

  // Files of all folders below, one more than allowed at most; what cannot be read is counted.
  const collect = async (entries, most, found, depth = 0) => {
    for (const entry of entries) {
      if (found.files.length > most) return;
      if (depth && LEFT_OUT.test(entry.name)) continue;
      try {
        if (entry.isFile) {
          found.files.push(await new Promise((take, fail) => entry.file(take, fail)));
          found.paths.push(entry.fullPath);
        }
        else if (depth < DEEPEST) await collect(await inside(entry), most, found, depth + 1);
      } catch {
        found.unread += 1;
      }
    }
  };

  for (const form of document.querySelectorAll("form[data-drop]")) {
    const inputs = Array.from(form.querySelectorAll('input[type="file"]'));
    const hint = form.querySelector("[data-drop-hint]");
    const most = Number(hint.dataset.mostFiles);
    let reading = false;

    const say = (words, wrong) => {
      hint.textContent = words;
      hint.classList.toggle("error", wrong);
      return !wrong;
    };
    const told = (unread = 0) => {
      const files = inputs.flatMap((input) => Array.from(input.files)).filter(isMeant);
      const size = files.reduce((sum, file) => sum + file.size, 0);
      const count = (words) => words.replace("{n}", files.length).replace("{unread}", unread);
      if (files.length > most) return say(hint.dataset.tooMany, true);
      if (size > Number(hint.dataset.most) * 1024 * 1024) return say(count(hint.dataset.tooLarge), true);
      return say(count(unread ? hint.dataset.unread : hint.dataset.said), false);
    };
    // Where each file lies in what was dropped, in one field: a browser sends the names alone.
    const placed = (paths) => {
      const field = form.querySelector('input[name="paths"]') || document.createElement("input");
      Object.assign(field, { type: "hidden", name: "paths", value: JSON.stringify(paths) });
      form.append(field);
    };
    const dropped = async (items, plain) => {
      const entries = items.map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
      const found = { files: entries.length ? [] : plain, paths: [], unread: 0 };
      reading = true;
      say(hint.dataset.reading, false);
      await collect(entries, most, found);
      reading = false;
      const chosen = new DataTransfer();
      if (found.files.length <= most) for (const file of found.files) chosen.items.add(file);
      for (const input of inputs) input.value = "";
      inputs[0].files = chosen.files;
      placed(found.paths);
      if (found.files.length > most) say(hint.dataset.tooMany, true);
      else if (!found.files.length) say(hint.dataset.nothing, true);
      else told(found.unread);
    };

    for (const input of inputs) input.addEventListener("change", () => { placed([]); told(); });
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dropping"); });
    form.addEventListener("dragleave", () => form.classList.remove("dropping"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dropping");
      // Both lists are empty as soon as this function is left.
      const files = Array.from(event.dataTransfer.items).filter((item) => item.kind === "file");
      if (files.length) dropped(files, Array.from(event.dataTransfer.files));
    });
    form.addEventListener("submit", (event) => {
      const chosen = inputs.some((input) => input.files.length);
      if (reading || (chosen && !told())) event.preventDefault();
    });
  }
})();
