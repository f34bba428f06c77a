package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	requires = regexp.MustCompile(`\brequire\("([^"]+)"\)`)
	exported = regexp.MustCompile(`\bexports\.([A-Za-z_][\w]*)=`)
)

// esModule makes an ES module of a CommonJS one, which is all that React publishes: what it
// requires is imported by the same bare name, so that the page's import map decides where it is,
// and what it exports can be imported by name.
func esModule(commonJS []byte) []byte {
	var out, known strings.Builder
	for i, needed := range submatches(requires, commonJS) {
		fmt.Fprintf(&out, "import needed%d from %q;\n", i, needed)
		fmt.Fprintf(&known, "%q: needed%d, ", needed, i)
	}
	names := submatches(exported, commonJS)
	out.WriteString("const exports = {};\n((require, exports) => {\n")
	out.Write(commonJS)
	fmt.Fprintf(&out, "\n})((name) => ({%s})[name], exports);\nexport default exports;\nexport const {%s} = exports;\n", known.String(), strings.Join(names, ", "))
	return []byte(out.String())
}

// submatches are the different texts that the group of a pattern finds, sorted.
func submatches(pattern *regexp.Regexp, in []byte) []string {
	var found []string
	for _, m := range pattern.FindAllSubmatch(in, -1) {
		found = append(found, string(m[1]))
	}
	slices.Sort(found)
	return slices.Compact(found)
}
