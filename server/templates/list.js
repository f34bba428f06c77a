// Searches, and moves among the apps by keys: / goes to the field, arrows to the neighbours, Enter to
// the first app that is found.
const field = document.getElementById("search"), items = [...document.querySelectorAll("li")];
const words = new Map(items.map((item) => [item, (item.closest("section").querySelector("h2")?.textContent + " " + item.textContent + " " + item.firstChild.getAttribute("href")).toLowerCase()]));
const links = () => items.filter((item) => !item.hidden).map((item) => item.firstChild);
const search = () => {
  const wanted = field.value.toLowerCase().split(/\s+/);
  for (const item of items) item.hidden = !wanted.every((word) => words.get(item).includes(word));
  for (const section of document.querySelectorAll("section")) section.hidden = !section.querySelector("li:not([hidden])");
  for (const link of document.querySelectorAll("nav a")) link.hidden = document.querySelector(link.getAttribute("href")).hidden;
  document.getElementById("none").hidden = links().length > 0;
};
const neighbour = (from, key) => {
  const all = links(), at = all.indexOf(from);
  if (key === "ArrowLeft" || key === "ArrowRight") return all[at + (key === "ArrowLeft" ? -1 : 1)];
  const box = (el) => el.getBoundingClientRect(), own = box(from), down = key === "ArrowDown";
  const beyond = all.filter((el) => down ? box(el).top > own.top + 1 : box(el).top < own.top - 1);
  const row = (down ? Math.min : Math.max)(...beyond.map((el) => box(el).top));
  const aside = (el) => Math.abs(box(el).left - own.left);
  return beyond.filter((el) => Math.abs(box(el).top - row) < 1).sort((a, b) => aside(a) - aside(b))[0];
};
field.addEventListener("input", search);
search(); // a browser that goes back keeps the text
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at === field) {
    if (event.key === "Escape") { field.value = ""; search(); }
    else if (event.key === "Enter") links()[0]?.click();
    else if (event.key === "ArrowDown") links()[0]?.focus();
    else return;
  } else if (event.key === "/") field.focus();
  else if (event.key.startsWith("Arrow") && at.closest("li")) (neighbour(at, event.key) ?? (event.key === "ArrowUp" ? field : null))?.focus();
  else return;
  event.preventDefault();
});
