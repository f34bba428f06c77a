package static_test

import (
	"testing"

	"github.com/panelgo/panelgo/static"
)

// TestWantsEveryFileThatAPageNames holds for each part alone, so that a program with this part's
// files can show its models.
func TestWantsEveryFileThatAPageNames(t *testing.T) {
	for part := static.Widgets; part <= static.Eval; part <<= 1 {
		r := part.Resources()
		files := append(r.Styles, r.Scripts...)
		for _, m := range r.Modules {
			files = append(files, m.File)
		}
		for _, m := range r.Imports {
			files = append(files, m.File)
		}
		for _, f := range append(files, static.Own()...) {
			if !part.Wants(f.Path) {
				t.Errorf("part %b asks for %s, and does not want it", part, f.Path)
			}
		}
		if err := part.Complete(); err != nil {
			t.Error(err)
		}
	}
}

func TestWantsNothingOfOtherParts(t *testing.T) {
	for path, want := range map[string]static.Need{
		"extensions/panel/bundled/aceplot/ace-builds@1.40.1/src-min-noconflict/mode-golang.js": static.Ace,
		"extensions/panel/bundled/plotlyplot/plotly-3.1.0.min.js":                              static.Plotly,
		"extensions/panel/panel.min.js":                                                        static.Panel,
		"js/bokeh-mathjax.min.js":                                                              static.MathJax,
		"react/react.production.min.js":                                                        static.React,
	} {
		if static.Need(0).Wants(path) || (^want).Wants(path) || !want.Wants(path) {
			t.Errorf("%s is wanted by others than those who need it", path)
		}
	}
	for _, path := range []string{"js/bokeh.min.js", "own/theme.css", "own/notices.js", "extensions/panel/bundled/theme/default.css", "extensions/panel/css/alerts.css"} {
		if !static.Need(0).Wants(path) {
			t.Errorf("%s belongs to all pages, and is not wanted", path)
		}
	}
}
