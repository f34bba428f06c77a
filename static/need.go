package static

// Need is a set of parts of the front end: what a page must load for the models of its document.
// The zero value is BokehJS's core, which every page has.
type Need uint32

// The parts. All but the first four, GridStack and the last four come with Panel's bundle, which
// comes with widgets and tables.
const (
	Widgets Need = 1 << iota
	Tables
	WebGL // plots with output_backend webgl
	MathJax
	Panel
	Ace
	Dialog
	DeckGL
	ECharts
	ESM
	FilePond
	FloatPanel
	GridStack
	JSONEditor
	KaTeX
	Notyf
	Perspective
	Plotly
	Quill
	Tabulator
	Terminal
	Vega
	Vizzu
	VTK
	Swipe
	React
	Links // panelgo's own callbacks
	Page  // the models of package document/page
	Eval  // a model that compiles text as JavaScript, which a page's security policy has to allow
)

// NeedOf is what a model needs, by the name that it has on the wire (Slider,
// panel.models.ace.AcePlot).
func NeedOf(model string) Need { return needs[model] }

// Has reports whether the set holds all parts of another.
func (n Need) Has(part Need) bool { return n&part == part }

// Resources is what a page loads, in this order: styles, scripts, modules.
type Resources struct {
	Styles  []File
	Scripts []File
	Modules []Module
	Imports []Import
}

// Import is a file that the modules of authors import by a bare name (react).
type Import struct {
	File
	Name string
}

// Module is a script of type module. The page binds what it exports by default to a global name,
// where Panel's models look for it.
type Module struct {
	File
	Global string // empty: loaded for its effect
}

// Resources lists the files of the parts, third parties' before Bokeh's, Panel's and ours. A file
// that is not there (Ready says so) is left out.
func (n Need) Resources() Resources {
	var r Resources
	for _, p := range libraries {
		if !n.Has(p.need) {
			continue
		}
		r.Styles = append(r.Styles, lookAll(p.styles)...)
		r.Scripts = append(r.Scripts, lookAll(p.scripts)...)
		for _, m := range p.modules {
			if f, ok := Lookup(bundled + m.path); ok {
				r.Modules = append(r.Modules, Module{f, m.name})
			}
		}
		for _, m := range p.imports {
			if f, ok := Lookup(m.path); ok {
				r.Imports = append(r.Imports, Import{f, m.name})
			}
		}
	}
	for _, b := range bundles {
		if f, ok := Lookup(b.path); ok && n.Has(b.need) {
			r.Scripts = append(r.Scripts, f)
		}
	}
	return r
}

func lookAll(paths []string) []File {
	var files []File
	for _, p := range paths {
		if f, ok := Lookup(bundled + p); ok {
			files = append(files, f)
		}
	}
	return files
}

// bundles are BokehJS's, Panel's and panelgo's own scripts in the order in which they must run.
var bundles = []struct {
	need Need
	path string
}{
	{0, "js/bokeh.min.js"},
	{WebGL, "js/bokeh-gl.min.js"},
	{Widgets, "js/bokeh-widgets.min.js"},
	{Tables, "js/bokeh-tables.min.js"},
	{MathJax, "js/bokeh-mathjax.min.js"},
	{Panel, "extensions/panel/panel.min.js"},
	{Panel, "own/panel.js"},
	{GridStack, "own/gridstack.js"},
	{Swipe, "own/swipe.js"},
	{Links, "own/links.js"},
	{Page, "own/models.js"},
	{ESM, "own/esm.js"},
}
