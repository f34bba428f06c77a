package panelgo_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

const module = "github.com/panelgo/panelgo"

// floors says on which floor each room lies: a room imports only rooms on floors below its own. The
// longest prefix counts, so a folder inside a room lies where the room does unless it is named
// here.
var floors = map[string]int{
	"cmd/panelgo":              5,
	".":                        4,
	"document/form":            4,
	"document/chat":            4,
	"server/servertest":        4,
	"server/servertest/chrome": 4,
	"server":                   3,
	"document/widgets":         3,
	"document/layout":          3,
	"document/pane":            3,
	"document/plot":            3,
	"document/template":        3,
	"document/reactive":        3,
	"document/page":            3,
	"document/component":       3,
	"document/documenttest":    2,
	"session":                  2,
	"document/models":          2,
	"auth":                     2,
	"auth/devidp":              1,
	"document":                 1,
	"auth/provider":            0,
	"auth/password":            1,
	"auth/store":               0,
	"document/cache":           0,
	"document/internal/cell":   0,
	"document/wire":            0,
	"static":                   0,
	"server/front":             0,
	"server/gallery":           0,
	"server/settings":          0,
	"server/worker":            0,
	"internal/commands":        3,
	"standalone":               0,
	"internal/mac":             0,
	"internal/netlist":         0,
	"internal/rescue":          0,
}

// keys says which rooms may import an outside package, named by its prefix. What is not listed here
// is open to none.
var keys = map[string][]string{
	"github.com/go-chi/chi/v5":        {"server"},
	"github.com/gorilla/websocket":    {"server", "server/servertest"},
	"golang.org/x/oauth2":             {"auth", "auth/provider"},
	"github.com/coreos/go-oidc/v3":    {"auth"},
	"github.com/fernet/fernet-go":     {"auth"},
	"github.com/luikyv/go-oidc":       {"auth/devidp"},
	"github.com/redis/go-redis/v9":    {"auth/store"},
	"golang.org/x/crypto":             {"auth/password"},
	"golang.org/x/crypto/x509roots":   {"standalone", "cmd/panelgo"},
	"github.com/alecthomas/kong":      {"cmd/panelgo", "internal/commands", "."},
	"github.com/fsnotify/fsnotify":    {"cmd/panelgo"},
	"github.com/rogpeppe/go-internal": {"auth/store", "cmd/panelgo"},
	"golang.org/x/image":              {"document/widgets"},
	"golang.org/x/term":               {"internal/commands"},
	"golang.org/x/mod":                {"cmd/panelgo"},
	"go.yaml.in/yaml/v3":              {"server/settings"},
	"github.com/petermattis/goid":     {"document"},
	"github.com/ncruces/go-strftime":  {"document/internal/cell"},
	"github.com/maypok86/otter/v2":    {"document/cache"},
	"github.com/chromedp":             {"server/servertest/chrome"},
	"github.com/yuin":                 {"document/pane"},
	"github.com/alecthomas/chroma/v2": {"document/pane"},
	"github.com/microcosm-cc":         {"document/pane", "document/widgets"},
	"net/http":                        {"server", "server/servertest", "auth", "auth/provider", "auth/devidp", ".", "cmd/panelgo"},
}

// apart lists pairs of rooms of which neither may know the other, though the floors would allow it.
var apart = [][2]string{{"session", "auth"}, {"document", "auth"}, {"server", "document/models"}}

// workshops build the product and are not part of it: they may import what they like, and no room
// imports them.
var workshops = []string{"document/internal/modelgen", "static/internal/prepare", "internal/release"}

// room is the entry of floors that a folder belongs to.
func room(dir string) string {
	for at := dir; ; at = path.Dir(at) {
		if _, ok := floors[at]; ok || at == "." {
			return at
		}
	}
}

