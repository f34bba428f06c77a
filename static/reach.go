package static

import (
	"fmt"
	"strings"
)

// Wants reports whether a page whose models need the set may ask for a file, by its path below
// /static/. What belongs to no part is wanted always.
func (n Need) Wants(path string) bool {
	for _, b := range bundles {
		if b.path == path {
			return n.Has(b.need)
		}
	}
	folder, _, below := strings.Cut(strings.TrimPrefix(path, bundled), "/")
	owned := false
	for _, l := range libraries {
		for _, name := range l.files() {
			if first, _, _ := strings.Cut(name, "/"); first != folder || first == "own" || !below {
				continue
			}
			if n.Has(l.need) {
				return true
			}
			owned = true
		}
	}
	return !owned
}

// files are the library's, by path below bundled or, what modules import by a bare name, /static/.
func (l library) files() []string {
	names := append(append([]string{}, l.styles...), l.scripts...)
	for _, m := range append(append([]module{}, l.modules...), l.imports...) {
		names = append(names, m.path)
	}
	return names
}

// Complete returns an error if the program was built without a file that the set needs.
func (n Need) Complete() error {
	files, err := catalogue()
	if err != nil {
		return nil // that is said at the start
	}
	for _, b := range bundles {
		if _, ok := files[b.path]; !ok && n.Has(b.need) {
			return lacking(b.path)
		}
	}
	for _, l := range libraries {
		if !n.Has(l.need) {
			continue
		}
		for _, name := range append(append([]string{}, l.styles...), l.scripts...) {
			if _, ok := files[bundled+name]; !ok {
				return lacking(bundled + name)
			}
		}
	}
	return nil
}

func lacking(path string) error {
	return fmt.Errorf("static: this program was built without %s, which a model needs: build it with panelgo build --assets=all", path)
}
