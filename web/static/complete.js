// Completions of the last word in the search box: an ARIA combobox (APG, list autocomplete with
// manual selection). Without it the box is a box. Nothing is sent while an input method composes.
"use strict";

const WAIT = 110; // milliseconds after the last key

for (const form of document.querySelectorAll("form[data-complete]")) enhance(form);

function enhance(form) {
  const box = form.querySelector("input[name=q]");
  const words = JSON.parse(form.dataset.words);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const list = made("ul", { id: "completions", role: "listbox", "aria-label": words.list, hidden: "" });
  const said = made("p", { role: "status", class: "unseen" });
  let active = -1;
  let timer = 0;
  let asking = null;
  let composing = false;
  let found = [];

  box.type = "text"; // a search field may not be a combobox
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "completions", enterkeyhint: "search",
  })) box.setAttribute(name, value);
  box.after(list);
  form.append(said);

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    found = [];
    point(-1);
    box.setAttribute("aria-expanded", "false");
    said.textContent = "";
  }

  function point(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[at];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  }

  async function ask() {
    const typed = box.value;
    const atEnd = box.selectionEnd === typed.length;
    if (composing || !atEnd || !typed.trim() || /\s$/.test(typed)) return close();
    asking?.abort();
    const mine = (asking = new AbortController());
    try {
      const answer = await fetch(`${form.dataset.complete}?${wanted()}`, { signal: mine.signal });
      const told = answer.ok ? (await answer.json()).completions : [];
      if (mine.signal.aborted || composing || box.value !== typed) return;
      if (document.activeElement === box) show(told);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  // What the form would ask, but for how it is shown.
  function wanted() {
    const asked = new URLSearchParams(new FormData(form));
    for (const name of ["size", "colours", "page", "per_page", "sort", "by"]) asked.delete(name);
    return asked;
  }

  function show(told) {
    if (!told.length) return close();
    found = told;
    list.replaceChildren(...told.map(option));
    list.style.top = `${box.offsetTop + box.offsetHeight}px`;
    list.style.left = `${box.offsetLeft}px`;
    list.style.width = `${box.offsetWidth}px`;
    list.hidden = false;
    active = -1;
    point(-1);
    box.setAttribute("aria-expanded", "true");
    said.textContent = words.some.replace("{}", number.format(told.length));
  }

  function option(one, at) {
    const item = made("li", { role: "option", id: `completion-${at}`, "aria-selected": "false" });
    const shown = made("bdi", { lang: one.language, translate: "no", class: "shown" }, one.shown);
    const name = made("span", { class: "name" });
    name.append(shown);
    const notes = [words[one.kind], one.how === "typed" ? "" : words[one.how]].filter(Boolean);
    if (one.detail) name.append(" ", made("bdi", { lang: one.language, class: "detail" }, one.detail));
    if (notes.length) name.append(" ", made("span", { class: "detail note" }, notes.join(" · ")));
    item.append(name);
    if (one.documents !== null) {
      item.append(" ", made("span", { class: "count" }, number.format(one.documents)));
    }
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(one));
    return item;
  }

  function choose(one) {
    close();
    box.value = one.text;
    box.focus();
    box.setSelectionRange(one.text.length, one.text.length);
    if (one.kind === "field") later();
    else form.requestSubmit();
  }

  box.addEventListener("compositionstart", () => { composing = true; close(); });
  box.addEventListener("compositionend", () => { composing = false; later(); });
  box.addEventListener("input", (event) => {
    if (!composing && !event.isComposing) later();
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => {
    if (composing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      const places = found.length + 1; // one of them is the box itself
      point(((active + 1 + step + places) % places) - 1);
      event.preventDefault();
    } else if (step === 1) {
      later();
    } else if (event.key === "Escape" && found.length) {
      close();
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0) {
      choose(found[active]);
      event.preventDefault();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      point(-1);
    }
  });
}

function made(name, attributes, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}
