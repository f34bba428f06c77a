// The page's side of panelgo serve --dev: reloads when a new version is served, and shows why one is not.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const address = script.src.replace(/\.js$/, "");

  const css = `
    :host { all: initial; }
    .sheet { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; padding: 2rem;
      background: rgba(20, 22, 28, .96); color: #e8e8e8; font: 15px/1.5 system-ui, sans-serif; }
    .sheet > div { max-width: 70rem; margin: auto; }
    h1 { font-size: 1.3rem; color: #ff8f85; margin: 0 0 1rem; }
    h2 { font: 600 14px/1.5 ui-monospace, monospace; color: #9cc9ff; margin: 1.5rem 0 .25rem; }
    p, pre { margin: 0 0 .5rem; white-space: pre-wrap; }
    pre { font: 13px/1.6 ui-monospace, monospace; background: #0e0f13; padding: .5rem; overflow: auto; white-space: pre; tab-size: 4; }
    .here { background: #5a1f1f; display: block; } .line { display: block; } .mark { color: #ff8f85; display: block; }
    button { float: right; font: inherit; color: inherit; background: #333843; border: 1px solid #555; border-radius: 4px;
      padding: .25rem .75rem; cursor: pointer; }
    .badge { position: fixed; right: 1rem; bottom: 1rem; z-index: 2147483647; padding: .3rem .8rem; border-radius: 1rem;
      background: #14161c; color: #e8e8e8; font: 13px/1.5 system-ui, sans-serif; opacity: .85; }`;

  let source = null;
  let host = null;
  let dismissed = "";
  let waiting = 0;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function clear() {
    clearTimeout(waiting);
    if (host) host.remove();
    host = null;
  }

  // A shadow root and a constructed style sheet: the page's own styles and its content policy stay out of the way.
  function show(node) {
    clear();
    host = element("panelgo-live");
    const root = host.attachShadow({mode: "open"});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    root.append(node);
    document.documentElement.append(host);
  }

  function badge() {
    const node = element("div", "badge", "rebuilding …");
    node.setAttribute("role", "status");
    return node;
  }

  function frame(place) {
    const pre = element("pre");
    for (const line of place.frame) {
      const number = String(line.number).padStart(5);
      pre.append(element("span", line.here ? "here" : "line", `${number}  ${line.text}`));
      if (line.here && place.column > 0) {
        const before = new TextDecoder().decode(new TextEncoder().encode(line.text).slice(0, place.column - 1));
        pre.append(element("span", "mark", " ".repeat(7) + before.replace(/[^\t]/g, " ") + "^"));
      }
    }
    return pre;
  }

  function overlay(failure) {
    const sheet = element("div", "sheet");
    sheet.setAttribute("role", "alert");
    const inner = element("div");
    const close = element("button", "", "Close");
    close.addEventListener("click", () => dismiss(failure));
    inner.append(close, element("h1", "", "The new version does not run yet"));
    for (const place of failure.places || []) {
      inner.append(element("h2", "", `${place.file}:${place.line}:${place.column}`), element("p", "", place.message));
      if (place.frame) inner.append(frame(place));
    }
    if (!(failure.places || []).length) inner.append(element("pre", "", failure.output));
    if (failure.hint) inner.append(element("pre", "", failure.hint));
    sheet.append(inner);
    return sheet;
  }

  function dismiss(failure) {
    dismissed = failure.output;
    clear();
  }

  function hear(state) {
    if (state.version && state.version !== version) {
      source.close();
      location.reload();
      return;
    }
    if (state.failure && !state.building) {
      if (state.failure.output !== dismissed) show(overlay(state.failure));
      return;
    }
    if (!state.failure) dismissed = "";
    if (state.building && !state.failure) {
      clearTimeout(waiting);
      waiting = setTimeout(() => show(badge()), 150);
    } else if (!state.building) {
      clear();
    }
  }

  // A hidden page lets go of its connection, of which a browser has few for one server.
  function listen() {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource(address);
      source.onmessage = event => hear(JSON.parse(event.data));
    }
  }

  document.addEventListener("visibilitychange", listen);
  addEventListener("keydown", event => {
    if (event.key === "Escape" && host) host.shadowRoot.querySelector("button")?.click();
  });
  listen();
})();
