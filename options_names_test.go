package panelgo_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
)

// TestOptionsAreOneReadableLiteral walks the struct with its groups: nothing is embedded, each field
// is named as its flag, and each says in a comment what counts without it.
func TestOptionsAreOneReadableLiteral(t *testing.T) {
	var walk func(of reflect.Type)
	walk = func(of reflect.Type) {
		comments := fieldComments(t, strings.TrimPrefix(strings.TrimPrefix(of.PkgPath(), module), "/"), of.Name())
		for f := range of.Fields() {
			name := of.String() + "." + f.Name
			comment := comments[f.Name]
			if !strings.HasPrefix(comment, f.Name+" ") {
				t.Errorf("%s: its comment does not begin with its name: %q", name, comment)
			}
			_, option := f.Tag.Lookup("help")
			switch {
			case f.Anonymous:
				t.Errorf("%s is embedded, which a literal cannot leave out", name)
			case f.Type.Kind() == reflect.Struct && !option:
				walk(f.Type)
			case option:
				said := strings.ToLower(comment)
				if !strings.Contains(said, "default") && !strings.Contains(comment, "means "+f.Tag.Get("default")+",") {
					t.Errorf("%s: its comment does not say what counts by default", name)
				}
				flag := f.Tag.Get("name")
				if flag != "" && strings.ReplaceAll(flag, "-", "") != strings.ToLower(f.Name) {
					t.Errorf("%s is not named as its flag --%s", name, flag)
				}
			}
		}
	}
	walk(reflect.TypeFor[panelgo.Options]())
}

// fieldComments reads the comments above a struct's fields.
func fieldComments(t *testing.T, dir, name string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != name {
				return true
			}
			if fields, ok := spec.Type.(*ast.StructType); ok {
				for _, f := range fields.Fields.List {
					for _, id := range f.Names {
						comments[id.Name] = strings.ReplaceAll(f.Doc.Text(), "\n", " ")
					}
				}
			}
			return false
		})
	}
	return comments
}