func TestRoomsImportOnlyDownwards(t *testing.T) {
	eachFile(t, func(file, dir string, imports []string) {
		from := room(dir)
		for _, target := range imports {
			inside, ok := strings.CutPrefix(target, module)
			if !ok {
				continue
			}
			inside = path.Clean(strings.TrimPrefix(inside, "/"))
			to := room(inside)
			if to == from {
				continue
			}
			if floors[to] >= floors[from] {
				t.Errorf("%s: %s (floor %d) imports %s (floor %d)", file, from, floors[from], to, floors[to])
			}
			if slices.Contains(workshops, inside) {
				t.Errorf("%s imports the workshop %s", file, inside)
			}
			for _, pair := range apart {
				if pair == [2]string{from, to} || pair == [2]string{to, from} {
					t.Errorf("%s: %s and %s must not know each other", file, from, to)
				}
			}
		}
	})
}

func TestOutsidePackagesAreOpenedWithTheirKey(t *testing.T) {
	used := map[string]bool{}
	eachFile(t, func(file, dir string, imports []string) {
		for _, target := range imports {
			first, _, _ := strings.Cut(target, "/")
			if target == module || strings.HasPrefix(target, module+"/") || !strings.Contains(first, ".") && target != "net/http" {
				continue
			}
			key := ""
			for prefix := range keys {
				if (target == prefix || strings.HasPrefix(target, prefix+"/")) && len(prefix) > len(key) {
					key = prefix
				}
			}
			used[key] = true
			if key == "" || !slices.Contains(keys[key], room(dir)) {
				t.Errorf("%s: the room %s has no key for %s", file, room(dir), target)
			}
		}
	})
	for key := range keys {
		if !used[key] {
			t.Errorf("nobody uses the key for %s any more", key)
		}
	}
}

func TestEveryRoomIntroducesItself(t *testing.T) {
	seen := map[string]bool{}
	eachFile(t, func(file, dir string, _ []string) {
		seen[dir] = seen[dir] || filepath.Base(file) == "doc.go"
	})
	for dir, ok := range seen {
		if _, isRoom := floors[dir]; isRoom && !ok && dir != "cmd/panelgo" {
			t.Errorf("%s has no doc.go", dir)
		}
	}
}

// eachFile visits the product's own Go files: tests, examples, test data and workshops are left
// out.
func eachFile(t *testing.T, visit func(file, dir string, imports []string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, dir := entry.Name(), path.Dir(filepath.ToSlash(file))
		if entry.IsDir() {
			if file != "." && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules" || name == "docs" || slices.Contains(workshops, filepath.ToSlash(file))) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		var imports []string
		for _, spec := range parsed.Imports {
			target, _ := strconv.Unquote(spec.Path.Value)
			imports = append(imports, target)
		}
		visit(file, dir, imports)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Bounds on what a reader has to hold in mind at once, in lines.
const (
	fileBound     = 400
	functionBound = 60
)

func TestBoundsOnFilesAndFunctions(t *testing.T) {
	eachFile(t, func(file, _ string, _ []string) {
		if strings.HasSuffix(file, "_gen.go") {
			return
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		if n := set.File(parsed.Pos()).LineCount(); n > fileBound {
			t.Errorf("%s has %d lines, more than %d", file, n, fileBound)
		}
		for _, decl := range parsed.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			if n := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1; n > functionBound {
				t.Errorf("%s: %s has %d lines, more than %d", file, f.Name.Name, n, functionBound)
			}
		}
	})
}

// commentBound is the width of a line that holds a comment alone, in columns; a tab counts as four.
const commentBound = 100

func TestBoundsOnComments(t *testing.T) {
	eachFile(t, func(file, _ string, _ []string) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			comment, ok := strings.CutPrefix(strings.TrimLeft(line, "\t"), "// ")
			if !ok || strings.HasPrefix(comment, "  ") || strings.HasPrefix(comment, "\t") || strings.HasPrefix(comment, "#") || strings.HasPrefix(comment, "|") ||
				strings.HasPrefix(comment, "{") {
				continue // code, a list, a table, or a value as it is
			}
			if width := utf8.RuneCountInString(strings.ReplaceAll(line, "\t", "    ")); width > commentBound {
				t.Errorf("%s:%d: a comment is %d columns wide, more than %d", file, i+1, width, commentBound)
			}
		}
	})
}
