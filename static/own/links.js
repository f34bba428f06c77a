// Callbacks of panelgo's own. Unlike scripts they need no text compiled, so that pages with the strictest policy have them.
(() => {
	"use strict";
	const {Callback} = Bokeh.require("models/callbacks/callback");
	// Passes a property's value on to another model, within the page.
	class Link extends Callback {
		static __name__ = "Link";
		static __module__ = "panelgo";
		static {
			this.define(({AnyRef, Str}) => ({attr: [Str], target: [AnyRef()], target_attr: [Str]}));
		}
		execute(from) {
			this.target.setv({[this.target_attr]: from[this.attr]});
		}
	}
	Bokeh.Models.register(Link);

	// Takes the visitor to a component that has become visible: it has the keyboard, and what begins it is in sight.
	class Arrive extends Callback {
		static __name__ = "Arrive";
		static __module__ = "panelgo";
		static {
			this.define(({AnyRef}) => ({top: [AnyRef()]}));
		}
		execute(at) {
			if (!at.visible) return;
			requestAnimationFrame(() => { // once it is drawn
				Bokeh.index.find_one(at)?.el.focus({preventScroll: true});
				Bokeh.index.find_one(this.top)?.el.scrollIntoView({block: "nearest"});
			});
		}
	}
	Bokeh.Models.register(Arrive);
})();
