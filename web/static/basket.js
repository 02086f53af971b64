// Which quotes does this browser remember? Their addresses, kept here and sent nowhere.

const KEY = "harbin-basket";

function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

function remember(addresses) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...new Set(addresses)].slice(-200)));
  } catch {
    // A browser that keeps nothing still has the link of the page.
  }
}

function linked(page, addresses) {
  const link = new URL(page, location.href);
  addresses.forEach((address) => link.searchParams.append("q", address));
  return link.href;
}

const basket = document.querySelector(".basket");
if (basket) {
  const here = basket.dataset.addresses.split(" ").filter(Boolean);
  const line = basket.querySelector(".remembered");
  if (here.length) {
    remember([...remembered(), ...here]);
  } else if (remembered().length) {
    line.hidden = false;
    line.querySelector(".look").href = linked(line.dataset.page, remembered());
    line.querySelector(".forget").addEventListener("click", () => {
      remember([]);
      line.hidden = true;
    });
  }
  basket.querySelectorAll(".leave").forEach((link) =>
    link.addEventListener("click", () =>
      remember(remembered().filter((each) => each !== link.dataset.address)),
    ),
  );
}

document.querySelectorAll("a.into-basket").forEach((link) => {
  link.href = linked(link.dataset.page, [...remembered(), link.dataset.address]);
});
