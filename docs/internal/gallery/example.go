package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/panelgo/panelgo/server/gallery"
)

// example is a folder of docs/examples.
type example struct {
	gallery.Exhibit
	Folder, Package string
	Text            string // of app.go
}

// readExamples reads the folders that hold an app.go. Every example says where in the gallery it
// belongs.
func readExamples(dir string) ([]example, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*", "app.go"))
	if err != nil {
		return nil, err
	}
	all := make([]example, 0, len(files))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		e := example{Folder: path.Base(filepath.ToSlash(filepath.Dir(file))), Package: tree.Name.Name, Text: string(text)}
		if e.Exhibit, err = gallery.Read(tree); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		switch {
		case !declares(tree, "App"):
			return nil, fmt.Errorf("%s declares no App", file)
		case e.Section == "":
			return nil, fmt.Errorf("%s has no %s in its package comment", file, gallery.Directive)
		case e.About == "":
			return nil, fmt.Errorf("%s has no package comment", file)
		}
		all = append(all, e)
	}
	return all, nil
}

func declares(tree *ast.File, name string) bool {
	for _, decl := range tree.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == name {
			return true
		}
	}
	return false
}

// source is the example's text without the directive, which is about the gallery and not about the
// app.
func (e example) source() string {
	lines := strings.SplitAfter(e.Text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, gallery.Directive) {
			from := i
			if from > 0 && strings.TrimSpace(lines[from-1]) == "//" {
				from--
			}
			return strings.Join(append(lines[:from:from], lines[i+1:]...), "")
		}
	}
	return e.Text
}
