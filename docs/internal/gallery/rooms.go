package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/doc"
	"go/doc/comment"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// room is a package that components come from, and what its comments say.
type room struct {
	*doc.Package
	set *token.FileSet
}

// readRooms reads the packages below a folder, by their names.
func readRooms(root string) (map[string]room, error) {
	all := map[string]room{}
	err := filepath.WalkDir(root, func(dir string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); name == "internal" || name == "testdata" || name == "models" || name == "wire" {
			return filepath.SkipDir
		}
		r := room{set: token.NewFileSet()}
		var files []*ast.File
		names, err := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			file, err := parser.ParseFile(r.set, name, text, parser.ParseComments)
			if err != nil {
				return err
			}
			files = append(files, file)
		}
		if err != nil || len(files) == 0 {
			return err
		}
		r.Package, err = doc.NewFromFiles(r.set, files, "github.com/panelgo/panelgo/"+filepath.ToSlash(dir))
		all[r.Name] = r
		return err
	})
	return all, err
}

// subject is the type or the function that an example is about, and the functions that make it.
func (r room) subject(name string) (typ *doc.Type, makers []*doc.Func) {
	name = strings.TrimPrefix(name, "New")
	for _, t := range r.Types {
		for _, f := range t.Funcs {
			if t.Name == name || f.Name == name || f.Name == "New"+name {
				makers = append(makers, f)
				typ = t
			}
		}
		if t.Name == name {
			typ = t
		}
	}
	for _, f := range r.Funcs {
		if f.Name == name || f.Name == "New"+name {
			makers = append(makers, f)
		}
	}
	if typ != nil && typ.Name != name { // a function of another name makes it: its methods are that type's own page
		typ = nil
	}
	return typ, makers
}

// text is a doc comment as Markdown.
func (r room) text(words string) string {
	p := r.Printer()
	p.HeadingLevel = 3
	p.DocLinkURL = func(*comment.DocLink) string { return "" }
	return strings.TrimSpace(string(p.Markdown(r.Parser().Parse(words))))
}

// signature is a function's head.
func (r room) signature(f *doc.Func) string {
	head := *f.Decl
	head.Body, head.Doc = nil, nil
	var b bytes.Buffer
	if err := format.Node(&b, r.set, &head); err != nil {
		return f.Name
	}
	return b.String()
}

// model is the front end's model that a type embeds, as in models.Slider.
func model(t *doc.Type) string {
	for _, spec := range t.Decl.Specs {
		s, ok := spec.(*ast.TypeSpec)
		if !ok || s.Name.Name != t.Name {
			continue
		}
		fields, ok := s.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, field := range fields.Fields.List {
			star, ok := field.Type.(*ast.StarExpr)
			if !ok || len(field.Names) > 0 {
				continue
			}
			if x, ok := star.X.(*ast.SelectorExpr); ok && fmt.Sprint(x.X) == "models" {
				return "models." + x.Sel.Name
			}
		}
	}
	return ""
}
