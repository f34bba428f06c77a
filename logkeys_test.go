package panelgo_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"
)

// logCalls are the functions of log/slog whose arguments hold keys.
var logCalls = []string{"Debug", "Info", "Warn", "Error", "DebugContext", "InfoContext", "WarnContext", "ErrorContext", "Log", "With", "Any", "String"}

// TestErrorsAreLoggedAsErr looks at each call that logs: one word for one thing, so that one search
// finds all.
func TestErrorsAreLoggedAsErr(t *testing.T) {
	seen := 0
	eachFile(t, func(file, _ string, _ []string) {
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(logCalls, f.Sel.Name) {
				return true
			}
			for i, arg := range call.Args {
				key, ok := arg.(*ast.BasicLit)
				if !ok || key.Kind != token.STRING || i == len(call.Args)-1 {
					continue
				}
				switch text, _ := strconv.Unquote(key.Value); text {
				case "err":
					seen++
				case "error", "reason_error", "cause":
					t.Errorf("%s: an error is logged as %q: write \"err\"", set.Position(key.Pos()), text)
				}
			}
			return true
		})
	})
	if seen < 10 {
		t.Errorf("%d errors are logged: the test does not see them", seen)
	}
}
