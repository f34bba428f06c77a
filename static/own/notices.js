// Says in plain words what does not work at the moment, on one line above all else: a server that is gone, a callback that
// takes long or failed, a change that was refused, a part that cannot be drawn. The front end would write all but the first
// to the console, and leave in the page what the server has refused.
(() => {
	"use strict";
	const {ClientSession} = Bokeh.require("client/session");
	const {ClientConnection} = Bokeh.require("client/connection");
	const {Message} = Bokeh.require("protocol/message");
	const {DocumentEventBatch, ModelChangedEvent} = Bokeh.require("document/events");
	const {NotificationsView} = Bokeh.require("models/ui/notifications");
	const develops = document.querySelector("meta[name=panelgo-dev]") !== null;
	const words = {
		lost: "The connection was lost. Trying again …", gone: "The server cannot be reached. What you see may be out of date.", again: "Try again",
		working: "Working …", failed: "Something went wrong on the server. The page goes on, but what was done last may be missing.",
		refused: "This could not be changed.", undrawn: "A part of this page cannot be shown.", close: "Dismiss",
	};
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`
		:host { position: fixed; inset: 0 0 auto; z-index: 2147483000; display: flex; flex-direction: column; align-items: center; gap: 4px; padding: 6px; pointer-events: none; font: 14px/1.4 var(--pg-font, system-ui, sans-serif); }
		@media print { :host { display: none; } }
		.line {
			display: flex; align-items: center; gap: 4px 10px; box-sizing: border-box; max-width: min(60rem, 100%); padding: 6px 8px 6px 14px; pointer-events: auto;
			color: var(--pg-text, #1c2027); background: var(--pg-surface, #fff); border: 1px solid var(--pg-border, #cfd4dd);
			border-radius: 8px; box-shadow: 0 2px 12px var(--pg-shadow, rgb(16 24 40 / 18%));
		}
		.line::before { content: ""; flex: none; width: 8px; height: 8px; border-radius: 50%; background: var(--pg-warning, #9a6200); }
		.working::before { box-sizing: border-box; width: 14px; height: 14px; border: 2px solid var(--pg-track, #dfe3ea); border-top-color: var(--pg-accent, #2563d9); background: none; animation: turn 0.8s linear infinite; }
		@keyframes turn { to { rotate: 1turn; } }
		@media (prefers-reduced-motion: reduce) { .working::before { animation-duration: 3s; } }
		p { flex: 0 1 auto; margin: 0; overflow-wrap: anywhere; }
		.working { padding-right: 14px; pointer-events: none; }
		button { flex: none; padding: 2px 10px; border: 1px solid var(--pg-border, #cfd4dd); border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer; }
		button.close { border-color: transparent; padding: 2px 8px; color: var(--pg-muted, #5b6577); }
		button:hover { background: var(--pg-raised, #f5f6f8); }
		button:focus-visible { outline: 2px solid var(--pg-accent, #2563d9); }
		.line:has(pre) { flex-wrap: wrap; }
		pre { flex-basis: 100%; margin: 4px 0; padding: 8px 10px; max-height: 50vh; overflow: auto; tab-size: 4; border-radius: 6px; background: var(--pg-raised, #f5f6f8); font: 12px/1.5 ui-monospace, monospace; }
	`);
	const make = (tag, properties = {}) => Object.assign(document.createElement(tag), properties);
	let area = null; // where the lines stand: polite for all that passes, assertive for what went wrong
	const place = (role) => {
		if (area == null) {
			area = make("panelgo-notices").attachShadow({mode: "open"});
			area.adoptedStyleSheets = [sheet];
			for (const each of ["alert", "status"]) {
				const region = area.appendChild(make("div"));
				region.style.display = "contents";
				region.setAttribute("role", each);
			}
			document.body.append(area.host);
		}
		return area.querySelector(`[role=${role}]`);
	};
	const lines = new Map(); // by kind and text: what is said twice stands once
	function say(kind, text, {details = "", button = null, role = "alert"} = {}) {
		const key = `${kind} ${text} ${details}`;
		lines.get(key)?.remove();
		const line = make("div", {className: `line ${kind}`});
		line.append(make("p", {textContent: text}));
		if (button != null) line.append(make("button", {type: "button", textContent: button.text, onclick: button.press}));
		const gone = () => { line.remove(); lines.delete(key); };
		if (kind !== "working") {
			const close = make("button", {type: "button", className: "close", textContent: "✕", onclick: gone});
			close.setAttribute("aria-label", words.close);
			line.append(close);
		}
		if (details !== "") line.append(make("pre", {textContent: details}));
		if (lines.size >= 5 && kind !== "working") lines.values().next().value.querySelector("button.close")?.click();
		lines.set(key, line);
		place(role).append(line);
		return gone;
	}

	// The connection. The front end has words of its own for it, which lie behind headers.
	const initialize = NotificationsView.prototype.initialize;
	NotificationsView.prototype.initialize = function () {
		const doc = this.model.document;
		if (doc == null) return initialize.call(this);
		doc.on_event = () => {}; // of the front end's own
		try {
			initialize.call(this);
		} finally {
			delete doc.on_event;
		}
		let gone = () => {};
		doc.on_event("connection_lost", (_, event) => {
			forget();
			gone();
			if (!doc.config.notify_connection_status) return;
			const button = {text: words.again, press: () => event.reconnect()};
			gone = event.timeout == null ? say("gone", words.gone, {button}) : say("lost", words.lost, {role: "status"});
		});
		doc.on_event("client_reconnected", () => gone());
	};

	// What was sent and not answered: what the server refuses of it is put back, and the rest sent again. Whoever waits for
	// more than 400 ms is told that the page is at work.
	const sent = new Map(); // by the id of the message
	const patience = 400; // ms
	let idle = null; // takes the mark away
	function send(session, events) {
		const message = Message.create("PATCH-DOC", {}, session.document.create_json_patch(events));
		const entry = {events, timer: setTimeout(() => {
			entry.late = true;
			idle ??= say("working", words.working, {role: "status"});
		}, patience)};
		sent.set(message.msgid(), entry);
		session._connection.send(message);
	}
	function settle(id) {
		const entry = sent.get(id);
		if (entry == null) return null;
		clearTimeout(entry.timer);
		sent.delete(id);
		if (idle != null && ![...sent.values()].some(({late}) => late)) {
			idle();
			idle = null;
		}
		return entry;
	}
	function forget() { for (const id of [...sent.keys()]) settle(id); }

	ClientSession.prototype._document_changed = function (event) {
		const batch = event instanceof DocumentEventBatch ? (event.sync ? event.events : []) : [event];
		const events = batch.filter(({sync}) => sync);
		if (events.length > 0) send(this, events);
	};
	ClientSession.prototype._handle_ok = (message) => { settle(message.reqid()); };
	ClientSession.prototype._handle_error = function (message) {
		const entry = settle(message.reqid());
		const {event, whole, said, failed, details} = message.content.panelgo ?? {};
		if (failed) say("failed", words.failed, {details});
		const events = entry?.events ?? [];
		if (event == null) { // none was taken
			for (const each of events) putBack(this, each, "");
			return;
		}
		const rest = events.filter((_, i) => whole ? i !== event : i > event);
		// What a property is by now, rather than what it was then.
		const now = rest.map((each) => each.kind === "ModelChanged" ? new ModelChangedEvent(this.document, each.model, each.attr, each.model.property(each.attr).get_value()) : each);
		if (now.length > 0) send(this, now);
		if (!failed && events[event] != null) putBack(this, events[event], said);
	};

	// The server is asked what stands there. Its answer may cross a later change of the page, which is asked for again.
	async function putBack(session, {kind, model, attr = "data"}, said) {
		if (model == null || kind === "MessageSent") {
			say("refused", said || words.refused);
			return;
		}
		const about = (event) => event.model === model && (event.attr ?? "data") === attr;
		do {
			const event = {kind: "MessageSent", msg_type: "panelgo_back", msg_data: {model: model.id, attr}};
			await session._connection.send_with_reply(Message.create("PATCH-DOC", {}, {events: [event]}));
		} while ([...sent.values()].some(({events}) => events.some(about)));
		beside(model, attr, said || words.refused);
	}

	// A complaint stands below its field until the field changes; of what has no room below it, above the page.
	const css = (text) => `"${text.replace(/["\\\n\r]/g, (c) => `\\${c.charCodeAt(0).toString(16)} `)}"`;
	function beside(model, attr, text) {
		const shows = ({el}) => el?.getClientRects().length > 0;
		const fits = (view) => shows(view) && !("children" in view.model) && !("renderers" in view.model) && view.el.shadowRoot != null;
		const view = [...Bokeh.index.all_views()].find((view) => (view.model === model || view.model.source === model) && fits(view));
		if (view == null) {
			say("refused", text);
			return;
		}
		const {el} = view, {change: changed} = model.property(attr);
		el.classList.add("pg-invalid");
		el.style.setProperty("--pg-error", css(text));
		const mended = () => {
			changed.disconnect(mended);
			el.style.removeProperty("--pg-error");
			if (!view.model.css_classes?.includes("pg-invalid")) el.classList.remove("pg-invalid");
		};
		changed.connect(mended);
	}

	const connections = new Set();
	const join = ClientConnection.prototype.connect;
	ClientConnection.prototype.connect = function () {
		connections.add(this);
		return join.call(this);
	};

	// A callback that nobody here waits for failed: a timer's, or one of another browser.
	const trigger = Bokeh.require("document/document").Document.prototype;
	const plain = trigger._trigger_on_message;
	trigger._trigger_on_message = function (kind, data) {
		if (kind === "panelgo_failed") say("failed", words.failed, {details: data});
		else plain.call(this, kind, data);
	};
	window.panelgoNotices = {say, words, develops, connections}; // for faults.js
})();
