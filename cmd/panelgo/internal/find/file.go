package find

import (
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/panelgo/panelgo/server/gallery"
)

// SyntaxError is a file that the Go parser could not read to the end.
type SyntaxError struct{ List scanner.ErrorList }

func (e *SyntaxError) Error() string {
	lines := make([]string, 0, len(e.List))
	for _, one := range e.List {
		lines = append(lines, fmt.Sprintf("%s:%d:%d: %s", shown(one.Pos.Filename), one.Pos.Line, one.Pos.Column, one.Msg))
	}
	return strings.Join(lines, "\n")
}

// facts are what one file declares that matters here.
type facts struct {
	pkg   string
	app   *ast.FuncDecl
	main  bool
	entry token.Position
	about gallery.Exhibit // of a file that declares App
}

// file makes an app or a program of a single Go file, whatever else lies beside it.
func file(path string) (App, error) {
	if strings.HasSuffix(path, "_test.go") {
		return App{}, fmt.Errorf("%s is a test file, which go build leaves out: name another file", shown(path))
	}
	f, err := read(path)
	if err != nil {
		return App{}, err
	}
	app := App{Dir: filepath.Dir(path), Files: []string{path}, Package: f.pkg, Entry: f.entry, Exhibit: f.about}
	switch {
	case f.pkg == "main" && f.main:
		app.Program = true
	case f.app == nil:
		return App{}, noEntry(path, f)
	default:
		if err := signature(f); err != nil {
			return App{}, err
		}
		app.Slug = slug(strings.TrimSuffix(filepath.Base(path), ".go"))
	}
	app.Builds, err = describe(app.Dir, filepath.Base(path))
	return app, err
}

func read(path string) (facts, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution|parser.ParseComments)
	var syntax scanner.ErrorList
	switch {
	case errors.As(err, &syntax):
		return facts{}, &SyntaxError{syntax}
	case err != nil:
		return facts{}, unreadable(shown(path), err)
	}
	f := facts{pkg: tree.Name.Name}
	for _, decl := range tree.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		switch {
		case !ok || fn.Recv != nil:
		case fn.Name.Name == "App":
			f.app, f.entry = fn, set.Position(fn.Name.Pos())
		case fn.Name.Name == "main":
			f.main = true
		}
	}
	if f.app == nil {
		return f, nil
	}
	f.about, err = gallery.Read(tree)
	if wrong := (*gallery.Error)(nil); errors.As(err, &wrong) {
		return f, &SyntaxError{scanner.ErrorList{{Pos: set.Position(wrong.Comment.Pos()), Msg: wrong.Problem}}}
	}
	return f, nil
}

const example = `	func App(doc *panelgo.Document) error {
		doc.SetTitle("Hello")
		return nil
	}`

func noEntry(path string, f facts) error {
	if f.pkg == "main" {
		return fmt.Errorf("%s has neither an App function nor a main function. Add the function that builds one visitor's page:\n\n%s", shown(path), example)
	}
	return fmt.Errorf("%s has no App function. Add the function that builds one visitor's page:\n\n%s", shown(path), example)
}

// signature looks at the shape alone; whether the types are panelgo's is for the compiler to say.
func signature(f facts) error {
	t := f.app.Type
	_, pointer := first(t.Params).(*ast.StarExpr)
	result, _ := first(t.Results).(*ast.Ident)
	if pointer && t.Params.NumFields() == 1 && t.Results.NumFields() == 1 && result != nil && result.Name == "error" && t.TypeParams == nil {
		return nil
	}
	return &SyntaxError{scanner.ErrorList{{Pos: f.entry, Msg: "App must be declared as func App(doc *panelgo.Document) error"}}}
}

func first(list *ast.FieldList) ast.Expr {
	if list == nil || len(list.List) == 0 {
		return nil
	}
	return list.List[0].Type
}

// describe asks go/build about the named files of dir, or about all of them. Without names, build
// constraints count.
func describe(dir string, names ...string) (*build.Package, error) {
	ctx := build.Default
	if len(names) > 0 {
		ctx.UseAllFiles = true
		ctx.ReadDir = func(string) ([]fs.FileInfo, error) {
			list := make([]fs.FileInfo, 0, len(names))
			for _, name := range names {
				info, err := os.Stat(filepath.Join(dir, name))
				if err != nil {
					return nil, err
				}
				list = append(list, info)
			}
			return list, nil
		}
	}
	pkg, err := ctx.ImportDir(dir, 0)
	var none *build.NoGoError
	if errors.As(err, &none) {
		return pkg, nil
	}
	return pkg, err
}

func unreadable(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file or directory", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s cannot be read: permission denied", path)
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}
