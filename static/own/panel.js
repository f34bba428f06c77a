// Teaches Panel's models what they do not know: files that are fetched from an address,
// browsers without a camera or an ear, and charts of other libraries the page's colours. It runs right after Panel's bundle.
(() => {
	"use strict";
	const top = new URL("../../", document.currentScript.src); // the server's prefix
	const viewOf = (name) => Bokeh.Models.get(name)?.prototype.default_view.prototype;

	// Browsers hide cameras from pages that came over plain HTTP.
	if (navigator.mediaDevices === undefined) Object.defineProperty(navigator, "mediaDevices", {value: {}});

	// What is missing is said where it would be seen.
	const said = (view, text) => {
		view.el.classList.toggle("pg-invalid", text !== "");
		view.el.style.setProperty("--pg-error", JSON.stringify(text));
	};
	const camera = viewOf("panel.models.widgets.VideoStream");
	const reasons = {NotAllowedError: "The camera may not be used: this browser was told so.", NotFoundError: "There is no camera here.", NotReadableError: "The camera is in use elsewhere."};
	const renderCamera = camera.render, snap = camera.snapshot;
	camera.render = function () {
		const first = this.videoEl == null, media = navigator.mediaDevices, get = media.getUserMedia;
		// Its own request would write to the console what goes wrong.
		Object.defineProperty(media, "getUserMedia", {value: undefined, configurable: true});
		try {
			renderCamera.call(this);
		} finally {
			delete media.getUserMedia;
		}
		if (!first) return;
		if (get == null) {
			said(this, "Browsers have cameras for pages that come over HTTPS only.");
			return;
		}
		get.call(media, this.constraints).then((stream) => {
			said(this, "");
			this.videoEl.srcObject = stream;
			if (!this.model.paused) this.videoEl.play();
		}).catch((error) => said(this, reasons[error.name] ?? "The camera cannot be used."));
	};
	camera.snapshot = function () {
		if (this.videoEl?.videoWidth > 0) snap.call(this); // no picture of nothing
	};
	const listen = viewOf("panel.models.speech_to_text.SpeechToText");
	const beginListening = listen.initialize;
	const troubles = {
		"not-allowed": "The microphone may not be used: this browser was told so.", "service-not-allowed": "This browser may not recognise speech here.",
		"audio-capture": "There is no microphone here.", network: "The service that recognises speech cannot be reached.",
		"language-not-supported": "This browser does not know the language.",
	};
	listen.initialize = function () {
		beginListening.call(this);
		this.recognition.onerror = ({error}) => { if (troubles[error]) said(this, troubles[error]); };
		this.recognition.addEventListener("start", () => said(this, ""));
	};

	// A button that cannot be clicked, where the browser does not recognise speech.
	if (!("webkitSpeechRecognition" in window)) {
		const dictation = viewOf("panel.models.speech_to_text.SpeechToText");
		const plain = Object.getPrototypeOf(dictation);
		const deaf = {start() {}, stop() {}, abort() {}, addEventListener() {}};
		dictation.setGrammars = () => {};
		dictation.initialize = function () {
			plain.initialize.call(this);
			this.recognition = deaf;
			this.buttonEl = Object.assign(document.createElement("button"), {
				className: "bk-btn bk-btn-light", disabled: true, innerHTML: this.iconNotStarted(), title: "This browser does not recognise speech",
			});
			said(this, "This browser does not recognise speech.");
		};
	}

	// A download's data is the file itself, or where the server has it.
	const download = viewOf("panel.models.widgets.FileDownload");
	const embedded = download._update_href;
	download._update_href = function () {
		const {data} = this.model;
		if (data && !data.startsWith("data:")) this.anchor_el.href = new URL(data, top).href;
		else embedded.call(this);
	};

	// A folded card would hide its children by their own property, and so tell the program, and take what it has hidden for
	// hidden by the program where the card is drawn anew. Here it hides their elements.
	const card = viewOf("panel.models.layout.Card");
	card._register_child_view = card._unregister_child_view = () => {};
	card._set_child_visible = (child, visible) => { child.el.style.display = visible ? "" : "none"; };
	card._apply_child_visible = function (child) { this._set_child_visible(child, !this.model.collapsed); };

	// Tables order and filter cells as package cell does on the server: what is missing comes last either way, times are instants,
	// capitals count only between equal words, and a filter finds what is shown.
	const missing = (x) => x == null || Number.isNaN(x);
	const compare = (a, b) => {
		if (typeof a === "string" && typeof b === "string") {
			const [x, y] = [a.toLowerCase(), b.toLowerCase()];
			return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0;
		}
		return a < b ? -1 : a > b ? 1 : 0;
	};
	const whole = /^-?\d{16,20}$/; // a number that JavaScript has none for travels as text
	const number = (x) => typeof x === "string" && whole.test(x) ? BigInt(x) : x;
	const order = (a, b, _rowA, _rowB, _column, dir) => {
		if (missing(a) || missing(b)) return (missing(a) - missing(b)) * (dir === "desc" ? -1 : 1);
		return compare(a, b);
	};
	const orderNumbers = (a, b, ...rest) => order(number(a), number(b), ...rest);
	const table = viewOf("panel.models.tabulator.DataTabulator");
	const {getColumns, tableInit} = table;
	table.getColumns = function () {
		const columns = getColumns.call(this);
		for (const column of this.columns.values()) {
			if (column.sorter === "number" || typeof column.sorter === "function") column.sorter = orderNumbers;
			else if (column.sorter === "string" || column.sorter === "boolean") column.sorter = order;
			const isTime = this.model.columns.some((c) => c.field === column.field && c.formatter?.type === "DateFormatter");
			column.accessorDownload ??= (x) => missing(x) ? null : isTime && Number.isFinite(x) ? new Date(x).toISOString().replace(/\.?0*Z$/, "Z") : x;
		}
		return columns;
	};
	const box = document.createElement("template");
	const shown = (column, value, data) => {
		if (missing(value)) return "";
		if (column?.formatter == null || column.formatter.type === "StringFormatter") return String(value);
		box.innerHTML = column.formatter.doFormat(null, null, value, null, data);
		return box.content.textContent;
	};
	table.tableInit = function () {
		tableInit.call(this);
		const filter = this.tabulator.modules.filter, {filterRow} = filter;
		filter.filterRow = (row, ...rest) => {
			if (this.model.pagination === "remote") return true; // the server has filtered
			const all = filter.headerFilters, others = {}, data = row.getData();
			let kept = true;
			for (const [field, asked] of Object.entries(all)) {
				if (asked.type !== "like") { others[field] = asked; continue; }
				const column = this.model.columns.find((c) => c.field === field);
				kept &&= shown(column, data[field], data).toLowerCase().includes(String(asked.value).toLowerCase());
			}
			filter.headerFilters = others;
			try {
				return kept && filterRow.call(filter, row, ...rest);
			} finally {
				filter.headerFilters = all;
			}
		};
	};

	// Charts of other libraries draw in colours of their own. What neither the author nor a theme of the library says comes from
	// the page: when a chart is made, and again when the page's theme is switched.
	const root = document.documentElement;
	const colours = () => {
		const style = getComputedStyle(root);
		const of = (name) => style.getPropertyValue(name).trim();
		return {
			text: of("--bk-text-color"), label: of("--bk-major-label-text-color"), title: of("--bk-title-text-color"), line: of("--bk-axis-line-color"),
			grid: of("--bk-grid-line-color"), edge: of("--pg-border"), muted: of("--pg-muted"), over: of("--pg-surface"), clear: "rgba(0,0,0,0)",
		};
	};
	const retint = []; // for each kind of chart, what a switch does to a view, if it is one of its own
	new MutationObserver(() => {
		for (const view of Bokeh.index.all_views()) for (const tint of retint) tint(view);
	}).observe(root, {attributeFilter: ["data-theme"]});
	const kind = (name) => Bokeh.Models.get(name).prototype.default_view;

	const vegaLook = () => {
		const c = colours();
		const axis = {domainColor: c.line, tickColor: c.line, gridColor: c.grid, labelColor: c.label, titleColor: c.title};
		const words = {labelColor: c.label, titleColor: c.title};
		return {
			background: "transparent", axis, legend: words, header: words, title: {color: c.title, subtitleColor: c.label}, view: {stroke: c.grid},
			text: {fill: c.text}, rule: {color: c.line}, style: {"guide-label": {fill: c.label}, "guide-title": {fill: c.title}, "group-title": {fill: c.title}},
		};
	};
	const Vega = kind("panel.models.vega.VegaPlot");
	const drawVega = Vega.prototype._plot;
	Vega.prototype._plot = function () {
		const embed = window.vegaEmbed;
		if (embed && !embed.tinted) {
			window.vegaEmbed = (el, spec, options) => embed(el, spec, options.theme ? options : {...options, config: vegaLook()});
			window.vegaEmbed.tinted = true;
		}
		drawVega.call(this);
	};
	retint.push((view) => { if (view instanceof Vega && view.container && !view.model.theme) view._plot(); });

	const echartsLook = () => {
		const c = colours();
		const axis = {
			axisLine: {lineStyle: {color: c.line}}, axisTick: {lineStyle: {color: c.line}}, axisLabel: {color: c.label},
			nameTextStyle: {color: c.title}, splitLine: {lineStyle: {color: [c.grid]}},
		};
		const words = {textStyle: {color: c.label}};
		return {
			backgroundColor: "transparent", textStyle: {color: c.text}, title: {textStyle: {color: c.title}, subtextStyle: {color: c.label}}, legend: words,
			categoryAxis: axis, valueAxis: axis, timeAxis: axis, logAxis: axis, visualMap: words, dataZoom: words, radar: {axisName: {color: c.label}},
			gauge: {title: {color: c.label}, detail: {color: c.text}}, pie: {label: {color: c.label}}, toolbox: {iconStyle: {borderColor: c.muted}},
			tooltip: {backgroundColor: c.over, borderColor: c.edge, textStyle: {color: c.text}},
		};
	};
	const ECharts = kind("panel.models.echarts.ECharts");
	const makeECharts = ECharts.prototype._init_chart;
	ECharts.prototype._init_chart = function () {
		makeECharts.call(this);
		if (this.model.theme === "default") this._chart?.setTheme(echartsLook());
	};
	retint.push((view) => { if (view instanceof ECharts && view.model.theme === "default") view._chart?.setTheme(echartsLook()); });

	const plotlyLook = () => {
		const c = colours();
		const axis = {gridcolor: c.grid, linecolor: c.line, zerolinecolor: c.line, tickcolor: c.line, title: {font: {color: c.title}}};
		const space = {...axis, backgroundcolor: c.clear, color: c.label};
		const polar = {bgcolor: c.clear, angularaxis: axis, radialaxis: axis};
		return {layout: {
			paper_bgcolor: c.clear, plot_bgcolor: c.clear, font: {color: c.label}, title: {font: {color: c.title}}, xaxis: axis, yaxis: axis,
			scene: {xaxis: space, yaxis: space, zaxis: space}, polar, ternary: {bgcolor: c.clear, aaxis: axis, baxis: axis, caxis: axis},
			geo: {bgcolor: c.clear, lakecolor: c.clear}, modebar: {bgcolor: c.clear, color: c.muted, activecolor: c.text},
			hoverlabel: {bgcolor: c.over, bordercolor: c.edge, font: {color: c.text}},
		}};
	};
	const Plotly = kind("panel.models.plotly.PlotlyPlot");
	const layOut = Plotly.prototype._layout_data;
	Plotly.prototype._layout_data = function () {
		const layout = layOut.call(this);
		layout.template ??= plotlyLook();
		return layout;
	};
	retint.push((view) => {
		if (view instanceof Plotly && view._rendered && view.model.layout.template == null) window.Plotly.relayout(view.container, {template: plotlyLook()});
	});

	const Perspective = kind("panel.models.perspective.Perspective");
	const tintPerspective = (view) => {
		view.model.setv({theme: root.dataset.theme === "dark" ? "pro-dark" : "pro"}, {sync: false, silent: !view._loaded});
	};
	const beginPerspective = Perspective.prototype.initialize;
	Perspective.prototype.initialize = function () {
		beginPerspective.call(this);
		this.panelgo_tinted = !this.model.properties.theme.dirty;
		if (this.panelgo_tinted) tintPerspective(this);
	};
	retint.push((view) => { if (view instanceof Perspective && view.panelgo_tinted) tintPerspective(view); });
})();
