package server

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/static"
)

// headKey names a part of a page's head: there are few, so that they are made once.
type headKey struct {
	need static.Need
	rel  string
}

// head loads the front end: styles, then scripts in their order. They do not hold up the page, and
// run before it joins its session.
func (s *Server) head(need static.Need, rel string) string {
	key := headKey{need, rel}
	if made, ok := s.heads.Load(key); ok {
		return made.(string)
	}
	b := []byte(`<link rel="icon" href="` + rel + "favicon.ico\">\n")
	for _, name := range []string{"own/theme.js", "own/page.js"} { // not deferred: they come before what they change
		if f, ok := static.Lookup(name); ok {
			b = appendScript(b, "<script", rel, f)
		}
	}
	files := need.Resources()
	for _, f := range files.Styles {
		b = appendStyle(b, rel, f)
	}
	for _, name := range []string{"own/theme.css", "own/components.css"} {
		if f, ok := static.Lookup(name); ok {
			b = appendStyle(b, rel, f)
		}
	}
	for _, f := range files.Scripts {
		b = appendScript(b, "<script defer", rel, f)
	}
	for _, f := range static.Own() {
		b = appendScript(b, "<script data-own defer", rel, f)
	}
	if f, ok := static.Lookup("own/parts.js"); ok {
		b = appendScript(b, "<script defer"+string(partsData(need, rel+"static/")), rel, f)
	}
	s.heads.Store(key, string(b))
	return string(b)
}

// partsData are the attributes by which parts.js knows the page: what it has, where the rest is,
// and which models it has to give styles of their own.
func partsData(need static.Need, base string) []byte {
	dress, _ := json.Marshal(need.Dresses()) // strings only
	b := strconv.AppendUint([]byte(` data-have="`), uint64(need), 10)
	b = append(b, '"')
	if need.Has(static.MathJax) {
		b = append(b, " data-math"...)
	}
	b = append(b, ` data-base="`...)
	b = appendHTML(b, base)
	b = append(b, `" data-dress="`...)
	b = appendHTML(b, string(dress))
	b = append(b, `" data-lack="`...)
	b = append(b, strings.Join(need.Lacks(), " ")...)
	return append(b, '"')
}

func appendStyle(b []byte, rel string, f static.File) []byte {
	b = append(b, `<link rel="stylesheet" href="`...)
	b = appendHTML(b, rel+"static/"+f.URL())
	return append(b, `" integrity="`+f.Integrity+"\">\n"...)
}

func appendScript(b []byte, tag, rel string, f static.File) []byte {
	b = append(b, tag+` src="`...)
	b = appendHTML(b, rel+"static/"+f.URL())
	return append(b, `" integrity="`+f.Integrity+"\"></script>\n"...)
}

// appendImports says where modules find what they import by a bare name.
func appendImports(b []byte, p pageData) []byte {
	b = append(b, `<script type="importmap-shim">{"imports":{`...)
	for i, m := range p.need.Resources().Imports {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendJSON(b, m.Name), ':')
		b = appendJSON(b, "./"+p.rel+"static/"+m.URL())
	}
	return append(b, "}}</script>\n"...)
}

// appendModules loads scripts of type module, binding what they export to the names where Panel's
// models look for it.
func appendModules(b []byte, p pageData) []byte {
	if p.need.Has(static.ESM) {
		b = append(b, `<script type="esms-options" nonce="`+p.nonce+"\">{\"shimMode\": true}</script>\n"...)
	}
	if p.need.Has(static.React) {
		b = appendImports(b, p)
	}
	if p.need&(static.Perspective|static.Vizzu) == 0 {
		return b // saves most pages the search
	}
	for _, m := range p.need.Resources().Modules {
		address := "./" + p.rel + "static/" + m.URL()
		b = append(b, `<script type="module" nonce="`+p.nonce+`">`...)
		if m.Global == "" {
			b = append(b, "import "...)
			b = appendJSON(b, address)
		} else {
			b = append(b, "import it from "...)
			b = appendJSON(b, address)
			b = append(b, "; window."+m.Global+" = it"...)
		}
		b = append(b, "</script>\n"...)
	}
	return b
}
