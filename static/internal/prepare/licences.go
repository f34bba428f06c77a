package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licence is what one bundled package is under: the identifier (SPDX) and the text that has to
// travel with it.
type licence struct{ name, version, id, text string }

// writeLicences writes the licence of every package of which a file is served or built into one.
func writeLicences(name string, files []picked) error {
	ours, err := packageLicences()
	if err != nil {
		return err
	}
	theirs, err := vendoredLicences(files)
	if err != nil {
		return err
	}
	all := append(ours, theirs...)
	slices.SortFunc(all, func(a, b licence) int {
		return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.version, b.version))
	})
	var out strings.Builder
	out.WriteString("The browser's files contain the packages below, each under its own licence.\n")
	for _, l := range all {
		fmt.Fprintf(&out, "\n%s\n%s %s (%s)\n\n%s\n", strings.Repeat("-", 100), l.name, l.version, l.id, strings.TrimSpace(l.text))
	}
	zipped, err := squeeze([]byte(out.String()), gzipWriter)
	if err != nil {
		return err
	}
	return os.WriteFile(name, zipped, 0o644)
}

// packageLicences covers the served npm packages and all that they depend on, for a build may
// contain any of it.
func packageLicences() ([]licence, error) {
	seen := map[string]bool{}
	var found []licence
	var visit func(name string) error
	visit = func(name string) error {
		dir := filepath.Join(modules, name)
		text, err := os.ReadFile(filepath.Join(dir, "package.json"))
		if seen[name] || strings.HasPrefix(name, "@types/") || os.IsNotExist(err) {
			return nil // known, types only, or an optional part that is not installed
		}
		seen[name] = true
		var p struct {
			Version      string
			License      any
			Dependencies map[string]string
		}
		if err := cmp.Or(err, json.Unmarshal(text, &p)); err != nil {
			return fmt.Errorf("package.json of %s: %w", name, err)
		}
		id, _ := p.License.(string)
		terms, err := ownTerms(dir, id)
		if err != nil {
			return fmt.Errorf("licence of %s: %w", name, err)
		}
		found = append(found, licence{name, p.Version, id, terms})
		if strings.HasPrefix(name, "@finos/") {
			return nil // its dependencies serve Node, its builds for browsers hold none
		}
		for needed := range p.Dependencies {
			if err := visit(needed); err != nil {
				return err
			}
		}
		return nil
	}
	for _, s := range sources {
		if err := visit(s.pkg); err != nil {
			return nil, err
		}
	}
	return found, nil
}

var termsFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)`)

// ownTerms reads the licence files of a package, or the standard text when it brings none.
func ownTerms(dir, id string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var texts []string
	for _, e := range entries {
		if !termsFile.MatchString(e.Name()) || e.IsDir() {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSpace(string(text)))
	}
	if len(texts) == 0 {
		return standardTerms(id)
	}
	return strings.Join(texts, "\n\n"), nil
}

// standardTerms is the text that the SPDX list has for an identifier.
func standardTerms(id string) (string, error) {
	id, _, _ = strings.Cut(strings.Trim(id, "()"), " ")
	text, err := os.ReadFile(filepath.Join(modules, "spdx-license-list", "licenses", id+".json"))
	if err != nil {
		return "", fmt.Errorf("no text for the identifier %q: %w", id, err)
	}
	var l struct{ LicenseText string }
	err = json.Unmarshal(text, &l)
	return l.LicenseText, err
}

// vendored is what Panel's package carries inside as built files, without their licences.
var vendored = map[string]string{
	"@deck.gl/carto":                     "MIT",
	"@deck.gl/json":                      "MIT",
	"@finos/perspective-viewer-d3fc":     "Apache-2.0",
	"@finos/perspective-viewer-datagrid": "Apache-2.0",
	"@loaders.gl/3d-tiles":               "MIT",
	"@loaders.gl/csv":                    "MIT",
	"@loaders.gl/json":                   "MIT",
	"a11y-dialog":                        "MIT",
	"ace-builds":                         "BSD-3-Clause",
	"deck.gl":                            "MIT",
	"echarts":                            "Apache-2.0",
	"echarts-gl":                         "BSD-3-Clause",
	"es-module-shims":                    "MIT",
	"filepond":                           "MIT",
	"filepond-plugin-file-validate-size": "MIT",
	"filepond-plugin-file-validate-type": "MIT",
	"filepond-plugin-image-preview":      "MIT",
	"filepond-plugin-pdf-preview":        "MIT",
	"gridstack":                          "MIT",
	"h3-js":                              "Apache-2.0",
	"jspanel4":                           "MIT",
	"luxon":                              "MIT",
	"maplibre-gl":                        "BSD-3-Clause",
	"notyf":                              "MIT",
	"plotly":                             "MIT",
	"quill":                              "BSD-3-Clause",
	"tabulator-tables":                   "MIT",
	"vtk.js":                             "BSD-3-Clause",
	"xterm":                              "MIT",
	"xterm-addon-web-links":              "MIT",
}

// published are packages that packageLicences covers, though Panel carries files of theirs too.
var published = []string{"@finos/perspective", "@finos/perspective-viewer", "jsoneditor", "katex", "vega", "vega-embed", "vega-lite", "vizzu"}

// carried takes the package's name and version out of a path below bundled/, as in
// aceplot/ace-builds@1.40.1/….
var carried = regexp.MustCompile(`^` + bundled + `/[a-z]+/(@[a-z.]+/[a-z0-9-]+|[a-z][a-z0-9]*(?:[.-][a-z][a-z0-9]*)*)(?:[@-]([0-9^.]*[0-9]))?(?:\.min\.js|/)`)

func vendoredLicences(files []picked) ([]licence, error) {
	banners := map[[2]string][]string{}
	for _, f := range files {
		m := carried.FindStringSubmatch(f.path)
		if m == nil || slices.Contains(published, m[1]) {
			continue
		}
		if vendored[m[1]] == "" {
			return nil, fmt.Errorf("no licence is known for %s (%s)", m[1], f.path)
		}
		content, err := os.ReadFile(f.file)
		if err != nil {
			return nil, err
		}
		key := [2]string{m[1], m[2]}
		for _, b := range notices(content) {
			if !slices.Contains(banners[key], b) {
				banners[key] = append(banners[key], b)
			}
		}
		banners[key] = slices.Clip(banners[key]) // present in the map even without a notice
	}
	var found []licence
	for key, notes := range banners {
		id := vendored[key[0]]
		terms, err := standardTerms(id)
		if err != nil {
			return nil, err
		}
		text := strings.Join(append(slices.Clone(notes), terms), "\n\n")
		found = append(found, licence{key[0], strings.TrimPrefix(key[1], "^"), id, text})
	}
	return found, nil
}

var comment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// notices are the comments of a built file that state a copyright or a licence.
func notices(content []byte) []string {
	var found []string
	for _, c := range comment.FindAllString(string(content), -1) {
		low := strings.ToLower(c)
		if len(c) < 4000 && (strings.Contains(low, "copyright") || strings.Contains(low, "licen") || strings.Contains(low, "(c)")) {
			found = append(found, c)
		}
	}
	return found
}
