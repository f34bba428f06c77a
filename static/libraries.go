package static

const bundled = "extensions/panel/bundled/"

// library is what a part of the front end loads from third parties, by path below bundled.
type library struct {
	need    Need
	styles  []string
	scripts []string
	modules []module
	imports []module // what scripts may import by a bare name, by path below /static/
}

type module struct{ path, name string }

const (
	perspective = "perspective/@finos/perspective"
	floatPanel  = "floatpanel/jspanel4@4.12.0/dist/"
	deckGL      = "deckglplot/"
	filePond    = "filedropper/filepond"
	ace         = "aceplot/ace-builds@1.40.1/src-min-noconflict/"
)

// libraries name the files that the models of Panel 1.9.4 declare for themselves, in the order in
// which they must run.
var libraries = []library{
	{need: Ace, scripts: []string{ace + "ace.js", ace + "ext-language_tools.js", ace + "ext-modelist.js"}},
	{need: Dialog, scripts: []string{"modal/a11y-dialog@7/dist/a11y-dialog.min.js"}},
	{
		need:   DeckGL,
		styles: []string{deckGL + "maplibre-gl@4.4.1/dist/maplibre-gl.css"},
		scripts: []string{
			deckGL + "h3-js@4.1.0/dist/h3-js.umd.js", deckGL + "deck.gl@9.1.14/dist.min.js", deckGL + "@deck.gl/json@9.1.14/dist.min.js",
			deckGL + "@loaders.gl/csv@4.2.2/dist/dist.min.js", deckGL + "@loaders.gl/json@4.2.2/dist/dist.min.js",
			deckGL + "@loaders.gl/3d-tiles@4.2.2/dist/dist.min.js", deckGL + "maplibre-gl/dist/maplibre-gl.js",
			deckGL + "@deck.gl/carto@^9.1.14/dist.min.js",
		},
	},
	{need: ECharts, scripts: []string{"echarts/echarts@6.0.0/dist/echarts.min.js", "echarts/echarts-gl@2.0.9/dist/echarts-gl.min.js"}},
	{need: ESM, scripts: []string{"reactiveesm/es-module-shims@^1.10.0/dist/es-module-shims.min.js"}},
	{
		need: FilePond,
		styles: []string{
			filePond + "@^4/dist/filepond.css", filePond + "-plugin-image-preview/dist/filepond-plugin-image-preview.css",
			filePond + "-plugin-pdf-preview/dist/filepond-plugin-pdf-preview.css",
		},
		scripts: []string{
			filePond + "-plugin-image-preview/dist/filepond-plugin-image-preview.js",
			filePond + "-plugin-file-validate-size/dist/filepond-plugin-file-validate-size.js",
			filePond + "-plugin-file-validate-type/dist/filepond-plugin-file-validate-type.js",
			filePond + "-plugin-pdf-preview/dist/filepond-plugin-pdf-preview.min.js", filePond + "@^4/dist/filepond.min.js",
		},
	},
	{
		need:   FloatPanel,
		styles: []string{floatPanel + "jspanel.css"},
		scripts: []string{
			floatPanel + "jspanel.js", floatPanel + "extensions/modal/jspanel.modal.js", floatPanel + "extensions/tooltip/jspanel.tooltip.js",
			floatPanel + "extensions/hint/jspanel.hint.js", floatPanel + "extensions/layout/jspanel.layout.js",
			floatPanel + "extensions/contextmenu/jspanel.contextmenu.js", floatPanel + "extensions/dock/jspanel.dock.js",
		},
	},
	{
		need:    GridStack,
		styles:  []string{"gridstack/gridstack@7.2.3/dist/gridstack.min.css", "gridstack/gridstack@7.2.3/dist/gridstack-extra.min.css"},
		scripts: []string{"gridstack/gridstack@7.2.3/dist/gridstack-all.js"},
	},
	{
		need:    JSONEditor,
		styles:  []string{"jsoneditor/jsoneditor@10.2.0/dist/jsoneditor.min.css"},
		scripts: []string{"jsoneditor/jsoneditor@10.2.0/dist/jsoneditor.min.js"},
	},
	{
		need:    KaTeX,
		styles:  []string{"katex/katex@0.16.22/dist/katex.min.css"},
		scripts: []string{"katex/katex@0.16.22/dist/katex.min.js", "katex/katex@0.16.22/dist/contrib/auto-render.min.js"},
	},
	{need: React, imports: []module{
		{"react/react.production.min.js", "react"},
		{"react/react-jsx-runtime.production.min.js", "react/jsx-runtime"},
		{"react/react-dom.production.min.js", "react-dom"},
		{"own/react-dom-client.js", "react-dom/client"},
		{"react/scheduler.production.min.js", "scheduler"},
	}},
	{need: Notyf, styles: []string{"notificationarea/notyf@3/notyf.min.css"}, scripts: []string{"notificationarea/notyf@3/notyf.min.js"}},
	{
		need: Perspective,
		modules: []module{
			{perspective + "@3.8.0/dist/cdn/perspective.js", "perspective"},
			{perspective + "-viewer@3.8.0/dist/cdn/perspective-viewer.js", "perspective_viewer"},
			{perspective + "-viewer-datagrid@3.8.0/dist/cdn/perspective-viewer-datagrid.js", ""},
			{perspective + "-viewer-d3fc@3.8.0/dist/cdn/perspective-viewer-d3fc.js", ""},
		},
		styles: []string{perspective + "-viewer@3.8.0/dist/css/themes.css"},
	},
	{need: Plotly, styles: []string{"plotlyplot/maplibre-gl@4.4.1/dist/maplibre-gl.css"}, scripts: []string{"plotlyplot/plotly-3.1.0.min.js"}},
	{
		need:    Quill,
		styles:  []string{"quillinput/quill@2.0.2/dist/quill.bubble.css", "quillinput/quill@2.0.2/dist/quill.snow.css"},
		scripts: []string{"quillinput/quill@2.0.2/dist/quill.js"},
	},
	{
		need:    Tabulator,
		styles:  []string{"datatabulator/tabulator-tables@6.4.0/dist/css/tabulator_simple.min.css"},
		scripts: []string{"datatabulator/tabulator-tables@6.4.0/dist/js/tabulator.min.js", "datatabulator/luxon/build/global/luxon.min.js"},
	},
	{
		need:    Terminal,
		styles:  []string{"terminal/xterm@4.11.0/css/xterm.css"},
		scripts: []string{"terminal/xterm@4.14.1/lib/xterm.js", "terminal/xterm-addon-web-links@0.4.0/lib/xterm-addon-web-links.js"},
	},
	{
		need: Vega,
		scripts: []string{
			"vegaplot/vega@6.1.2/build/vega.min.js", "vegaplot/vega-lite@6.3.0/build/vega-lite.min.js",
			"vegaplot/vega-embed@7.0.2/build/vega-embed.min.js",
		},
	},
	{need: Vizzu, modules: []module{{"vizzuchart/vizzu@0.17.1/dist/vizzu.min.js", "Vizzu"}}},
	{need: VTK, scripts: []string{"abstractvtkplot/vtk.js@30.1.0/vtk.js"}},
}
