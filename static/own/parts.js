// Brings parts of the front end when they are first needed, and dresses models of third parties.
//
// A page loads what the models of its document need when it is made. When a later change brings a model that the page
// has no class for, or a text with a formula, messages wait here until the script for it is there. And a model that a third party's library draws stands
// in a shadow root, which the page's styles do not reach: its view is given the library's styles.
(() => {
	"use strict";
	const script = document.currentScript;
	const base = new URL(script.dataset.base, document.baseURI).href; // of the server's static files
	const {ImportedStyleSheet} = Bokeh.require("core/dom");
	const {ClientConnection} = Bokeh.require("client/connection");

	const dressed = new Set();
	function dress(models, styles) {
		for (const name of models) {
			const view = Bokeh.Models.get(name)?.prototype.default_view;
			if (view == null || dressed.has(view)) continue;
			dressed.add(view);
			const plain = view.prototype.stylesheets;
			view.prototype.stylesheets = function () {
				return [...styles.map((url) => new ImportedStyleSheet(base + url)), ...plain.call(this)];
			};
		}
	}

	const {ModelEvent} = Bokeh.require("core/bokeh_events");
	class FilePick extends ModelEvent {}
	FilePick.prototype.event_name = "file_pick";

	// A list or a calendar opens over all that is in the page, beside its field: in a card or a sidebar, what stands out would be
	// cut off. It stays in the window, and goes with its field, for as long as it is open.
	const gap = 2, edge = 4; // px to the field, and to the window's ends
	const within = (at, size, room) => Math.max(edge, Math.min(at, room - size - edge));
	const over = (box, field, isOpen, wide) => {
		const place = () => {
			if (!isOpen() || !box.isConnected) {
				if (box.matches(":popover-open")) box.hidePopover();
				return;
			}
			if (!box.matches(":popover-open")) box.showPopover();
			const beside = field.getBoundingClientRect(), {clientWidth, clientHeight} = document.documentElement;
			if (wide) box.style.width = `${beside.width}px`;
			const {offsetWidth, offsetHeight} = box;
			const above = beside.bottom + gap + offsetHeight + edge > clientHeight && beside.top > clientHeight - beside.bottom;
			const left = within(beside.left, offsetWidth, clientWidth);
			const top = within(above ? beside.top - gap - offsetHeight : beside.bottom + gap, offsetHeight, clientHeight);
			const style = {left: `${left}px`, top: `${top}px`};
			for (const [name, value] of Object.entries(style)) if (box.style[name] !== value) box.style[name] = value;
			requestAnimationFrame(place);
		};
		box.popover = "manual";
		box.tabIndex = 0; // it may scroll, and its keys pick a day
		place();
	};
	const calendar = (view) => {
		view._position = function (picker, field) {
			const box = picker.calendarContainer;
			if (picker.config.inline || picker.config.static || box.matches(":popover-open")) return;
			over(box, field ?? picker._positionElement, () => picker.isOpen, false);
		};
	};

	// What views of the front end do not do by themselves.
	const mends = {
		DatePicker: calendar, DateRangePicker: calendar, MultipleDatePicker: calendar, DatetimePicker: calendar, DatetimeRangePicker: calendar,
		MultipleDatetimePicker: calendar, TimePicker: calendar, "panel.models.datetime_picker.DatetimePicker": calendar,
		MultiChoice: (view) => {
			const plain = view.render;
			view.render = function () {
				plain.call(this);
				const {dropdown, containerOuter} = this.choice_el, box = dropdown.element;
				this.input_el.addEventListener("showDropdown", () => over(box, containerOuter.element, () => dropdown.isActive, true));
			};
		},
		AutocompleteInput: (view) => {
			const plain = view._show_menu;
			view._show_menu = function () {
				const opens = !this._open;
				plain.call(this);
				if (opens) over(this.menu, this.input_el, () => this._open, true);
			};
		},
		Dropdown: (view) => {
			const plain = view._toggle_menu;
			view._toggle_menu = function () {
				plain.call(this);
				if (this.menu.is_open) over(this.menu.el, this.button_el, () => this.menu.is_open, false);
			};
		},
		// A field for files says that they are too large before it reads them: they would fill the browser's memory, and the
		// server hangs up at a message of such a length. It tells of each pick, also of the same file or one of equal content,
		// which changes none of its properties; browsers tell of it only if the field is emptied before.
		FileInput: (view) => {
			const {load_files: plain, render} = view;
			view.render = function () {
				render.call(this);
				let before = null;
				this.input_el.addEventListener("click", () => {
					before = this.input_el.files;
					this.input_el.value = "";
				});
				this.input_el.addEventListener("cancel", () => { if (before?.length > 0) this.input_el.files = before; });
			};
			const told = (bytes) => bytes < 1e6 ? bytes + " bytes" : Math.round(bytes / 1e6) + " MB";
			view.load_files = async function (files) {
				const {directory, accept} = this.model;
				const taken = [...files].filter(({name}) => !directory || accept.length === 0 || accept.includes("." + name.split(".").pop()));
				const size = taken.reduce((sum, file) => sum + file.size, 0);
				const limit = Number(getComputedStyle(this.el).getPropertyValue("--pg-limit")) || Infinity;
				if (size <= limit) {
					if (this.panelgo_refused) this.el.classList.remove("pg-invalid");
					this.el.style.removeProperty("--pg-error");
					this.panelgo_refused = false;
					await plain.call(this, files);
					if (files.length > 0) this.model.trigger_event(new FilePick());
					return;
				}
				this.panelgo_refused = true;
				this.el.classList.add("pg-invalid");
				this.el.style.setProperty("--pg-error", `"${told(size)} are too many, ${told(limit)} are allowed"`);
				this.input_el.value = "";
			};
		},
		// A table of BokehJS's finds its own styles in the page alone, and is drawn before its card is, or while that is
		// folded. It waits until it is there: cards draw what is in them again when they open.
		DataTable: (view) => {
			const base = Object.getPrototypeOf(view);
			for (const method of ["_after_resize", "_after_layout", "updateGrid", "updateSelection"]) {
				const plain = view[method];
				view[method] = function (...args) { return (this.grid == null ? base[method] : plain)?.apply(this, args); };
			}
			const draw = view._after_render;
			view._after_render = function () { (this.el.isConnected ? draw : base._after_render).call(this); };
		},
		// A player says where it stands also when the program has moved it.
		"panel.models.widgets.Player": (view) => {
			const plain = view.update_value;
			view.update_value = function () {
				plain.call(this);
				if (this.titleEl != null) this.update_title_and_value();
			};
		},
		// A terminal waits with its lines until it knows how large their cells are, and leaves room for its scroll bar. What was
		// written before it stood in the page it draws when it is seen.
		"panel.models.terminal.Terminal": (view) => {
			const plain = view.render;
			view.render = function () {
				plain.call(this);
				new IntersectionObserver(() => {
					this.fit();
					this.term.refresh(0, this.term.rows - 1);
				}).observe(this.container);
			};
			view.fit = function () {
				const {_renderService, viewport} = this.term._core;
				const {actualCellWidth: width, actualCellHeight: height} = _renderService.dimensions;
				const {offsetWidth, offsetHeight} = this.container;
				if (!(width > 0 && height > 0 && offsetWidth > 0 && offsetHeight > 0)) return;
				const cols = Math.max(2, Math.floor((offsetWidth - (viewport?.scrollBarWidth ?? 0)) / width));
				const rows = Math.max(1, Math.floor(offsetHeight / height));
				if (this.term.cols !== cols || this.term.rows !== rows) this.term.resize(cols, rows);
				this.model.ncols = cols;
				this.model.nrows = rows;
				this._rendered = true;
			};
		},
	};

	let left = [...Object.entries(mends), ...window.panelgoMends]; // of keep.js and names.js
	function mend() {
		left = left.filter(([name, how]) => {
			const view = Bokeh.Models.get(name)?.prototype.default_view;
			if (view != null) how(view.prototype);
			return view == null;
		});
	}

	function add(tag, properties) {
		return new Promise((resolve, reject) => {
			const element = Object.assign(document.createElement(tag), properties);
			element.onload = resolve;
			element.onerror = () => reject(new Error("panelgo: cannot load " + (properties.src ?? properties.href)));
			document.head.append(element);
		});
	}

	let have = Number(script.dataset.have); // parts, as bits
	let catalogue; // all parts, in the order in which they have to be loaded
	window.esmsInitOptions ??= {shimMode: true}; // the library of modules reads it if it comes
	async function bring(names) {
		catalogue ??= await (await fetch(base + "parts.json")).json();
		let need = 0;
		for (const name of names) need |= catalogue.models[name] ?? 0;
		for (const part of catalogue.parts) {
			if ((need & part.need) === 0 || (have & part.need) !== 0) continue;
			for (const [url, integrity] of part.styles) add("link", {rel: "stylesheet", href: base + url, integrity});
			for (const [url, integrity] of part.scripts) {
				await add("script", {src: base + url, integrity, crossOrigin: "anonymous", async: false});
			}
			for (const [url, name] of part.imports) importShim.addImportMap({imports: {[name]: base + url}});
			for (const [url, name] of part.modules) {
				const module = await import(base + url);
				if (name !== "") window[name] = module.default;
			}
		}
		have |= need;
		const {default_provider: formulas} = Bokeh.require("models/text/providers");
		if ((need & catalogue.models.TeX) !== 0 && formulas.MathJax == null) await formulas.fetch(); // asked before, it had found nothing
		for (const part of catalogue.parts) {
			if ((need & part.need) !== 0 && part.dress.length > 0) dress(part.dress, part.styles.map(([url]) => url));
		}
		mend();
	}

	// Texts may hold formulas between $$ and $$, \( and \), \[ and \]. In JSON each backslash is written twice.
	const formula = /\$\$|\\\\[([]/;
	let formulas = script.dataset.math !== undefined; // the part that draws them is there, or on its way
	// A model of Panel's may have its class in the page, and not the library that it draws with.
	const lack = new Set(script.dataset.lack.split(" "));
	const lacks = (name) => {
		if (Bokeh.Models.get(name) == null) return true;
		return catalogue == null ? lack.has(name) : (catalogue.models[name] & ~have) !== 0;
	};
	const described = /"type":"object","name":"([^"\\]+)"/g;
	const known = new Set();
	function unknown(text) {
		const names = [];
		if (!formulas && formula.test(text)) {
			formulas = true;
			names.push("TeX");
		}
		for (const [, name] of text.matchAll(described)) {
			if (known.has(name)) continue;
			known.add(name); // asked for once, whatever comes of it
			if (lacks(name)) names.push(name);
		}
		return names;
	}

	const plain = ClientConnection.prototype._on_message;
	ClientConnection.prototype._on_message = function (event) {
		if (this.panelgo_waiting != null) {
			this.panelgo_waiting.push(event);
			return;
		}
		const names = typeof event.data === "string" ? unknown(event.data) : [];
		if (names.length === 0) {
			plain.call(this, event);
			return;
		}
		const waiting = this.panelgo_waiting = [];
		bring(names).catch((error) => console.error(error)).then(() => {
			this.panelgo_waiting = null;
			plain.call(this, event);
			for (const later of waiting) this._on_message(later);
		});
	};

	for (const [models, styles] of JSON.parse(script.dataset.dress)) dress(models, styles);
	mend();
})();
