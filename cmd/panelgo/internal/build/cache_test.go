package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

// bench is a user's tree with a panelgo that links in a moment.
type bench struct {
	*testing.T
	dir   string
	cache *build.Cache
	words []string
	src   build.Source
}

const appText = `package main

import (
	"embed"

	"github.com/panelgo/panelgo"

	"example.com/user/lib"
)

//go:embed data
var data embed.FS

func App(doc *panelgo.Document) error {
	_, err := data.ReadFile("data/" + lib.Word)
	return err
}
`

func newBench(t *testing.T) *bench {
	t.Helper()
	t.Setenv("PANELGO_CACHE", filepath.Join(t.TempDir(), "cache"))
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "")
	cache, err := build.OpenCache()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{T: t, dir: dir, cache: cache, words: []string{filepath.Join(dir, "user", "app.go")}}
	b.write("panelgo/go.mod", "module github.com/panelgo/panelgo\n\ngo 1.26.0\n")
	b.write("panelgo/panelgo.go", "package panelgo\n\ntype Document struct{}\ntype App func(*Document) error\ntype Apps map[string]App\n"+
		"type Options struct{}\n\nfunc Serve(Apps, Options) error { return nil }\n")
	b.write("user/go.mod", "module example.com/user\n\ngo 1.26.0\n\nrequire github.com/panelgo/panelgo v0.0.0\n\nreplace github.com/panelgo/panelgo => ../panelgo\n")
	b.write("user/app.go", appText)
	b.write("user/lib/lib.go", "package lib\n\nconst Word = \"word\"\n")
	b.write("user/lib/lib_test.go", "package lib\n")
	b.write("user/data/a.txt", "a")
	b.write("user/other.go", "package other\n")
	return b
}

func (b *bench) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

func (b *bench) write(name, text string) {
	b.Helper()
	if err := os.MkdirAll(filepath.Dir(b.path(name)), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(b.path(name), []byte(text), 0o644); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) read(name string) string {
	b.Helper()
	text, err := os.ReadFile(b.path(name))
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}

// build returns the program, and whether it had to be made.
func (b *bench) build() (binary string, made bool, err error) {
	b.Helper()
	apps, err := find.Apps(b.words)
	if err != nil {
		return "", false, err
	}
	plan, err := build.NewPlan(apps, b.src)
	if err != nil {
		return "", false, err
	}
	result, err := b.cache.Build(b.Context(), plan, func() { made = true })
	return result.Binary, made, err
}

func (b *bench) mustBuild() (string, bool) {
	b.Helper()
	binary, made, err := b.build()
	if err != nil {
		b.Fatal(err)
	}
	return binary, made
}

func TestOnlyWhatCanChangeTheProgramMakesItAnew(t *testing.T) {
	b := newBench(t)
	first, made := b.mustBuild()
	if !made {
		t.Fatal("the first build came out of an empty cache")
	}
	for _, row := range []struct {
		name   string
		change func()
		anew   bool
	}{
		{"nothing", func() {}, false},
		{"a file of the same folder that is not named", func() { b.write("user/other.go", "package other // changed\n") }, false},
		{"a test", func() { b.write("user/lib/lib_test.go", "package lib // changed\n") }, false},
		{"the app", func() { b.write("user/app.go", b.read("user/app.go")+"// changed\n") }, true},
		{"a package of the module", func() { b.write("user/lib/lib.go", "package lib\n\nconst Word = \"new\"\n") }, true},
		{"a new file in a package", func() { b.write("user/lib/more.go", "package lib\n") }, true},
		{"a new test in a package", func() { b.write("user/lib/more_test.go", "package lib\n") }, false},
		{"an embedded file", func() { b.write("user/data/a.txt", "b") }, true},
		{"a new embedded file", func() { b.write("user/data/b.txt", "b") }, true},
		{"the replaced panelgo", func() { b.write("panelgo/panelgo.go", b.read("panelgo/panelgo.go")+"// changed\n") }, true},
		{"go.mod", func() { b.write("user/go.mod", b.read("user/go.mod")+"// changed\n") }, true},
		{"a go.work that appears", func() { b.write("go.work", "go 1.26.0\n\nuse (\n\t./user\n\t./panelgo\n)\n") }, true},
		{"build settings", func() { t.Setenv("GOFLAGS", "-tags=special") }, true},
		{"settings of a running program", func() { t.Setenv("GOMAXPROCS", "2") }, false},
	} {
		row.change()
		if _, made := b.mustBuild(); made != row.anew {
			t.Errorf("%s: made anew %v, want %v", row.name, made, row.anew)
		}
	}
	if _, err := os.Stat(first); !os.IsNotExist(err) {
		t.Errorf("more than three programs of the app are kept: %v", err)
	}
}

func TestAnEarlierStateIsStillThere(t *testing.T) {
	b := newBench(t)
	before := b.read("user/lib/lib.go")
	first, _ := b.mustBuild()
	b.write("user/lib/lib.go", before+"// changed\n")
	second, _ := b.mustBuild()
	b.write("user/lib/lib.go", before)
	third, made := b.mustBuild()
	if made || third != first || second == first {
		t.Errorf("made %v: %s, %s, %s", made, first, second, third)
	}
}

func TestTwoCommandsBuildOnce(t *testing.T) {
	b := newBench(t)
	var all sync.WaitGroup
	var made [4]bool
	for i := range made {
		all.Go(func() { _, made[i], _ = b.build() })
	}
	all.Wait()
	count := 0
	for _, one := range made {
		if one {
			count++
		}
	}
	if count != 1 {
		t.Errorf("%d of 4 commands built", count)
	}
}

func TestAFailedBuildLeavesNothingAndIsTriedAgain(t *testing.T) {
	b := newBench(t)
	good := b.read("user/lib/lib.go")
	b.write("user/lib/lib.go", "package lib\n\nconst Word = nowhere\n")
	_, _, err := b.build()
	failure := build.Explain(err)
	want := build.Diagnostic{File: b.path("user/lib/lib.go"), Line: 3, Column: 14, Message: "undefined: nowhere"}
	if len(failure.Places) != 1 || failure.Places[0] != want {
		t.Fatalf("got %+v, want %+v", failure, want)
	}
	b.write("user/lib/lib.go", good)
	if _, made := b.mustBuild(); !made {
		t.Error("nothing was made")
	}
	left, err := os.ReadDir(filepath.Join(os.Getenv("PANELGO_CACHE"), "tmp"))
	if err != nil || len(left) > 0 {
		t.Errorf("left in tmp: %v %v", left, err)
	}
}

func TestTheCacheIsClosedToOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	t.Setenv("PANELGO_CACHE", dir)
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := build.OpenCache(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestWithoutAToolchainThereAreWaysOut(t *testing.T) {
	b := newBench(t)
	t.Setenv("PATH", b.dir)
	t.Setenv("GOROOT", "")
	build.SetInstalled(t)
	_, _, err := b.build()
	if err == nil || !strings.Contains(err.Error(), "there is no go command here. Three ways out:") {
		t.Errorf("got %v", err)
	}
}
