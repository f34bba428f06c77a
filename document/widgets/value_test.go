package widgets_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"strings"
	"testing"
)

// TestAValueHasOneType reads the package's source: what Value returns is what SetValue takes and
// what OnChange hands on, so that every widget that visitors change and programs set is a
// reactive.Settable.
func TestAValueHasOneType(t *testing.T) {
	methods := map[string]map[string]*ast.FuncType{}
	for _, folder := range []string{".", "richtext"} {
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if name := f.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				readMethods(t, folder+"/"+name, methods)
			}
		}
	}
	settable := 0
	for name, m := range methods {
		if m["Value"] == nil {
			if m["SetValue"] != nil {
				t.Errorf("%s has SetValue and no Value", name)
			}
			continue
		}
		want := list(m["Value"].Results)
		if set := m["SetValue"]; set != nil {
			settable++
			if got := list(set.Params); got != want || set.Results != nil {
				t.Errorf("%s: Value is a %s, SetValue takes %s and returns %s", name, want, got, list(set.Results))
			}
		}
		if on := m["OnChange"]; on == nil && name != "StaticText" || on != nil && list(on.Params) != "func("+want+")" {
			t.Errorf("%s: Value is a %s, and OnChange is not of that", name, want) // no visitor changes a StaticText
		}
	}
	if settable < 40 {
		t.Errorf("%d widgets have been found", settable)
	}
}

// readMethods collects the methods of a file by their type and name.
func readMethods(t *testing.T, path string, into map[string]map[string]*ast.FuncType) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil {
			continue
		}
		of := types.ExprString(f.Recv.List[0].Type)
		if into[of] == nil {
			into[of] = map[string]*ast.FuncType{}
		}
		into[of][f.Name.Name] = f.Type
	}
}

// list is the types of parameters or results, without their names.
func list(fields *ast.FieldList) string {
	if fields == nil {
		return ""
	}
	var all []string
	for _, f := range fields.List {
		one := types.ExprString(f.Type)
		if fun, ok := f.Type.(*ast.FuncType); ok {
			one = "func(" + list(fun.Params) + ")"
		}
		for range max(1, len(f.Names)) {
			all = append(all, one)
		}
	}
	return strings.Join(all, ", ")
}
