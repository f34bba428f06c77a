// The models of package document/page: what belongs to the browser's page as a whole. They are roots of the document, but
// their views have no place in the page.
(() => {
	"use strict";
	const {Model} = Bokeh.require("model");
	const {View} = Bokeh.require("core/view");
	const {ModelEvent} = Bokeh.require("core/bokeh_events");
	const root = document.documentElement;

	class PageView extends View {
		undo = [];
		listen(target, types, f) {
			for (const type of types) {
				target.addEventListener(type, f);
				this.undo.push(() => target.removeEventListener(type, f));
			}
		}
		observe(f) { // the page's theme
			const observer = new MutationObserver(f);
			observer.observe(root, {attributeFilter: ["data-theme"]});
			this.undo.push(() => observer.disconnect());
		}
		remove() {
			for (const f of this.undo) f();
			super.remove();
		}
	}

	function define(name, view, properties) {
		const model = class extends Model {};
		model.__name__ = name;
		model.__module__ = "panelgo";
		model.prototype.default_view = view;
		model.define(properties);
		return model;
	}

	// The address: the server says what its query and its part after # should be, and hears where the visitor went. Arguments
	// whose names begin with bokeh- are the front end's own: the program neither sees nor loses them.
	const own = (part) => /^bokeh-/i.test(part);
	const parts = (search) => search.replace(/^\?/, "").split("&").filter((part) => part !== "");
	const join = (list) => list.length > 0 ? "?" + list.join("&") : "";
	const pause = 250; // ms between changes of the address: browsers refuse more than 200 in half a minute

	class LocationView extends PageView {
		initialize() {
			super.initialize();
			this.entries = this.model.entries;
			this.apply();
			this.tell();
			this.listen(window, ["popstate", "hashchange"], () => this.moved());
			this.listen(window, ["pagehide"], () => this.apply());
			// A program whose first word of the address is where to go: the model comes with it.
			if (this.model.target[0] > 0) this.leave();
			this.finish();
		}
		connect_signals() {
			super.connect_signals();
			const {search, hash, entries, target} = this.model.properties;
			this.on_change([search, hash], () => this.soon());
			this.on_change(entries, () => queueMicrotask(() => this.apply())); // after all of the same message
			this.on_change(target, () => this.leave());
		}
		remove() {
			clearTimeout(this.waiting);
			super.remove();
		}
		get href() {
			const url = new URL(location.href);
			url.search = join(parts(url.search).filter((part) => !own(part)));
			return url.href;
		}
		tell() { this.model.href = this.href; }
		moved() {
			clearTimeout(this.waiting);
			this.waiting = null;
			if (this.href === this.model.href) return; // both events tell of a new part after #
			const {search, hash} = new URL(this.href);
			this.model.setv({search, hash}, {sync: false});
			this.tell();
			this.model.moves += 1;
		}
		soon() { this.waiting ??= setTimeout(() => this.apply(), pause); }
		apply() {
			clearTimeout(this.waiting);
			this.waiting = null;
			const {search, hash, entries} = this.model;
			const url = new URL(location.href);
			if (search !== null) url.search = join([...parts(search), ...parts(url.search).filter(own)]);
			if (hash !== null) url.hash = hash;
			const added = entries !== this.entries;
			this.entries = entries;
			if (url.href === location.href) return;
			if (added) history.pushState(null, "", url);
			else history.replaceState(history.state, "", url);
			this.model.setv({href: this.href}, {sync: false});
		}
		leave() {
			const [, address] = this.model.target;
			if (address === "") {
				location.reload();
				return;
			}
			const url = new URL(address, document.baseURI);
			if (url.protocol === "http:" || url.protocol === "https:") location.assign(url);
		}
	}

	// What the browser says of itself.
	class BrowserView extends PageView {
		initialize() {
			super.initialize();
			const dark = matchMedia("(prefers-color-scheme: dark)"), calm = matchMedia("(prefers-reduced-motion: reduce)");
			const coarse = matchMedia("(pointer: coarse)");
			const tell = () => {
				this.model.facts = {
					width: innerWidth, height: innerHeight, pixel_ratio: devicePixelRatio,
					dark_mode: dark.matches, reduced_motion: calm.matches, touch: coarse.matches,
					languages: [...navigator.languages], webdriver: navigator.webdriver === true,
					timezone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "", timezone_offset: new Date().getTimezoneOffset(),
				};
			};
			let waiting;
			this.listen(window, ["resize"], () => {
				clearTimeout(waiting);
				waiting = setTimeout(tell, 200);
			});
			this.undo.push(() => clearTimeout(waiting));
			for (const query of [dark, calm, coarse]) this.listen(query, ["change"], tell);
			this.listen(window, ["languagechange"], tell);
			tell();
			this.finish();
		}
	}

	// The theme: theme.js shows what the page's data-theme says. What the program says before a page is shown is for visitors
	// who have not chosen themselves.
	class ThemeView extends PageView {
		initialize() {
			super.initialize();
			if (this.model.mode !== null && (this.model.live || root.dataset.themeChosen === undefined)) root.dataset.theme = this.model.mode;
			this.observe(() => this.tell());
			this.tell();
			this.finish();
		}
		connect_signals() {
			super.connect_signals();
			this.on_change([this.model.properties.mode, this.model.properties.turn], () => { root.dataset.theme = this.model.mode ?? "auto"; });
		}
		tell() {
			const {theme} = root.dataset;
			if (theme === "dark" || theme === "light") this.model.shown = theme;
		}
	}

	// Notifications lie over the page's lower right corner, on a phone over its lower end.
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`
		:host {
			position: fixed; right: 0; bottom: 0; z-index: 15000; width: min(412px, 100vw); box-sizing: border-box; padding: 16px;
			max-height: 100vh; overflow-y: auto; display: flex; flex-direction: column; gap: 8px;
			font: 14px/1.4 var(--pg-font, system-ui, sans-serif); pointer-events: none;
		}
		@media (max-width: 600px) { :host { width: 100vw; padding: 8px; } }
		.region { display: contents; }
		.notice {
			display: flex; gap: 10px; align-items: flex-start; padding: 12px 8px 12px 14px; pointer-events: auto; cursor: pointer;
			color: var(--pg-text, #1c2027); background: var(--pg-surface, #fff); border: 1px solid var(--pg-border, #cfd4dd);
			border-left: 4px solid var(--tone); border-radius: 6px; box-shadow: 0 4px 16px var(--pg-shadow, rgb(16 24 40 / 18%));
		}
		.success { --tone: var(--pg-success, #1f7a4d); }
		.info { --tone: var(--pg-accent, #2563d9); }
		.warning { --tone: var(--pg-warning, #9a6200); }
		.error { --tone: var(--pg-danger, #c8323f); }
		svg { flex: none; width: 20px; height: 20px; fill: none; stroke: var(--tone); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
		p { flex: 1; margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
		button { flex: none; border: 0; border-radius: 4px; width: 24px; height: 24px; margin: -2px 0; padding: 4px; background: none; cursor: pointer; }
		button svg { width: 16px; height: 16px; stroke: var(--pg-muted, #667085); }
		button:hover { background: var(--pg-raised, #f5f6f8); }
		button:focus-visible { outline: 2px solid var(--pg-accent, #2563d9); }
		@media (prefers-reduced-motion: no-preference) {
			.notice { animation: come 0.2s ease-out; }
			@keyframes come { from { opacity: 0; translate: 0 12px; } }
		}
	`);
	const icons = {
		success: "M4 10.5l4 4 8-9", info: "M10 9v5M10 6v0M10 2a8 8 0 1 0 .01 0", warning: "M10 6v5M10 14.5v0M10 2.5L18.5 17.5H1.5z", error: "M7 7l6 6M13 7l-6 6M10 2a8 8 0 1 0 .01 0",
		close: "M4 4l12 12M16 4L4 16",
	};
	function icon(name) {
		const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
		const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
		svg.setAttribute("viewBox", "0 0 20 20");
		svg.setAttribute("aria-hidden", "true");
		path.setAttribute("d", icons[name] ?? icons.info);
		return svg;
	}

	class NotificationGone extends ModelEvent {
		constructor(id) {
			super();
			this.id = id;
		}
		get event_values() { return {...super.event_values, id: this.id}; }
	}
	NotificationGone.prototype.event_name = "notification_gone";

	class NotificationsView extends PageView {
		shown = new Map(); // by id
		initialize() {
			super.initialize();
			const host = document.createElement("div");
			const shadow = host.attachShadow({mode: "open"});
			shadow.adoptedStyleSheets.push(sheet);
			const region = (role) => {
				const el = shadow.appendChild(Object.assign(document.createElement("div"), {className: "region"}));
				el.setAttribute("role", role);
				el.setAttribute("aria-atomic", "false");
				return el;
			};
			this.regions = {status: region("status"), alert: region("alert")};
			document.body.append(host);
			this.undo.push(() => {
				for (const notice of this.shown.values()) clearTimeout(notice.timer);
				host.remove();
			});
			this.draw();
			this.finish();
		}
		connect_signals() {
			super.connect_signals();
			this.on_change(this.model.properties.entries, () => this.draw());
		}
		draw() {
			const wanted = new Set(this.model.entries.map(([id]) => id));
			for (const id of this.shown.keys()) if (!wanted.has(id)) this.drop(id);
			for (const entry of this.model.entries) this.show(...entry);
		}
		show(id, kind, text, duration) {
			const notice = this.shown.get(id) ?? this.add(id, kind);
			if (notice.text.textContent !== text) notice.text.textContent = text;
			if (notice.duration !== duration) notice.begin(duration);
		}
		add(id, kind) {
			const el = Object.assign(document.createElement("div"), {className: `notice ${kind}`});
			el.style.order = id; // as they came, in whichever region they are read out
			const text = document.createElement("p"), close = document.createElement("button");
			close.type = "button";
			close.setAttribute("aria-label", "Dismiss");
			close.append(icon("close"));
			el.append(icon(kind), text, close);
			const notice = {el, text, begin: (duration) => {
				clearTimeout(notice.timer);
				notice.duration = duration;
				if (duration > 0) notice.timer = setTimeout(() => this.dismiss(id), duration);
			}};
			el.addEventListener("click", () => {
				if (getSelection().toString() === "") this.dismiss(id); // a text that is being copied stays
			});
			// It waits while someone reads it.
			for (const type of ["pointerenter", "focusin"]) el.addEventListener(type, () => clearTimeout(notice.timer));
			for (const type of ["pointerleave", "focusout"]) el.addEventListener(type, () => notice.begin(notice.duration));
			this.regions[kind === "error" || kind === "warning" ? "alert" : "status"].append(el);
			this.shown.set(id, notice);
			return notice;
		}
		drop(id) {
			const notice = this.shown.get(id);
			clearTimeout(notice.timer);
			notice.el.remove();
			this.shown.delete(id);
		}
		dismiss(id) {
			if (!this.shown.has(id)) return;
			this.drop(id);
			this.model.setv({entries: this.model.entries.filter(([other]) => other !== id)}, {sync: false});
			this.model.trigger_event(new NotificationGone(id));
		}
	}

	Bokeh.require("base").register_models([
		define("Location", LocationView, ({Any, Int, Nullable, Str}) => ({
			href: [Str, ""], moves: [Int, 0], search: [Nullable(Str), null], hash: [Nullable(Str), null], entries: [Int, 0], target: [Any, [0, ""]],
		})),
		define("Browser", BrowserView, ({Any}) => ({facts: [Any, null]})),
		define("Theme", ThemeView, ({Bool, Int, Nullable, Str}) => ({mode: [Nullable(Str), null], live: [Bool, false], turn: [Int, 0], shown: [Str, ""]})),
		define("Notifications", NotificationsView, ({Any}) => ({entries: [Any, []]})),
	]);
})();
