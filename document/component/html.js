// Draws HTML that Go wrote, and tells Go of the events that its data-on-… attributes name.
const kinds = ["click", "dblclick", "input", "change", "submit", "keydown", "keyup", "focusin", "focusout"];

// morph gives old the content of new, and keeps what is alike: the focus and what is being typed stay.
function morph(old, next) {
  const have = [...old.childNodes], want = [...next.childNodes];
  want.forEach((node, i) => {
    const there = have[i];
    if (there === undefined) old.append(node);
    else if (there.nodeType !== node.nodeType || there.nodeName !== node.nodeName || there.id !== node.id) there.replaceWith(node);
    else if (node.nodeType !== Node.ELEMENT_NODE) there.nodeValue = node.nodeValue;
    else {
      for (const {name} of [...there.attributes]) if (!node.hasAttribute(name)) there.removeAttribute(name);
      for (const {name, value} of node.attributes) if (there.getAttribute(name) !== value) {
        there.setAttribute(name, value);
        if (name === "value") there.value = value; // the attribute alone is what a field begins with
      }
      if (there.type === "checkbox" || there.type === "radio") there.checked = node.checked;
      morph(there, node);
    }
  });
  for (const node of have.slice(want.length)) node.remove();
}

function fields(form, submitter) {
  if (form instanceof HTMLFormElement) return new FormData(form, submitter);
  const data = new FormData();
  for (const field of form.querySelectorAll("input[name],select[name],textarea[name]")) {
    if ((field.type === "checkbox" || field.type === "radio") && !field.checked) continue;
    if (field.type === "select-multiple") for (const {value} of field.selectedOptions) data.append(field.name, value);
    else data.append(field.name, field.value);
  }
  return data;
}

function details(event, source, root) {
  const field = event.target;
  const values = {};
  for (const [name, value] of fields(field.form ?? source.closest("form") ?? root, event.submitter)) {
    if (typeof value === "string") (values[name] ??= []).push(value); // files stay where they are
  }
  return {
    name: source.dataset["on" + event.type[0].toUpperCase() + event.type.slice(1)], type: event.type,
    value: String((event.type === "click" ? source : field).value ?? ""), checked: field.checked === true,
    key: event.key ?? "", data: {...source.dataset}, values,
  };
}

export function render({model, el}) {
  const root = document.createElement("div");
  const draw = () => {
    const next = document.createElement("template");
    next.innerHTML = model.text;
    morph(root, next.content);
  };
  for (const kind of kinds) {
    root.addEventListener(kind, (event) => {
      const source = event.target.closest(`[data-on-${kind}]`);
      if (source === null) return;
      if (kind === "submit" || source.tagName === "A") event.preventDefault();
      model.send_msg(details(event, source, root));
    });
  }
  model.on("text", draw);
  draw();
  el.append(root);
}
