package static

import (
	"encoding/json"
	"maps"
	"slices"
	"sync"
)

// Dress is which models are drawn by a third party's library, and the styles that library needs
// beside them: models stand in shadow roots, which a page's own styles do not reach. Addresses are
// relative to /static/.
type Dress struct {
	Models []string
	Styles []string
}

// MarshalJSON writes [models, styles], as own/parts.js reads it.
func (d Dress) MarshalJSON() ([]byte, error) { return json.Marshal([2][]string{d.Models, d.Styles}) }

// Dresses lists the dresses of the parts that have styles.
func (n Need) Dresses() []Dress {
	all := []Dress{}
	for _, l := range libraries {
		if !n.Has(l.need) || len(l.styles) == 0 {
			continue
		}
		d := Dress{Models: drawnBy(l.need)}
		for _, f := range lookAll(l.styles) {
			d.Styles = append(d.Styles, f.URL())
		}
		all = append(all, d)
	}
	return all
}

// Own are the scripts of panelgo's own that each page loads after those of its parts, and before
// own/parts.js: what it says when something does not work, and what it keeps.
func Own() []File {
	var all []File
	for _, name := range []string{"own/notices.js", "own/faults.js", "own/keep.js", "own/names.js"} {
		if f, ok := Lookup(name); ok {
			all = append(all, f)
		}
	}
	return all
}

// Lacks are the models that are in a bundle of the set, but need a library that is not: a page has
// their classes before it can draw them. They are sorted.
func (n Need) Lacks() []string {
	names := []string{}
	if !n.Has(Panel) {
		return names // no class of theirs is there
	}
	for _, name := range slices.Sorted(maps.Keys(needs)) {
		if need := needs[name]; need.Has(Panel) && need&^(n|Eval) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// drawnBy are the models that need a library, sorted.
func drawnBy(library Need) []string {
	names := []string{}
	for _, name := range slices.Sorted(maps.Keys(needs)) {
		if needs[name].Has(library) {
			names = append(names, name)
		}
	}
	return names
}

// part is one step of loading, as own/parts.js reads it.
type part struct {
	Need    Need        `json:"need"`
	Styles  [][2]string `json:"styles"`  // address, integrity
	Scripts [][2]string `json:"scripts"` // likewise
	Modules [][2]string `json:"modules"` // address, global name
	Imports [][2]string `json:"imports"` // address, bare name
	Dress   []string    `json:"dress"`
}

// Parts is a JSON text that tells a page how to load what it turns out to need: all models with
// their parts as bits, and all parts in the order of loading.
var Parts = sync.OnceValue(func() []byte {
	all := []part{}
	for _, l := range libraries {
		p := part{Need: l.need, Styles: pairs(lookAll(l.styles)), Scripts: pairs(lookAll(l.scripts)), Modules: [][2]string{}, Imports: [][2]string{}, Dress: []string{}}
		for _, m := range l.modules {
			p.Modules = append(p.Modules, [2]string{URL(bundled + m.path), m.name})
		}
		for _, m := range l.imports {
			p.Imports = append(p.Imports, [2]string{URL(m.path), m.name})
		}
		if len(p.Styles) > 0 {
			p.Dress = drawnBy(l.need)
		}
		all = append(all, p)
	}
	for _, b := range bundles {
		f, ok := Lookup(b.path)
		if ok && b.need != 0 {
			all = append(all, part{Need: b.need, Styles: [][2]string{}, Scripts: pairs([]File{f}), Modules: [][2]string{}, Imports: [][2]string{}, Dress: []string{}})
		}
	}
	text, err := json.Marshal(map[string]any{"models": needs, "parts": all})
	if err != nil {
		panic(err) // strings and numbers only
	}
	return text
})

func pairs(files []File) [][2]string {
	all := [][2]string{}
	for _, f := range files {
		all = append(all, [2]string{f.URL(), f.Integrity})
	}
	return all
}
