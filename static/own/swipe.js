// Two components on top of each other, with a handle that shows more of the one or of the other: panelgo.Swipe, which package
// layout speaks to.
(() => {
	"use strict";
	const {LayoutDOM, LayoutDOMView} = Bokeh.require("models/layouts/layout_dom");
	const {UIElement} = Bokeh.require("models/ui/ui_element");

	const look = `
		:host { display: grid !important; position: relative; width: 100%; --pg-at: 50%; }
		.pg-half { grid-area: 1 / 1; min-width: 0; background: var(--pg-page); }
		.pg-before { clip-path: inset(0 calc(100% - var(--pg-at)) 0 0); }
		.pg-after { clip-path: inset(0 0 0 var(--pg-at)); }
		.pg-bar { position: absolute; inset: 0 auto 0 var(--pg-at); width: 24px; margin-left: -12px; z-index: 1; cursor: ew-resize; touch-action: none; outline: 0; }
		.pg-bar::before { content: ""; position: absolute; inset: 0 10.5px; background: var(--pg-accent); }
		.pg-bar::after { content: "↔"; position: absolute; top: calc(50% - 12px); left: 0; width: 24px; height: 24px; border-radius: 50%; display: grid; place-content: center; background: var(--pg-accent); color: var(--pg-page); font: 14px/1 var(--pg-font); }
		.pg-bar:focus-visible::after { box-shadow: 0 0 0 3px var(--pg-accent-soft); }
	`;

	class SwipeView extends LayoutDOMView {
		static __name__ = "SwipeView";

		get child_models() { return this.model.children; }

		stylesheets() { return [...super.stylesheets(), look]; }

		connect_signals() {
			super.connect_signals();
			const {children, value} = this.model.properties;
			this.on_change(children, async () => {
				await this.build_child_views();
				this.rerender();
			});
			this.on_change(value, () => this.show());
		}

		render() {
			super.render();
			this.child_views.forEach((view, i) => {
				const half = Object.assign(document.createElement("div"), {className: `pg-half ${i === 0 ? "pg-before" : "pg-after"}`});
				half.append(view.el);
				this.shadow_el.append(half);
			});
			this.bar = Object.assign(document.createElement("div"), {className: "pg-bar", tabIndex: 0});
			for (const [name, text] of Object.entries({role: "slider", "aria-label": "How much of the first shows, in percent", "aria-valuemin": 0, "aria-valuemax": 100})) {
				this.bar.setAttribute(name, text);
			}
			this.bar.addEventListener("pointerdown", (event) => this.bar.setPointerCapture(event.pointerId));
			this.bar.addEventListener("pointermove", (event) => {
				if (!this.bar.hasPointerCapture(event.pointerId)) return;
				const {left, width} = this.el.getBoundingClientRect();
				this.move(100 * (event.clientX - left) / width);
			});
			this.bar.addEventListener("keydown", (event) => {
				const to = {ArrowLeft: this.model.value - 5, ArrowRight: this.model.value + 5, Home: 0, End: 100}[event.key];
				if (to === undefined) return;
				event.preventDefault();
				this.move(to);
			});
			this.shadow_el.append(this.bar);
			this.show();
		}

		move(to) { this.model.value = Math.round(Math.min(100, Math.max(0, to))); }

		show() {
			this.el.style.setProperty("--pg-at", `${this.model.value}%`);
			this.bar.setAttribute("aria-valuenow", this.model.value);
		}
	}

	class Swipe extends LayoutDOM {
		static __module__ = "panelgo";
		static __name__ = "Swipe";
		static {
			this.prototype.default_view = SwipeView;
			this.define(({Float, List, Ref}) => ({
				children: [List(Ref(UIElement)), []],
				value: [Float, 50],
			}));
		}
	}

	Bokeh.require("base").register_models([Swipe]);
})();
