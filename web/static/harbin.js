// Extras, never needed: "/" goes to the search box; the place on a page is kept in its other
// languages.
"use strict";
// The key of "/" types "." on a Russian keyboard and "、" or nothing known in Chinese.
const toSearch = ({ key, code, shiftKey }) =>
  key === "/" || (code === "Slash" && !shiftKey && [".", "、", "Process"].includes(key));

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("q");
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (!toSearch(event) || !box || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  box.focus();
  box.select();
});

function keepPlace() {
  for (const link of document.querySelectorAll(".tongues a")) link.hash = location.hash;
}
addEventListener("hashchange", keepPlace);
keepPlace();
