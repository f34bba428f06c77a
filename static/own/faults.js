// Says what the front end throws while it draws: a component that fails leaves a calm box where it would stand and the rest
// of the page as it is, the visitor reads a line, and the server's log has the error with the component.
(() => {
	"use strict";
	const {say, words, develops, connections} = window.panelgoNotices;
	const {Message} = Bokeh.require("protocol/message");
	const building = Bokeh.require("core/build_views");
	const {DOMView} = Bokeh.require("core/dom_view");
	const {UIElement, UIElementView} = Bokeh.require("models/ui/ui_element");
	const {LayoutDOM, LayoutDOMView} = Bokeh.require("models/layouts/layout_dom");
	const {PlotView} = Bokeh.require("models/plots/plot_canvas");
	const {ClientConnection} = Bokeh.require("client/connection");
	const {ClientSession} = Bokeh.require("client/session");

	const most = 20; // faults that are told, of one page
	const told = new Set();
	function fault(error, model = null) {
		const text = `${error instanceof Error ? error.message : error}`.slice(0, 500);
		const key = `${model?.id} ${text}`;
		if (told.has(key) || told.size >= most) return;
		told.add(key);
		console.error(error);
		const about = model == null ? "" : `${model.type} ${model.id}${model.name == null ? "" : ` “${model.name}”`}\n`;
		say("undrawn", words.undrawn, {details: develops ? about + (error?.stack ?? text) : ""});
		const id = model?.id ?? /\(([^()]+)\)\./.exec(text)?.[1] ?? ""; // the front end names it so: Slider(p3).value
		const event = {kind: "MessageSent", msg_type: "panelgo_fault", msg_data: {error: text, model: id}};
		for (const connection of connections) {
			const {document} = connection.session ?? {};
			if (model?.document != null && document != null && model.document !== document) continue;
			if (connection.socket?.readyState === WebSocket.OPEN) connection.send(Message.create("PATCH-DOC", {}, {events: [event]}));
		}
	}

	// The box in a component's place.
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`.pg-undrawn {
		box-sizing: border-box; margin: 4px; padding: 10px 14px; border: 1px dashed var(--pg-border, #cfd4dd); border-radius: 8px;
		color: var(--pg-muted, #5b6577); background: var(--pg-surface, #fff); font: 14px/1.4 var(--pg-font, system-ui, sans-serif); overflow-wrap: anywhere;
	}`);
	const boxed = new WeakSet();
	function box(view) {
		if (boxed.has(view)) return;
		boxed.add(view);
		const root = view.shadow_el ?? view.el;
		if (root instanceof ShadowRoot) root.adoptedStyleSheets.push(sheet);
		root.append(Object.assign(document.createElement("div"), {className: "pg-undrawn", textContent: words.undrawn}));
	}
	const boxing = (Base) => class extends Base {
		get child_models() { return []; }
		render() {
			super.render();
			boxed.delete(this); // what was in it is gone
			box(this);
		}
	};
	const BoxView = boxing(UIElementView), LayoutBoxView = boxing(LayoutDOMView);

	// Views are built here, one by one: what a plot is made of fails with the plot.
	async function make(cls, model, options) {
		let view;
		try {
			if (cls == null) throw new Error("model doesn't implement a view");
			view = new cls({...options, model});
			view.initialize();
			await view.lazy_initialize();
			return view;
		} catch (error) {
			if (!(model instanceof UIElement)) throw error;
			fault(error, model);
			try { view?.remove(); } catch { /* it was never whole */ }
			const stand = new (model instanceof LayoutDOM ? LayoutBoxView : BoxView)({...options, model});
			stand.initialize();
			await stand.lazy_initialize();
			return stand;
		}
	}
	function connect(view) {
		try {
			view.connect_signals();
		} catch (error) {
			fault(error, view.model);
		}
	}
	building.build_view = async (model, options = {parent: null}, cls = (model) => model.default_view) => {
		const view = await make(cls(model), model, options);
		connect(view);
		return view;
	};
	building.build_views = async (views, models, options = {parent: null}, cls = (model) => model.default_view) => {
		const wanted = new Set(models), created = [], removed = [];
		for (const [model, view] of [...views]) {
			if (wanted.has(model)) continue;
			views.delete(model);
			removed.push(view);
			view.remove();
		}
		for (const model of models.filter((model) => !views.has(model))) {
			const view = await make(cls(model), model, options);
			views.set(model, view);
			created.push(view);
		}
		created.forEach(connect);
		return {created, removed};
	};

	// What fails while it is drawn. What is no component by itself fails with the one that it is part of.
	const guard = (proto, method, after = () => {}) => {
		const plain = proto[method];
		proto[method] = function (...args) {
			if (!(this instanceof UIElementView)) return plain.apply(this, args);
			try {
				return plain.apply(this, args);
			} catch (error) {
				fault(error, this.model);
				box(this);
				after(this, ...args);
				return undefined;
			}
		};
	};
	guard(DOMView.prototype, "render_to", (view, target) => target.appendChild(view.el));
	guard(DOMView.prototype, "rerender");
	DOMView.prototype.r_after_render = function () {
		for (const child of this.children()) if (child instanceof DOMView) child.r_after_render();
		try {
			this.after_render();
		} catch (error) {
			if (!(this instanceof UIElementView)) throw error;
			fault(error, this.model);
			box(this);
		}
		this._was_built = true;
	};
	guard(PlotView.prototype, "paint", (view) => view.notify_finished());

	// The least numbers that there are have none below them for a logarithmic axis to begin with.
	const {DataRange1d} = Bokeh.require("models/ranges/data_range1d");
	const span = DataRange1d.prototype._compute_range;
	DataRange1d.prototype._compute_range = function (min, max) {
		const ends = span.call(this, min, max);
		if (this.scale_hint !== "log") return ends;
		const [start, end] = ends.map((x) => Math.min(Math.max(x, 1e-300), 1e300));
		return start === end ? [start / 10, end * 10] : [start, end];
	};

	// What else is thrown: by a change that comes later, or by code of the author's in the page. The page that embeds an app
	// may have troubles of its own.
	const base = new URL("../", document.currentScript.src).href;
	const ours = (error) => error?.stack?.includes(base) || error?.stack?.includes("blob:");
	addEventListener("error", ({error}) => { if (ours(error)) fault(error); });
	addEventListener("unhandledrejection", ({reason}) => { if (ours(reason)) fault(reason); });
	const pull = ClientConnection.prototype._repull_session_doc; // a document that cannot be read at all
	ClientConnection.prototype._repull_session_doc = function (resolve, reject) {
		return pull.call(this, resolve, (error) => {
			fault(error);
			reject(error);
		});
	};
	const patch = ClientSession.prototype._handle_patch;
	ClientSession.prototype._handle_patch = function (message) {
		try {
			patch.call(this, message);
		} catch (error) {
			fault(error);
		}
	};
})();
