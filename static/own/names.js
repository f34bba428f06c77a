// What can be used is called something and plays its part, for people who hear the page and for those without a mouse.
(() => {
	"use strict";
	const {UIElementView} = Bokeh.require("models/ui/ui_element");
	const drawn = UIElementView.prototype.after_render;
	const words = (of) => typeof of === "string" ? of : of?.text ?? of?.html ?? "";
	const attribute = (of, name) => (of instanceof Map ? of.get(name) : of?.[name]) ?? "";
	const buttons = {"bk-spin-btn-up": "Increase", "bk-spin-btn-down": "Decrease", "bk-clear": "Clear", "jsoneditor-refresh": "Refresh"};
	const named = (el) => {
		if (el.type === "hidden" || el.ariaLabel || el.hasAttribute("aria-labelledby") || el.title || el.closest("label")) return true;
		if (el.id && el.getRootNode().querySelector(`label[for="${CSS.escape(el.id)}"]`)?.textContent.trim()) return true;
		return el.matches("button") && el.textContent.trim() !== "";
	};
	// By its own words, else by its field's.
	const name = (el, title) => {
		if (named(el)) return;
		const kind = Object.keys(buttons).find((name) => el.classList.contains(name));
		const label = [kind && buttons[kind], title].filter(Boolean).join(": ");
		if (label) el.setAttribute("aria-label", label);
	};
	// What scrolls is moved by keys, too, unless something in it takes them.
	const reachable = (el) => [...(el.shadowRoot ?? el).querySelectorAll("*"), ...(el.shadowRoot ? el.querySelectorAll("*") : [])]
		.some((part) => part.tabIndex >= 0 && !part.disabled || part.shadowRoot != null && reachable(part));
	const controls = "input, select, textarea, button, [role=slider]";
	UIElementView.prototype.after_render = function () {
		drawn.call(this);
		const {title, label, name: known, html_attributes, stylesheets} = this.model;
		const called = words(title) || words(label) || known || attribute(html_attributes, "title");
		for (const el of this.shadow_el?.querySelectorAll(controls) ?? []) name(el, called);
		if (stylesheets?.some((sheet) => typeof sheet === "string" && /:host\{overflow(-y)?:auto/.test(sheet))) {
			requestIdleCallback(() => { if (!reachable(this.el)) this.el.tabIndex = 0; }); // once its parts are drawn
		}
	};

	// Runs f when something below an element changes, once for all changes of a moment.
	const watch = (el, attributeFilter, f) => {
		f();
		new MutationObserver(f).observe(el, {subtree: true, childList: true, attributeFilter});
	};

	// The library below has the pager in its grid, groups of rows that hold no rows, ticks that are neither a button nor a
	// box, and fields without a name.
	function table({tabulator: {element}}) {
		const header = element.querySelector(".tabulator-header"), holder = element.querySelector(".tabulator-tableholder");
		const title = (el) => el.querySelector(".tabulator-col-title")?.textContent.trim();
		watch(element, ["role", "aria-checked"], () => {
			if (element.hasAttribute("role")) {
				element.removeAttribute("role");
				element.removeAttribute("aria-owns");
				header.id = "tabulator-header";
				holder.setAttribute("role", "grid");
				holder.setAttribute("aria-owns", header.id);
			}
			for (const group of holder.querySelectorAll(".tabulator-group:not([role=row])")) group.setAttribute("role", "row");
			for (const group of holder.querySelectorAll(".tabulator-group")) {
				if (group.firstElementChild?.role === "gridcell" || group.firstChild == null) continue;
				const cell = document.createElement("div");
				cell.setAttribute("role", "gridcell");
				cell.style.display = "contents";
				cell.append(...group.childNodes);
				group.append(cell);
			}
			for (const tick of holder.querySelectorAll(".tabulator-cell[aria-checked]")) {
				tick.setAttribute("aria-label", tick.getAttribute("aria-checked"));
				tick.removeAttribute("aria-checked");
			}
			for (const column of header.querySelectorAll(".tabulator-col")) {
				for (const el of column.querySelectorAll(":scope > .tabulator-col-content .tabulator-header-filter :is(input, select)")) name(el, `Filter: ${title(column)}`);
			}
			for (const el of holder.querySelectorAll(".tabulator-cell.tabulator-editing :is(input, select, textarea)")) {
				name(el, title(header.querySelector(`.tabulator-col[tabulator-field="${CSS.escape(el.closest(".tabulator-cell").getAttribute("tabulator-field"))}"]`) ?? header));
			}
		});
	}
	(window.panelgoMends ??= []).push(
		["panel.models.tabulator.DataTabulator", (view) => {
			const {init_callbacks} = view;
			view.init_callbacks = function () {
				init_callbacks.call(this);
				this.tabulator.on("tableBuilt", () => table(this));
			};
		}],
		// The library below has chips that are options of no list, and a box that opens what it does not name.
		["MultiChoice", (view) => {
			const {render} = view;
			view.render = function () {
				render.call(this);
				watch(this.shadow_el, ["aria-selected", "aria-expanded"], () => {
					for (const chip of this.shadow_el.querySelectorAll(".choices__list--multiple [aria-selected]")) chip.removeAttribute("aria-selected");
					const box = this.shadow_el.querySelector(".choices"), drop = box?.querySelector(".choices__list--dropdown"), list = drop?.querySelector("[role=listbox]");
					if (list == null) return;
					drop.removeAttribute("aria-expanded");
					list.id ||= "choices";
					if (box.getAttribute("aria-controls") !== list.id) box.setAttribute("aria-controls", list.id);
				});
			};
		}],
		["panel.models.jsoneditor.JSONEditor", (view) => {
			const {render} = view;
			view.render = function () {
				render.call(this);
				watch(this.shadow_el, ["title"], () => {
					for (const el of this.shadow_el.querySelectorAll(controls)) {
						const row = el.closest("tr"), field = row?.querySelector(".jsoneditor-field")?.textContent.trim();
						name(el, field || (el.closest(".jsoneditor-search") ? "Search" : words(this.model.title) || "JSON"));
					}
				});
			};
		}],
	);
})();
