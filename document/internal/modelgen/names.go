package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// initialisms keep one case, as Go has them.
var initialisms = map[string]string{
	"id": "ID", "url": "URL", "uri": "URI", "html": "HTML", "css": "CSS", "js": "JS", "json": "JSON", "geojson": "GeoJSON",
	"http": "HTTP", "api": "API", "svg": "SVG", "dom": "DOM", "esm": "ESM", "lod": "LOD", "webgl": "WebGL", "nan": "NaN",
	"latlon": "LatLon", "tl": "TL", "tr": "TR", "bl": "BL", "br": "BR", "ew": "EW", "ns": "NS",
}

// goCase turns a name of the front end into a Go name: "html_id" into HTMLID, "viewState" into
// ViewState.
func goCase(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if whole, ok := initialisms[strings.ToLower(word)]; ok {
			b.WriteString(whole)
		} else {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// nameConstants gives each value of an enum a constant: the enum's name and the value's.
func (c *catalogue) nameConstants() error {
	var errs []error
	for _, text := range slices.Sorted(maps.Keys(c.enums)) {
		e := c.enums[text]
		for _, value := range e.values {
			name, err := c.constant(e, value)
			e.constants = append(e.constants, name)
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (c *catalogue) constant(e *enum, value any) (string, error) {
	if e.only != "" {
		return e.only, nil
	}
	text := fmt.Sprint(value)
	name, said := c.notes.say("value", e.goName+" "+text)
	if !said {
		name = goCase(text)
	}
	if name == "" {
		return "", fmt.Errorf("modelgen: value %q of %s needs a name in tables.go", text, e.goName)
	}
	name = e.goName + name
	return name, c.take(name, fmt.Sprintf("value %q of %s", text, e.goName))
}
