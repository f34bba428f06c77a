// Keeps what a visitor is typing where the page changes below it: a cell that is open in a table whose rows come and go, a
// field in a part of the page that is built again.
(() => {
	"use strict";
	const frames = 60; // to wait for what is drawn anew
	const later = (again) => {
		let left = frames;
		const step = () => { if (!again() && left-- > 0) requestAnimationFrame(step); };
		requestAnimationFrame(step);
	};
	const caret = ({selectionStart, selectionEnd}) => selectionStart == null ? null : [selectionStart, selectionEnd];
	const type = (field, {text, at}) => {
		field.focus({preventScroll: true});
		if (field.value !== text) {
			field.value = text;
			field.dispatchEvent(new Event("input", {bubbles: true}));
		}
		if (at != null) field.setSelectionRange(...at);
	};

	// The library below closes the editor when rows are set, and may take what was half typed. Here it is taken away before,
	// and put back into the same row: by its place, where rows stay what they are, else by what else the row says.
	const others = ({data}, field) => JSON.stringify(Object.entries(data).filter(([name]) => name !== "_index" && name !== field));
	function editing(view) {
		const edit = view.tabulator?.modules?.edit, cell = edit?.currentCell;
		const input = cell?.element?.querySelector("input, textarea");
		if (input == null) return null;
		const {row, column: {field}} = cell;
		const open = {index: row.data._index, field, others: others(row, field), count: view.tabulator.rowManager.rows.length, text: input.value, at: caret(input)};
		edit.cancelEdit();
		return open;
	}
	function rowOf(view, open, moved) {
		const {rows} = view.tabulator.rowManager;
		const there = rows.find(({data}) => data._index === open.index);
		if (!moved || there != null && others(there, open.field) === open.others) return there;
		const same = rows.filter((row) => others(row, open.field) === open.others);
		if (same.length === 1) return same[0];
		return same.length === 0 && rows.length === open.count ? there : null; // all of it is new
	}
	function reopen(view, open, moved) {
		later(() => {
			if (view.panelgo_open !== open || view.tabulator == null) return true;
			const row = rowOf(view, open, moved);
			const cell = row?.cells.find(({column}) => column.field === open.field);
			if (cell?.element == null || !cell.element.isConnected) return false;
			view.panelgo_open = null;
			cell.getComponent().edit(true);
			const input = cell.element.querySelector("input, textarea");
			if (input != null) type(input, open);
			return true;
		});
	}
	(window.panelgoMends ??= []).push(["panel.models.tabulator.DataTabulator", (view) => {
		const keep = (plain, moved) => function (...args) { return keeping(this, moved, () => plain.apply(this, args)); };
		for (const [method, moved] of [["setData", true], ["updateOrAddData", false], ["redraw", false]]) view[method] = keep(view[method], moved);
		const {init_callbacks} = view;
		view.init_callbacks = function () {
			init_callbacks.call(this);
			const {tabulator} = this, {redraw} = tabulator;
			tabulator.redraw = (...args) => keeping(this, false, () => redraw.apply(tabulator, args)); // its own, when its size changes
		};
	}]);
	function keeping(view, moved, change) {
		const open = view._tabulator_cell_updating ? null : editing(view) ?? view.panelgo_open;
		if (open == null) return change();
		view.panelgo_open = open;
		const done = change();
		reopen(view, open, moved);
		return done;
	}

	// A part that is built again has new components. The field that has the keyboard hands what is typed, and the caret, to the
	// one that takes its place: of the same type, as the same child of the same parts.
	const building = Bokeh.require("core/build_views");
	const focused = () => {
		let el = document.activeElement;
		while (el?.shadowRoot?.activeElement != null) el = el.shadowRoot.activeElement;
		return el;
	};
	const holds = (view, el) => {
		for (let at = el; at != null; at = at.parentNode ?? at.host) if (at === view.el) return true;
		return false;
	};
	function path(view, el) { // of types and places, down to the component that holds the element
		const children = [...view.children()].filter((child) => child.el != null);
		const at = children.findIndex((child) => holds(child, el));
		return at < 0 ? [[view.model.type, -1]] : [[view.model.type, at], ...path(children[at], el)];
	}
	function follow(view, steps) {
		const [[name, at], ...rest] = steps;
		if (view?.model.type !== name) return null;
		return at < 0 ? view : follow([...view.children()].filter((child) => child.el != null)[at], rest);
	}
	const fields = (view) => [...(view.shadow_el ?? view.el).querySelectorAll("input, textarea")];
	const plain = building.build_views;
	building.build_views = async (views, models, ...rest) => {
		const el = focused(), before = [...views.values()];
		const place = el?.matches?.("input, textarea") ? before.findIndex((view) => view.el != null && holds(view, el)) : -1;
		let typed = null;
		if (place >= 0 && !models.includes(before[place].model)) {
			const steps = path(before[place], el), field = fields(follow(before[place], steps)).indexOf(el);
			typed = {steps, field, text: el.value, at: caret(el), kept: follow(before[place], steps).model.value};
		}
		const built = await plain(views, models, ...rest);
		if (typed != null) later(() => hand(views.get(models[place]), typed));
		else if (place >= 0) {
			const at = caret(el);
			later(() => { // one that moves loses the keyboard
				if (el.isConnected && focused() !== el && !focused()?.matches("input, textarea")) type(el, {text: el.value, at});
				return true;
			});
		}
		return built;
	};
	function hand(view, typed) {
		const heir = view == null ? null : follow(view, typed.steps);
		if (heir == null) return true; // another thing stands there
		const field = fields(heir)[typed.field];
		if (field == null || !field.isConnected) return false;
		const text = typed.text === `${typed.kept ?? ""}` ? field.value : typed.text; // what was entered is the program's to show
		type(field, {text, at: text === typed.text ? typed.at : null});
		// The browser does not take what a script has written for a change.
		field.addEventListener("blur", () => {
			if (`${heir.model.value ?? ""}` !== field.value) field.dispatchEvent(new Event("change", {bubbles: true}));
		}, {once: true});
		return true;
	}
})();
