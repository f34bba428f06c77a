// For components that authors write as JavaScript modules: says where such a module fails, to the author in the page and
// in the server's log, keeps the rest of the page alive when one does, and completes what widgets for notebooks expect.
(() => {
	"use strict";
	const {ModelEvent} = Bokeh.require("core/bokeh_events");
	const ESM = Bokeh.Models.get("panel.models.esm.ReactiveESM");
	const AnyWidget = Bokeh.Models.get("panel.models.esm.AnyWidgetComponent");
	const View = ESM.prototype.default_view;
	const forAuthor = document.documentElement.dataset.dev !== undefined;

	class Failed extends ModelEvent {
		constructor(place) { super(); this.place = place; }
		get event_values() { return {model: this.origin, ...this.place}; }
		static { this.prototype.event_name = "esm_error"; }
	}

	// Modules are imported from blob: addresses, by which stacks name them.
	const addresses = new Map(); // blob: address → model
	const plainShim = window.importShim;
	let compiling = null;
	window.importShim = Object.assign((...args) => {
		const imported = plainShim(...args);
		if (compiling === null) return imported;
		addresses.set(args[0], compiling);
		return imported.catch((error) => ({panelgo_error: error})); // a rejected one would keep its copies waiting for good
	}, plainShim);

	const at = /(blob:[^\s()]+?):(\d+):(\d+)/g;
	// places are where an error happened, in the author's own lines: the compiled text may have some more in front.
	function* places(error) {
		for (const [, address, line, column] of String(error?.stack ?? "").matchAll(at)) {
			const model = addresses.get(address);
			if (model == null) continue;
			const before = (model.compiled ?? "").split("\n").length - model.esm.split("\n").length;
			yield {model, line: Number(line) - Math.max(before, 0), column: Number(column)};
		}
	}

	function placeOf(model, error) {
		for (const place of places(error)) if (place.model.esm === model.esm) return {line: place.line, column: place.column};
		const said = /\((\d+):(\d+)\)/.exec(String(error?.message)); // the compiler's way
		return said == null ? {line: 0, column: 0} : {line: Number(said[1]), column: Number(said[2])};
	}

	const seen = new WeakSet();
	let told = 0;
	function fail(model, view, error) {
		const known = typeof error === "object" && error !== null;
		if (known && seen.has(error)) return;
		if (known) seen.add(error);
		const message = String(error?.name ?? "Error") + ": " + String(error?.message ?? error).replace(/^Error transforming \S+: /, "").replace(/(\(\d+:\d+\))?(\. See more information with '--dev' flag\.)?$/, "").trim();
		const place = {message: message.slice(0, 1000), ...placeOf(model, error)};
		if (told++ < 20) model.trigger_event(new Failed(place));
		for (const shown of view != null ? [view] : viewsOf(model)) show(shown, place);
	}

	const viewsOf = (model) => [...Bokeh.index.all_views()].filter((view) => view.model === model);

	function show(view, {message, line, column}) {
		const box = document.createElement("div");
		box.className = "pg-failure";
		box.setAttribute("role", "alert");
		box.style.cssText = "margin:4px 0;padding:10px 14px;border:1px solid #d33;border-radius:8px;font:13px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;color:var(--pg-text,inherit);background:var(--pg-surface,#fff)";
		if (!forAuthor) {
			box.textContent = "This part of the page does not work.";
			box.style.fontFamily = "inherit";
		} else {
			const lines = view.model.esm.split("\n");
			const from = Math.max(1, line - 2);
			const excerpt = line > 0 ? lines.slice(from - 1, line + 1).map((text, i) => {
				const n = String(from + i).padStart(4) + " | ";
				return n + text + (from + i === line ? "\n" + " ".repeat(n.length + Math.max(column - 1, 0)) + "^" : "");
			}) : [];
			const name = view.model.tags[0] ?? "module";
			box.textContent = [(line > 0 ? `${name}:${line}:${column}: ` : `${name}: `) + message, ...excerpt].join("\n");
		}
		view.shadow_el.querySelector(".pg-failure")?.remove();
		view.shadow_el.append(box);
		if (view._resolve_mounted === undefined || view._rendered) return;
		view._rendered = true; // the page is not to wait for what React will never draw
		view._resolve_mounted();
		view.finish();
	}

	// guard has a function of the author's fail by itself: the same one for the same function, as it may be taken back.
	const guards = new WeakMap();
	function guard(model, f) {
		if (typeof f !== "function") return f;
		if (!guards.has(model)) guards.set(model, new WeakMap());
		const known = guards.get(model);
		if (!known.has(f)) {
			known.set(f, (...args) => {
				try {
					const out = f(...args);
					return out instanceof Promise ? out.catch((error) => fail(model, null, error)) : out;
				} catch (error) {
					fail(model, null, error);
				}
			});
		}
		return known.get(f);
	}

	// Compiling and importing.
	const {compile, recompile, watch, unwatch} = ESM.prototype;
	ESM.prototype.compile = function () {
		try {
			return compile.call(this);
		} catch (error) {
			this.compile_error = error;
			return null;
		}
	};
	ESM.prototype.recompile = function () {
		compiling = this;
		const done = recompile.call(this); // compiled_module is there when this is back
		compiling = null;
		this.compiled_module = this.compiled_module.then((module) => {
			if (module?.panelgo_error === undefined) return module;
			this.compile_error = module.panelgo_error;
			return null;
		});
		return done;
	};
	ESM.prototype._run_initializer = ((run) => function (initialize) { run.call(this, guard(this, initialize)); })(ESM.prototype._run_initializer);
	AnyWidget.prototype._run_initializer = ((run) => function (initialize) { run.call(this, guard(this, initialize)); })(AnyWidget.prototype._run_initializer);
	ESM.prototype.watch = function (view, prop, f, force) { return watch.call(this, view, prop, guard(this, f), force); };
	ESM.prototype.unwatch = function (view, prop, f) { return unwatch.call(this, view, prop, guard(this, f)); };

	// Drawing.
	View.prototype.render_error = function (error) { fail(this.model, this, error); };
	const {on_event, remove_on_event} = View.prototype;
	View.prototype.on_event = function (f) { on_event.call(this, guard(this.model, f)); };
	View.prototype.remove_on_event = function (f) { return remove_on_event.call(this, guard(this.model, f)); };
	const drawing = new WeakMap(); // the author's function → ours: React tells components apart by their function
	const {get: plainRender} = Object.getOwnPropertyDescriptor(View.prototype, "render_fn");
	Object.defineProperty(View.prototype, "render_fn", {
		get() {
			const f = plainRender.call(this);
			const key = f ?? this;
			if (!drawing.has(key)) drawing.set(key, draw(f));
			return drawing.get(key);
		},
	});
	const draw = (f) => (props) => {
		const {view} = props;
		const {model} = view;
		const widget = model instanceof AnyWidget;
		const last = (out) => widget && typeof out !== "function" ? () => {} : out; // widgets answer what to do at the end
		try {
			if (typeof f !== "function") throw new Error("the module exports no function named render");
			const out = f(props);
			return out instanceof Promise ? out.then(last, (error) => { fail(model, view, error); return last(null); }) : last(out);
		} catch (error) {
			if (typeof error?.then === "function") throw error; // React's way to wait
			fail(model, view, error);
			return last(null);
		}
	};

	// What else goes wrong in a module: handlers of its elements, its own timers and promises.
	function outside(error) {
		for (const {model} of places(error)) {
			fail(model, null, error);
			return;
		}
	}
	window.addEventListener("error", (event) => outside(event.error));
	window.addEventListener("unhandledrejection", (event) => outside(event.reason));

	// Widgets for notebooks send messages, with buffers, and speak of several events at once.
	// They are drawn in another way than plain modules, so their drawing has a place of its own among what is kept.
	Object.defineProperty(AnyWidget.prototype, "_render_cache_key", {get: () => "anywidget"});
	const Widget = AnyWidget.prototype.default_view;
	const {initialize} = Widget.prototype;
	Widget.prototype.initialize = function () {
		initialize.call(this);
		const {adapter, model} = this;
		const {on, off, set} = adapter;
		const bytes = (b) => b instanceof ArrayBuffer ? b : b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);
		const open = new Map(); // the author's function → ours, for messages
		const each = (events) => events.split(/\s+/).flatMap((name) => name === "change" ? Object.keys(model.data.attributes).map((p) => "change:" + p) : [name]);
		adapter.send = (content, _callbacks, buffers) => {
			this.model_proxy.send_msg(buffers?.length > 0 ? {content, buffers: [...buffers].map(bytes)} : {content});
		};
		adapter.set = (name, value) => {
			for (const [n, v] of typeof name === "object" ? Object.entries(name) : [[name, value]]) {
				set.call(adapter, n, v instanceof DataView ? bytes(v) : v);
			}
		};
		adapter.on = (events, f) => {
			for (const name of each(events)) {
				if (name === "msg:custom" && !open.has(f)) open.set(f, ({content, buffers}) => f(content, (buffers ?? []).map((b) => new DataView(b))));
				on.call(adapter, name, name === "msg:custom" ? open.get(f) : f);
			}
		};
		adapter.off = (events, f) => {
			for (const name of each(events)) off.call(adapter, name, name === "msg:custom" ? open.get(f) ?? f : f);
		};
	};
})();
