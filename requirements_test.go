package panelgo_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// groups are the blocks of go.mod, by the beginning of the comment above each.
var groups = []string{"What the product needs", "What only tests", "What only examples"}

// TestWhoImportsPanelgoDownloadsWhatTheProductNeedsAlone holds the blocks of go.mod to what the
// packages of each kind import. An importer downloads a module only if a package of it is imported.
func TestWhoImportsPanelgoDownloadsWhatTheProductNeedsAlone(t *testing.T) {
	required := requirements(t)
	var product, tests, all []string
	for _, pkg := range goList(t, "./...") {
		inside := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/")
		if strings.HasPrefix(inside, "docs/") {
			continue
		}
		tests = append(tests, pkg)
		if inside != "server/servertest/chrome" && !slices.Contains(workshops, inside) && !strings.HasPrefix(inside, "static/internal/prepare/") {
			product = append(product, pkg)
		}
	}
	product = modules(t, product...)
	tests = modules(t, append([]string{"-test"}, tests...)...)
	all = modules(t, "-test", "./...")
	for name, group := range required {
		want := groups[0]
		switch {
		case slices.Contains(product, name):
		case slices.Contains(tests, name):
			want = groups[1]
		case slices.Contains(all, name):
			want = groups[2]
		default:
			continue // another system's, or one that raises a version
		}
		if group != want {
			t.Errorf("%s stands in go.mod under %q and belongs under %q", name, group, want)
		}
	}
}

// requirements are the modules that go.mod requires, each with its group.
func requirements(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(mod.Replace)+len(mod.Exclude) > 0 {
		t.Error("go install refuses a module with replace or exclude")
	}
	list := map[string]string{}
	for _, stmt := range mod.Syntax.Stmt {
		block, ok := stmt.(*modfile.LineBlock)
		if !ok || block.Token[0] != "require" {
			continue
		}
		group := ""
		for _, name := range groups {
			if len(block.Before) > 0 && strings.HasPrefix(block.Before[0].Token, "// "+name) {
				group = name
			}
		}
		if group == "" {
			t.Errorf("a block of go.mod says nothing of what needs it: %v", block.Line[0].Token)
		}
		for _, line := range block.Line {
			list[line.Token[0]] = group
		}
	}
	return list
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}

// modules lists the modules whose packages some packages import, directly or not.
func modules(t *testing.T, packages ...string) []string {
	t.Helper()
	return goList(t, append([]string{"-deps", "-f", "{{with .Module}}{{.Path}}{{end}}"}, packages...)...)
}

// TestOneGoGetIsEnough holds requires.go to all that apps may import: a module of which go get has
// not heard stops go run with "missing go.sum entry".
func TestOneGoGetIsEnough(t *testing.T) {
	got := modules(t, "-tags=panelgo_all", ".")
	for _, name := range modules(t, "./document/...", "./server", "./session", "./auth/...") {
		if !slices.Contains(got, name) {
			t.Errorf("go get %s does not bring %s: have requires.go import a package that needs it", module, name)
		}
	}
}
