export function render({model}) {
  const row = document.createElement("div");
  const buttons = [1, 2, 3, 4, 5].map((n) => {
    const button = document.createElement("button");
    button.setAttribute("aria-label", `${n} of 5`);
    button.textContent = "★";
    button.onclick = () => { model.rating = n; };
    return button;
  });
  const draw = () => buttons.forEach((button, i) => button.classList.toggle("on", i < model.rating));
  model.on("rating", draw);
  draw();
  row.append(...buttons);
  return row;
}
