function render({model, el}) {
  const slider = document.createElement("input");
  Object.assign(slider, {type: "range", min: -20, max: 40, value: model.get("celsius")});
  slider.setAttribute("aria-label", "Temperature");
  const shown = document.createElement("span");
  const draw = () => { shown.textContent = ` ${model.get("celsius")} °C`; slider.value = model.get("celsius"); };
  slider.addEventListener("input", () => {
    model.set("celsius", Number(slider.value));
    model.save_changes();
  });
  model.on("change:celsius", draw);
  draw();
  el.append(slider, shown);
}

export default {render};
