package main

// origin says which files of an npm package are served, and below which path.
type origin struct {
	pkg  string // npm package
	dir  string // directory in it
	only string // regular expression of the names served, relative to dir
	to   string // path below /static/
}

const (
	panel   = "extensions/panel"
	bundled = panel + "/bundled"
	react   = "react" // CommonJS, served as ES modules
)

// sources is all that is served. What Panel's package lacks because it publishes scripts and styles
// only (fonts, WebAssembly, icons, Vega, Vizzu) comes from the packages themselves, at the versions
// that Panel 1.9.4 names.
//
// Left out on purpose: Mapbox GL JS, whose licence does not allow passing it on (MapLibre GL is
// served), and the libraries of Panel's Python templates (Bootstrap, jQuery, Material, FAST,
// reveal.js), which nothing here loads.
var sources = []origin{
	{"@bokeh/bokehjs", "build/js", `bokeh(-gl|-widgets|-tables|-mathjax|-api)?\.min\.js`, "js"},

	{"@holoviz/panel", "dist", `panel\.min\.js|css/.+`, panel},
	{"@holoviz/panel", "dist/bundled", `theme/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `abstractvtkplot/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `aceplot/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `datatabulator/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `deckglplot/(@deck|@loaders|deck|h3-js|maplibre).+`, bundled},
	{"@holoviz/panel", "dist/bundled", `echarts/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `filedropper/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `floatpanel/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `gridstack/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `jsoneditor/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `katex/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `modal/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `notificationarea/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `perspective/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `plotlyplot/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `quillinput/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `reactiveesm/.+`, bundled},
	{"@holoviz/panel", "dist/bundled", `terminal/.+`, bundled},

	{"@finos/perspective", "dist/wasm", `.+\.wasm`, bundled + "/perspective/@finos/perspective@3.8.0/dist/wasm"},
	{"@finos/perspective-viewer", "dist/wasm", `.+\.wasm`, bundled + "/perspective/@finos/perspective-viewer@3.8.0/dist/wasm"},
	{"jsoneditor", "dist/img", `.+\.svg`, bundled + "/jsoneditor/jsoneditor@10.2.0/dist/img"},
	{"katex", "dist/fonts", `.+\.woff2`, bundled + "/katex/katex@0.16.22/dist/fonts"},
	{"../own", "spinners", `.+\.svg`, panel + "/assets"}, // drawn here: the package has the style that shows them only
	{"../own", ".", `[a-z-]+\.(css|js)`, "own"},
	{"vega", "build", `vega\.min\.js`, bundled + "/vegaplot/vega@6.1.2/build"},
	{"vega-embed", "build", `vega-embed\.min\.js`, bundled + "/vegaplot/vega-embed@7.0.2/build"},
	{"vega-lite", "build", `vega-lite\.min\.js`, bundled + "/vegaplot/vega-lite@6.3.0/build"},
	{"vizzu", "dist", `vizzu\.min\.js|cvizzu\.wasm`, bundled + "/vizzuchart/vizzu@0.17.1/dist"},
	{"react", "cjs", `react(-jsx-runtime)?\.production\.min\.js`, react},
	{"react-dom", "cjs", `react-dom\.production\.min\.js`, react},
	{"scheduler", "cjs", `scheduler\.production\.min\.js`, react},
}
