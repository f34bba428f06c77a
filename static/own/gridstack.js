// A grid whose cards visitors move and resize, by the mouse or by the keys: panelgo.GridStack, which package layout speaks to.
(() => {
	"use strict";
	const {LayoutDOM, LayoutDOMView} = Bokeh.require("models/layouts/layout_dom");
	const {UIElement} = Bokeh.require("models/ui/ui_element");

	const look = `
		:host { display: block; width: 100%; }
		.grid-stack { position: relative; }
		.grid-stack-item-content { background: var(--pg-surface); border: 1px solid var(--pg-border); border-radius: 8px; display: flex; flex-direction: column; }
		.pg-inside { flex: 1; min-height: 0; overflow: auto; padding: 0 8px 8px; }
		.pg-grip { flex: none; width: 100%; height: 20px; padding: 0; border: 0; background: none; color: var(--pg-muted); cursor: grab; text-align: center; font: 12px/20px var(--pg-font); letter-spacing: 2px; touch-action: none; }
		.pg-grip:focus-visible { outline: 3px solid var(--pg-accent-soft); outline-offset: -3px; border-radius: 8px; }
		.pg-still > .grid-stack-item-content > .pg-grip { visibility: hidden; height: 8px; }
		.ui-draggable-dragging > .grid-stack-item-content, .ui-resizable-resizing > .grid-stack-item-content { border-color: var(--pg-accent); box-shadow: 0 6px 20px var(--pg-shadow); }
		.grid-stack-placeholder > .placeholder-content { background: var(--pg-accent-soft) !important; border: 0; border-radius: 8px; }
	`;

	const place = (item) => [item.x ?? 0, item.y ?? 0, item.w ?? 1, item.h ?? 1];
	const keys = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

	class GridStackView extends LayoutDOMView {
		static __name__ = "GridStackView";

		get child_models() { return this.model.children; }

		stylesheets() { return [...super.stylesheets(), look]; }

		connect_signals() {
			super.connect_signals();
			const {children, places, draggable, sizable} = this.model.properties;
			this.on_change(children, () => this.update_children());
			this.on_change([draggable, sizable], () => this.rerender());
			this.on_change(places, () => this.arrange());
		}

		async update_children() {
			await this.build_child_views();
			this.rerender();
		}

		remove() {
			this.grid?.destroy(false);
			super.remove();
		}

		render() {
			this.grid?.destroy(false);
			super.render();
			const {draggable, places} = this.model;
			const root = this.board = Object.assign(document.createElement("div"), {className: "grid-stack"});
			this.items = this.child_views.map((view, i) => {
				const item = Object.assign(document.createElement("div"), {className: "grid-stack-item"});
				const content = Object.assign(document.createElement("div"), {className: "grid-stack-item-content"});
				const inside = Object.assign(document.createElement("div"), {className: "pg-inside"});
				const grip = Object.assign(document.createElement("div"), {className: "pg-grip", role: "button", tabIndex: 0, textContent: "•••", title: "Drag to move; arrow keys move, with Shift they resize"});
				grip.addEventListener("keydown", (event) => this.step(event, item));
				item.classList.toggle("pg-still", !draggable);
				["x", "y", "w", "h"].forEach((name, at) => item.setAttribute("gs-" + name, (places[i] ?? [0, 0, 1, 1])[at]));
				inside.append(view.el);
				content.append(grip, inside);
				item.append(content);
				root.append(item);
				return item;
			});
			const around = document.createElement("div"); // the library asks for an element around the grid, which a shadow root is not
			around.append(root);
			this.shadow_el.append(around);
		}

		// The library writes style sheets, for which the grid has to be in the page.
		after_render() {
			super.after_render();
			const {columns, row_height, gap, draggable, sizable} = this.model;
			this.grid = GridStack.init({
				column: columns, cellHeight: row_height, margin: gap / 2, handle: ".pg-grip", handleClass: "pg-grip", float: true,
				disableDrag: !draggable, disableResize: !sizable, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
			}, this.board);
			this.grid.on("change", () => this.report());
		}

		// report tells where the cards are now. On a narrow screen they stand in one column, which is nobody's choice.
		report() {
			if (this.arranging || this.grid.getColumn() !== this.model.columns) return;
			const places = this.items.map((item) => place(item.gridstackNode));
			if (JSON.stringify(places) === JSON.stringify(this.model.places)) return;
			this.told = places;
			this.model.places = places;
		}

		// arrange puts the cards where the model says.
		arrange() {
			if (this.told === this.model.places || this.grid.getColumn() !== this.model.columns) return;
			this.arranging = true;
			this.grid.batchUpdate();
			this.items.forEach((item, i) => {
				const [x, y, w, h] = this.model.places[i] ?? [0, 0, 1, 1];
				this.grid.update(item, {x, y, w, h});
			});
			this.grid.batchUpdate(false);
			this.arranging = false;
		}

		step(event, item) {
			const way = keys[event.key];
			if (!way || !this.model.draggable || event.shiftKey && !this.model.sizable) return;
			event.preventDefault();
			const [x, y, w, h] = place(item.gridstackNode);
			this.grid.update(item, event.shiftKey ? {w: Math.max(1, w + way[0]), h: Math.max(1, h + way[1])} : {x: Math.max(0, x + way[0]), y: Math.max(0, y + way[1])});
		}
	}

	class GridStackModel extends LayoutDOM {
		static __module__ = "panelgo";
		static __name__ = "GridStack";
		static {
			this.prototype.default_view = GridStackView;
			this.define(({Bool, Float, Int, List, Ref}) => ({
				children: [List(Ref(UIElement)), []],
				places: [List(List(Int)), []],
				columns: [Int, 12],
				row_height: [Float, 80],
				gap: [Float, 12],
				draggable: [Bool, true],
				sizable: [Bool, true],
			}));
		}
	}

	Bokeh.require("base").register_models([GridStackModel]);
})();
