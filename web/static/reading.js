// An extra, never needed: what a reader selects is copied exactly, and found places by key.
//
// A selection becomes places in code points; the words, whose they are and the citation come from
// the archive (address), never from the screen. Without this script every passage has a link that
// leads to the same.
const article = document.querySelector("article[data-address]");
const bar = document.getElementById("copybar");
const told = document.getElementById("copied");
const style = document.getElementById("copy-style");
const sic = document.getElementById("copy-sic"); // shown where the words have a misprint
let offered = null; // { places, answer: Promise } of what can be copied now
let before = null; // where the keyboard was
let waiting = 0;

const points = (text) => [...text].length;
const parts = () => [...article.querySelectorAll("[data-passage]")];

// --- from what is selected to places in the text as stored ---------------------------------------

function stretch(element, range) {
  const inside = document.createRange();
  inside.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) {
    inside.setStart(range.startContainer, range.startOffset);
  }
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) {
    inside.setEnd(range.endContainer, range.endOffset);
  }
  const ahead = document.createRange();
  ahead.selectNodeContents(element);
  ahead.setEnd(inside.startContainer, inside.startOffset);
  const text = inside.toString();
  const words = text.trim();
  const start = points(ahead.toString()) + points(text.slice(0, text.indexOf(words)));
  return { number: element.dataset.passage, start, stop: start + points(words) };
}

function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const touched = parts()
    .filter((element) => range.intersectsNode(element))
    .map((element) => stretch(element, range))
    .filter((one) => one.start < one.stop);
  if (!touched.length) return null;
  const last = touched[touched.length - 1];
  return {
    start: `${touched[0].number}:${touched[0].start}`,
    stop: `${last.number}:${last.stop}`,
  };
}

// --- the bar ------------------------------------------------------------------------------------

function offer(places) {
  if (offered && offered.places.start === places.start && offered.places.stop === places.stop) {
    bar.hidden = false;
    return;
  }
  const asked = new URLSearchParams({ ...places, interface: article.dataset.interface });
  const answer = fetch(`${article.dataset.address}?${asked}`).then((response) => {
    if (!response.ok) throw new Error(response.status);
    return response.json();
  });
  answer.then(
    (found) => {
      for (const link of bar.querySelectorAll("a")) {
        link.setAttribute("href", page(found.address) + link.dataset.place);
      }
      sic.hidden = !found.noted;
    },
    () => undefined,
  );
  offered = { places, answer };
  told.textContent = "";
  sic.hidden = true;
  bar.hidden = false;
}

const page = (address) => article.dataset.page.replace("ADDRESS", address);

function dismiss() {
  bar.hidden = true;
  offered = null;
  if (before && bar.contains(document.activeElement)) before.focus();
  before = null;
}

async function put(kind) {
  const { answer } = offered;
  const of = (found, type) => {
    if (kind === "link") return type === "text/plain" ? found.link : null;
    const copies = !sic.hidden && sic.control.checked ? found.noted : found.copies;
    return copies[style.value][type === "text/plain" ? "text" : "html"];
  };
  const types = kind === "link" ? ["text/plain"] : ["text/plain", "text/html"];
  try {
    if (navigator.clipboard && window.ClipboardItem) {
      const blob = (type) => answer.then((found) => new Blob([of(found, type)], { type }));
      const item = Object.fromEntries(types.map((type) => [type, blob(type)]));
      await navigator.clipboard.write([new ClipboardItem(item)]);
    } else {
      const found = await answer;
      hand(types.map((type) => [type, of(found, type)]));
    }
    told.textContent = kind === "link" ? bar.dataset.linked : bar.dataset.copied;
  } catch {
    told.textContent = bar.dataset.failed;
  }
}

// Where there is no clipboard to write to (a page that is not over https): by the copy command.
function hand(pairs) {
  const give = (event) => {
    event.preventDefault();
    for (const [type, text] of pairs) event.clipboardData.setData(type, text);
  };
  document.addEventListener("copy", give, { once: true });
  if (!document.execCommand("copy")) throw new Error("copy");
}

function offerPassage(link) {
  before = link;
  offer({ start: link.dataset.start, stop: link.dataset.stop });
  bar.querySelector("button").focus();
}

// --- found places -------------------------------------------------------------------------------

function step(forward) {
  const found = [...document.querySelectorAll(".passage.is-found")];
  if (!found.length) return;
  const here = document.querySelector(".passage.is-found:target");
  const next = here
    ? found[found.indexOf(here) + (forward ? 1 : -1)]
    : found[forward ? 0 : found.length - 1];
  if (!next) return;
  location.hash = next.id;
  next.querySelector(".number").focus({ preventScroll: true });
}

const current = () =>
  document.activeElement.closest(".passage")?.querySelector("a[data-start]") ??
  document.querySelector(".passage:target a[data-start], .acts a[data-start]");

// What a key is called on a keyboard of Latin letters, whatever it types now: "т" is on the key n.
function letter({ key, code, shiftKey }) {
  if (/^[a-z]$/i.test(key)) return key;
  return !shiftKey && /^Key[A-Z]$/.test(code) ? code[3].toLowerCase() : key;
}

function key(event) {
  const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
  if (event.key === "Escape" && !bar.hidden) {
    dismiss();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = letter(event);
  if (pressed === "n" || pressed === "j") step(true);
  else if (pressed === "p" || pressed === "k") step(false);
  else if (pressed === "c") {
    const places = selected();
    const link = current();
    if (places) {
      before = document.activeElement;
      offer(places);
      bar.querySelector("button").focus();
    } else if (link) offerPassage(link);
    else return;
    event.preventDefault();
  }
}

// --- on paper -----------------------------------------------------------------------------------

// Without this script the same link shows how to print. The place is taken off the address again,
// so that to come back to the page, or to send its link, prints nothing.
function print() {
  if (location.hash !== "#print" || !document.getElementById("print")) return;
  history.replaceState(null, "", location.pathname + location.search);
  window.print();
}

if (article && bar) {
  window.addEventListener("load", print);
  window.addEventListener("hashchange", print);
  try {
    style.value = localStorage.getItem("style") ?? style.value;
  } catch {
    // A browser that keeps nothing: the usual style then.
  }
  if (!style.value) style.selectedIndex = 0;
  style.addEventListener("change", () => {
    told.textContent = "";
    try {
      localStorage.setItem("style", style.value);
    } catch {
      // As above.
    }
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const places = selected();
      if (places) offer(places);
      else if (!bar.contains(document.activeElement)) dismiss();
    }, 150);
  });
  for (const button of bar.querySelectorAll("button")) {
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (button.name === "close") dismiss();
      else if (offered) put(button.name);
    });
  }
  article.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-start]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    offerPassage(link);
  });
  document.addEventListener("keydown", key);
}
