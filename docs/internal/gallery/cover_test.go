package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// unshown are the constructors that no example uses, and why.
var unshown = map[string]string{
	"pane.NewAudioURL": "as NewAudio, of a file that another server would have to have",
	"pane.NewImageURL": "as NewImage, of a file that another server would have to have",
	"pane.NewPDFURL":   "as NewPDF, of a file that another server would have to have",
	"pane.NewVideoURL": "as NewVideo, of a file that another server would have to have",
	"pane.NewVideo":    "no film ships with the examples",

	"reactive.NewError": "what View and Try show of an error by themselves",
	"reactive.View3":    "as View2, of one more",
	"reactive.View4":    "as View2, of two more",
}

func TestEveryConstructorIsUsedByAnExample(t *testing.T) {
	rooms, err := readRooms("../../../document")
	if err != nil {
		t.Fatal(err)
	}
	used, found := usedByExamples(t), 0
	for name, r := range rooms {
		all := r.Funcs
		for _, typ := range r.Types {
			all = append(all, typ.Funcs...)
		}
		for _, f := range all {
			full := name + "." + f.Name
			if name == "document" || !makes(name, f.Decl) {
				continue
			}
			found++
			switch reason := unshown[full]; {
			case used[full] && reason != "":
				t.Errorf("%s is used by an example: take it from the list", full)
			case !used[full] && reason == "":
				t.Errorf("no example uses %s", full)
			}
			delete(unshown, full)
		}
	}
	for full := range unshown {
		t.Errorf("there is no constructor %s", full)
	}
	if found < 120 {
		t.Errorf("only %d constructors were found", found)
	}
}

// makes tells whether a function makes a component: by its name, or in the rooms of layouts by what
// it returns.
func makes(room string, f *ast.FuncDecl) bool {
	if strings.HasPrefix(f.Name.Name, "New") || strings.HasPrefix(f.Name.Name, "View") {
		return true
	}
	if (room != "layout" && room != "chat") || f.Type.Results == nil {
		return false
	}
	star, ok := f.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	x, ok := star.X.(*ast.SelectorExpr)
	return ok && x.X.(*ast.Ident).Name == "models"
}

// usedByExamples are the names of other packages that examples mention, as in layout.Row.
func usedByExamples(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../../examples/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok {
					used[x.Name+"."+sel.Sel.Name] = true
				}
			}
			return true
		})
	}
	return used
}
