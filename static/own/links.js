// A model of panelgo's own: a callback that passes a property's value on to another model, within the page. Unlike a
// script it needs no text compiled, so that pages with the strictest policy have it.
(() => {
	"use strict";
	const {Callback} = Bokeh.require("models/callbacks/callback");
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
})();
