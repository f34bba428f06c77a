package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// picked is one file that is served: where it lies and at which path below /static/ a browser finds
// it.
type picked struct{ file, path string }

// read is what is served of the file.
func (p picked) read() ([]byte, error) {
	content, err := os.ReadFile(p.file)
	if path.Dir(p.path) == react {
		content = esModule(content)
	}
	return content, err
}

// pick lists what sources name, ordered by path. A source that names nothing is an error: a package
// has changed.
func pick(modules string) ([]picked, error) {
	var all []picked
	for _, s := range sources {
		found, err := s.files(modules)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: nothing in %s matches %s", s.pkg, s.dir, s.only)
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b picked) int { return strings.Compare(a.path, b.path) })
	for i, p := range all[1:] {
		if p.path == all[i].path {
			return nil, fmt.Errorf("two files for %s", p.path)
		}
	}
	return all, nil
}

// skipped is what no browser asks for: source maps, types, and answers of a store that refused a
// file to Panel's own build.
var skipped = regexp.MustCompile(`\.map$|\.d\.ts$|/panel/1\.9\.4/dist/bundled/`)

func (s origin) files(modules string) ([]picked, error) {
	var found []picked
	only := regexp.MustCompile("^(?:" + s.only + ")$")
	dir := filepath.Join(modules, s.pkg, s.dir)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !only.MatchString(name) || skipped.MatchString("/"+name) {
			return err
		}
		found = append(found, picked{filepath.Join(dir, filepath.FromSlash(name)), path.Join(s.to, name)})
		return nil
	})
	return found, err
}
