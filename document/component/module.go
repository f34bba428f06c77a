package component

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Module is JavaScript of the author's own, as an ES module, and how it looks.
type Module struct {
	Name string // the file's, for complaints; empty: "module"
	Code string
	CSS  string // for what the module draws, and nothing else
	// Imports are addresses of what the module imports by bare names, relative to the page: the
	// server sends files of a directory with --static-dirs, and lets other servers be asked that
	// --allow-source names. React is there as it is.
	Imports map[string]string
}

// Load reads a module from a file, and its style from the .css of the same name where there is one.
func Load(files fs.FS, name string) (Module, error) {
	code, err := fs.ReadFile(files, name)
	if err != nil {
		return Module{}, fmt.Errorf("component: %w", err)
	}
	css, err := fs.ReadFile(files, strings.TrimSuffix(name, path.Ext(name))+".css")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Module{}, fmt.Errorf("component: %w", err)
	}
	return Module{Name: path.Base(name), Code: string(code), CSS: string(css)}, nil
}

func (m Module) withDefaults() Module {
	m.Name = cmp.Or(m.Name, "module")
	return m
}

// class tells modules apart: the front end compiles those of one class and length once for a page.
func (m Module) class(state string) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\x00%v", m.Code, m.Imports)
	return state[strings.LastIndexByte(state, '.')+1:] + "-" + hex.EncodeToString(sum.Sum(nil)[:6])
}

// importmap is what the front end reads the imports from; it is nil without any.
func (m Module) importmap() any {
	if len(m.Imports) == 0 {
		return nil
	}
	return map[string]any{"imports": m.Imports}
}
