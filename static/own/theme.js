// Gives the page its theme. Components draw in shadow roots, which a page's style sheet does not reach: each root gets
// one shared sheet that maps the components' own variables to the page's. It must run before the components are made.
(() => {
	"use strict";
	const root = document.documentElement;
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(`
		:host {
			--color: var(--pg-text);
			--background-color: var(--pg-surface);
			--surface-background-color: var(--pg-raised);
			--disabled-background-color: var(--pg-raised);
			--hover-color: var(--pg-raised);
			--disabled-color: var(--pg-muted);
			--placeholder-color: var(--pg-muted);
			--shortcut-color: var(--pg-muted);
			--border-color: var(--pg-border);
			--divider-color: var(--pg-track);
			--outline-color: var(--pg-border);
			--highlight-color: var(--pg-accent);
			--active-bg: var(--pg-accent-soft);
			--active-border: var(--pg-accent);
			--active-fg: var(--pg-accent);
			--inactive-bg: var(--pg-raised);
			--inactive-fg: var(--pg-muted);
			--inverted-color: var(--pg-surface);
			--error: var(--pg-danger);
			--box-shadow-color: var(--pg-shadow);
			--border-radius: 6px;
			--input-focus-border-color: var(--pg-accent);
			--input-focus-halo-color: var(--pg-accent-soft);
			--default: var(--pg-surface);
			--default-border: var(--pg-border);
			--default-hover: var(--pg-raised);
			--default-hover-border: var(--pg-border);
			--default-active: var(--pg-track);
			--default-active-border: var(--pg-border);
			--default-disabled: var(--pg-raised);
			--default-disabled-border: var(--pg-border);
			--primary: var(--pg-accent);
			--primary-border: var(--pg-accent);
			--success: var(--pg-success);
			--success-border: var(--pg-success);
			--warning: var(--pg-warning);
			--warning-border: var(--pg-warning);
			--danger: var(--pg-danger);
			--danger-border: var(--pg-danger);
			--light: var(--pg-raised);
			--light-border: var(--pg-raised);
			--light-hover: var(--pg-track);
			--light-hover-border: var(--pg-track);
			--light-active: var(--pg-track);
			--light-active-border: var(--pg-track);
			--light-disabled: var(--pg-raised);
			--light-disabled-border: var(--pg-raised);
			color: var(--pg-text);
		}
		.noUi-target { background: var(--pg-track); border: 0; border-radius: 3px; box-shadow: none; }
		.noUi-horizontal { height: 6px; }
		.noUi-vertical { width: 6px; }
		.noUi-horizontal .noUi-handle, .noUi-vertical .noUi-handle { width: 18px; height: 18px; border-radius: 50%; }
		.noUi-horizontal .noUi-handle { right: -9px; top: -6px; }
		.noUi-vertical .noUi-handle { right: -6px; bottom: -9px; }
		.noUi-handle { background: var(--pg-surface); border: 2px solid var(--pg-accent); box-shadow: none; cursor: grab; }
		.noUi-handle::before, .noUi-handle::after { display: none; }
		.noUi-handle:focus-visible { outline: 3px solid var(--pg-accent-soft); }
		.noUi-active { cursor: grabbing; }
		/* The front end's own grey only: a colour that the author chose stays. */
		.noUi-connect[style*="rgb(230, 230, 230)"] { background-color: var(--pg-accent) !important; }
		.slick-header-columns, .slick-header-column.ui-state-default, .slick-headerrow, .slick-headerrow-column {
			background: var(--pg-raised) !important; color: var(--pg-text); border-color: var(--pg-border) !important; font-weight: 600;
		}
		.slick-row, .slick-row.odd { background: var(--pg-surface); color: var(--pg-text); }
		.slick-row:hover { background: var(--pg-raised); }
		.slick-row.selected, .slick-cell.selected, .slick-row.ui-state-active { background: var(--pg-accent-soft) !important; }
		.slick-cell, .slick-headerrow-column { border-color: transparent; border-bottom: 1px solid var(--pg-track); padding-left: 8px; padding-right: 8px; }
		.slick-cell.active { border-color: var(--pg-accent); }
		.slick-cell.editable { background: var(--pg-surface); border-color: var(--pg-accent); }
	`);
	// components.css is a style sheet of the page, for the sake of its syntax: here it is carried into the components. parts.js
	// does so for the sheets of libraries.
	const inside = [];
	const gather = () => {
		for (const from of document.styleSheets) {
			if (!from.href?.includes("/own/components.css")) continue;
			const copy = new CSSStyleSheet();
			copy.replaceSync([...from.cssRules].map((rule) => rule.cssText).join("\n"));
			inside.push(copy);
		}
		inside.push(sheet);
	};
	const attach = Element.prototype.attachShadow;
	Element.prototype.attachShadow = function (options) {
		if (inside.length === 0) gather(); // the page's styles are there by now: scripts wait for them
		const root = attach.call(this, options);
		root.adoptedStyleSheets.push(...inside);
		return root;
	};

	// Plots draw on canvas, in the colours that variables name (--bk-axis-line-color, …). The front end has those of the page
	// go before all properties of models. Here goes first what an author has set, then a variable of the model or of what it
	// is part of, then the page's, then the front end's default. No theme adds what a model does not draw by itself, such as
	// a box around a label.
	const teach = () => {
		const {VisualProperties} = window.Bokeh?.require?.("core/visuals/visual") ?? {};
		if (!VisualProperties) return;
		const own = (model, variable) => {
			const all = model?.css_variables;
			return all instanceof Map ? all.get(variable) : all?.[variable];
		};
		VisualProperties.prototype._get_css_value = function (name) {
			const {properties} = this.obj.model;
			const attr = name.replaceAll("-", "_");
			const property = properties[this.prefix + attr] ?? properties[`${this.prefix}text_${attr}`];
			const variable = this.css_prefix + name;
			if (property && (property.dirty || property.get_value() == null && own(this.obj.model, variable) == null)) return "";
			let shown = root;
			for (let view = this.obj; view; view = view.parent) {
				const value = own(view.model, variable);
				if (typeof value === "string") return value;
				if (shown === root && view.el?.isConnected) shown = view.el; // a legend asks before it is in the page
			}
			return getComputedStyle(shown).getPropertyValue(variable);
		};
	};
	// A figure that is zoomed to nothing would have no numbers left to come back by: one stays where the digits end.
	const hold = () => {
		const {RangeManager} = window.Bokeh?.require?.("models/plots/range_manager") ?? {};
		if (!RangeManager) return;
		const shows = ({start, end}) => Math.abs(end - start) > 1e-12 * Math.max(Math.abs(start), Math.abs(end)) && Math.abs(end - start) < 1e300;
		const update = RangeManager.prototype.update;
		RangeManager.prototype.update = function (ranges, options) {
			const all = [...ranges.xrs.values(), ...ranges.yrs.values()];
			if (all.every(shows)) update.call(this, ranges, options);
		};
	};
	// A lasso starts nowhere when the mouse is pressed on an axis; the front end takes what follows for a mistake of its own.
	const lasso = () => {
		const {LassoSelectToolView} = window.Bokeh?.require?.("models/tools/gestures/lasso_select_tool") ?? {};
		if (!LassoSelectToolView) return;
		for (const step of ["_pan", "_pan_end"]) {
			const go = LassoSelectToolView.prototype[step];
			LassoSelectToolView.prototype[step] = function (event) {
				if (this._is_selecting) go.call(this, event);
			};
		}
	};
	// Edit tools add to numbers where they stand, also in arrays of whole numbers, which lose what is behind the point at every
	// move of the mouse; and they take away rows in the order of their numbers as texts, which puts row 10 before row 2.
	const edit = () => {
		const {EditToolView} = window.Bokeh?.require?.("models/tools/edit/edit_tool") ?? {};
		if (!EditToolView) return;
		const select = EditToolView.prototype._select_event;
		EditToolView.prototype._select_event = function (event, mode, renderers) {
			for (const {data_source} of renderers) for (const column of data_source.columns()) data_source.get_array(column);
			return select.call(this, event, mode, renderers);
		};
		EditToolView.prototype._delete_selected = function ({data_source}) {
			const rows = new Set(data_source.selected.indices);
			for (const column of data_source.columns()) {
				const values = data_source.get_array(column);
				values.splice(0, values.length, ...values.filter((_, row) => !rows.has(row)));
			}
			this._emit_cds_changes(data_source);
		};
	};
	document.addEventListener("DOMContentLoaded", edit, {once: true});
	document.addEventListener("DOMContentLoaded", lasso, {once: true});
	document.addEventListener("DOMContentLoaded", hold, {once: true});
	document.addEventListener("DOMContentLoaded", teach, {once: true}); // before the page joins its session

	// Has plots read the variables anew.
	const repaint = () => {
		for (const view of window.Bokeh?.index?.all_views?.() ?? []) {
			if (view.grid_el && view.plot_view) view.rerender?.(); // a legend, which is made of elements
			if (!view.canvas_view) continue;
			for (const {ctx} of [view.canvas_view.primary, view.canvas_view.overlays]) {
				if (!(ctx.canvas instanceof HTMLCanvasElement)) continue; // SVG is drawn anew
				ctx.save(); // the front end itself leaves half a pixel of the old colours at the edges
				ctx.setTransform(1, 0, 0, 1, 0, 0);
				ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
				ctx.restore();
			}
			view.request_repaint();
		}
	};

	// The address goes first (?theme=dark), then the visitor's last choice, then what the page asks for; without those, or
	// with "auto", the visitor's system decides. To switch, set the page's data-theme to light, dark or auto; to have the
	// choice kept, put it into the local storage as "panelgo-theme", too.
	const system = matchMedia("(prefers-color-scheme: dark)");
	const known = (theme) => ["dark", "light", "auto"].includes(theme) ? theme : null;
	const kept = () => {
		try {
			return localStorage.getItem("panelgo-theme");
		} catch {
			return null; // in a frame that may not keep anything
		}
	};
	const chosen = known(new URLSearchParams(location.search).get("theme")) ?? known(kept());
	if (chosen !== null) root.dataset.themeChosen = ""; // by the visitor, for models.js
	let asked = chosen ?? known(root.dataset.theme) ?? "auto";
	let shown = "";
	const paper = matchMedia("print"); // which is white
	const apply = () => {
		shown = paper.matches ? "light" : asked === "auto" ? system.matches ? "dark" : "light" : asked;
		root.dataset.theme = shown;
		repaint();
	};
	system.addEventListener("change", apply);
	paper.addEventListener("change", () => {
		apply();
		for (const view of window.Bokeh?.index?.all_views?.() ?? []) if (view.canvas_view) view.repaint?.(); // before it is printed
	});
	apply();
	new MutationObserver(() => {
		if (root.dataset.theme === shown) return; // our own doing
		asked = known(root.dataset.theme) ?? "auto";
		apply();
	}).observe(root, {attributeFilter: ["data-theme"]});
})();
