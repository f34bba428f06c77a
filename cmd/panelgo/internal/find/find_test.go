package find_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

const entry = "import \"github.com/panelgo/panelgo\"\n\nfunc App(doc *panelgo.Document) error { return nil }\n"

// tree writes files and makes their folder the working one.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

func TestWordsFindApps(t *testing.T) {
	app := "package main\n\n" + entry
	dir := tree(t, map[string]string{
		"a.go":             app,
		"a=b.go":           app,
		"my app.go":        app,
		"sales_windows.go": app,
		"tagged.go":        "//go:build never\n\n" + app,
		"crlf.go":          strings.ReplaceAll("\ufeff"+app, "\n", "\r\n"),
		"board/app.go":     app,
		"board/more.go":    "package main\n",
		"board/a_test.go":  "package main\n\nfunc App() {}\n",
		"shelf/one/app.go": app,
		"shelf/two/x.go":   app,
		"shelf/lib/lib.go": "package lib\n",
		"shelf/.git/x.go":  app,
		"shelf/prog/m.go":  "package main\n\nfunc main() {}\n",
		"shelf/notes.txt":  "",
		"mixed/a.go":       app,
		"mixed/b.go":       "package other\n\n" + entry,
		"prog/main.go":     "package main\n\nfunc main() { serve() }\n",
		"prog/serve.go":    "package main\n\nfunc serve() {}\n",
		"prog/sub/app.go":  app,
		"both/home.go":     app,
		"both/part/app.go": app,
		"both/lib/lib.go":  "package lib\n",
	})
	if err := os.Symlink("board", "link"); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		words []string
		want  []string // slug: files
	}{
		"a file":                          {[]string{"a.go"}, []string{"a: a.go"}},
		"a name with =":                   {[]string{"a=b.go"}, []string{"a=b: a=b.go"}},
		"a name for a name with =":        {[]string{"x=a=b.go"}, []string{"x: a=b.go"}},
		"a space":                         {[]string{"my app.go"}, []string{"my-app: my app.go"}},
		"a file meant for another system": {[]string{"sales_windows.go"}, []string{"sales_windows: sales_windows.go"}},
		"a file behind a tag":             {[]string{"tagged.go"}, []string{"tagged: tagged.go"}},
		"a byte order mark":               {[]string{"crlf.go"}, []string{"crlf: crlf.go"}},
		"a package":                       {[]string{"board"}, []string{"board: board/app.go board/more.go"}},
		"a file of a package":             {[]string{"board/app.go"}, []string{"app: board/app.go"}},
		"a link":                          {[]string{"link"}, []string{"board: board/app.go board/more.go"}},
		"a shelf":                         {[]string{"shelf"}, []string{"one: shelf/one/app.go", "two: shelf/two/x.go"}},
		"app files of several packages":   {[]string{"mixed"}, []string{"a: mixed/a.go", "b: mixed/b.go"}},
		"a program":                       {[]string{"prog"}, []string{": prog/main.go prog/serve.go"}},
		"an app file and app folders":     {[]string{"both"}, []string{"both: both/home.go", "part: both/part/app.go"}},
		"several words":                   {[]string{"a.go", "x=board", "shelf"}, []string{"a: a.go", "x: board/app.go board/more.go", "one: shelf/one/app.go", "two: shelf/two/x.go"}},
	} {
		t.Run(name, func(t *testing.T) {
			apps, err := find.Apps(row.words)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, app := range apps {
				files := make([]string, len(app.Files))
				for i, file := range app.Files {
					files[i], _ = filepath.Rel(dir, file)
				}
				got = append(got, fmt.Sprintf("%s: %s", app.Slug, strings.Join(files, " ")))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestAnEntryOfAnotherShapeIsPointedAt(t *testing.T) {
	tree(t, map[string]string{
		"none.go":    "package a\n\nfunc App() {}\n",
		"value.go":   "package a\n\nfunc App(doc panelgo.Document) error { return nil }\n",
		"two.go":     "package a\n\nfunc App(a, b *panelgo.Document) error { return nil }\n",
		"generic.go": "package a\n\nfunc App[T any](doc *T) error { return nil }\n",
		"result.go":  "package a\n\nfunc App(doc *panelgo.Document) (int, error) { return 0, nil }\n",
		"dir/app.go": "package a\n\nfunc App() {}\n",
	})
	for _, word := range []string{"none.go", "value.go", "two.go", "generic.go", "result.go", "dir"} {
		_, err := find.Apps([]string{word})
		var syntax *find.SyntaxError
		if !errors.As(err, &syntax) || !strings.HasSuffix(err.Error(), ".go:3:6: App must be declared as func App(doc *panelgo.Document) error") {
			t.Errorf("%s: %v", word, err)
		}
	}
}

func TestAMethodIsNoEntry(t *testing.T) {
	tree(t, map[string]string{"a.go": "package a\n\ntype T struct{}\n\nfunc (T) App(doc *panelgo.Document) error { return nil }\n"})
	if _, err := find.Apps([]string{"a.go"}); err == nil || !strings.Contains(err.Error(), "has no App function") {
		t.Errorf("got %v", err)
	}
}
