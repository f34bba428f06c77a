package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func ready(t *testing.T) {
	t.Helper()
	if err := Ready(); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, f File, form Encoding) []byte {
	t.Helper()
	r, size, err := f.Open(form)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if int64(len(content)) != size {
		t.Errorf("%s as %q: %d bytes, announced %d", f.Path, form, len(content), size)
	}
	return content
}

func TestEveryFormHoldsTheSameContent(t *testing.T) {
	ready(t)
	for _, path := range []string{"js/bokeh.min.js", "extensions/panel/panel.min.js", "extensions/panel/bundled/katex/katex@0.16.22/dist/fonts/KaTeX_Main-Regular.woff2"} {
		f, ok := Lookup(path)
		if !ok {
			t.Fatalf("%s is not served", path)
		}
		plain := read(t, f, Identity)
		if sum := sha256.Sum256(plain); hex.EncodeToString(sum[:10]) != f.Hash || int64(len(plain)) != f.Size {
			t.Errorf("%s: content does not fit its hash or its size", path)
		}
		if f.Gzip == 0 {
			continue
		}
		unzipped, err := gzip.NewReader(bytes.NewReader(read(t, f, Gzip)))
		if err != nil {
			t.Fatal(err)
		}
		for form, r := range map[Encoding]io.Reader{Gzip: unzipped, Brotli: brotli.NewReader(bytes.NewReader(read(t, f, Brotli)))} {
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%s as %s: differs from the plain form (%v)", path, form, err)
			}
		}
	}
}

func TestPlainFormCanSeek(t *testing.T) {
	ready(t)
	f, _ := Lookup("js/bokeh.min.js")
	plain := read(t, f, Identity)
	r, _, err := f.Open(Identity)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, at := range []int64{100_000, 50_000, 0, f.Size - 10} {
		if _, err := r.Seek(at, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		part := make([]byte, 10)
		if _, err := io.ReadFull(r, part); err != nil || !bytes.Equal(part, plain[at:at+10]) {
			t.Errorf("at %d: %q, %v", at, part, err)
		}
	}
}

func TestEveryNamedFileIsServed(t *testing.T) {
	ready(t)
	for _, b := range bundles {
		if _, ok := Lookup(b.path); !ok {
			t.Errorf("%s is not served", b.path)
		}
	}
	for _, l := range libraries {
		paths := slices.Concat(l.styles, l.scripts)
		for _, m := range l.modules {
			paths = append(paths, m.path)
		}
		for _, p := range paths {
			if _, ok := Lookup(bundled + p); !ok {
				t.Errorf("%s is not served", p)
			}
		}
	}
}

var styleReference = regexp.MustCompile(`url\(["']?([^)"'#?]+)`)

func TestStylesFindTheirNeighbours(t *testing.T) {
	ready(t)
	files, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range files {
		if !strings.HasSuffix(name, ".css") {
			continue
		}
		for _, m := range styleReference.FindAllSubmatch(read(t, f, Identity), -1) {
			to := string(m[1])
			if strings.HasPrefix(to, "data:") || strings.HasPrefix(to, "%23") || strings.HasSuffix(to, ".ttf") || strings.HasSuffix(to, ".woff") {
				continue // older forms of fonts are not served: every browser takes the woff2 that stands before them
			}
			if _, ok := files[path.Join(path.Dir(name), to)]; !ok {
				t.Errorf("%s refers to %s", name, to)
			}
		}
	}
}

var (
	className  = regexp.MustCompile(`__name__="([A-Za-z0-9_]+)"`)
	panelClass = regexp.MustCompile(`\.__module__="(panel\.models\.[a-z_]+)"`)
)

// abstract are classes of the bundles that no document holds.
var abstract = strings.Fields(`
	AbstractButton AbstractSlider BaseDatePicker BaseDatetimePicker BaseNumericalSlider ClearInput Control DropPane Indicator InputWidget
	Markup NumericalRangeSlider NumericalSlider OrientedControl OurChoices PickerBase TextLikeInput ToggleButtonGroup ToggleInput
	ToggleInputGroup Widget CellFormatter DataCubeProvider RowAggregator TableDataProvider TableWidget`)

func TestModelsOfTheBundles(t *testing.T) {
	ready(t)
	for path, need := range map[string]Need{"js/bokeh-widgets.min.js": Widgets, "js/bokeh-tables.min.js": Widgets | Tables} {
		f, _ := Lookup(path)
		var found []string
		for _, m := range className.FindAllSubmatch(read(t, f, Identity), -1) {
			name := string(m[1])
			if strings.HasSuffix(name, "View") || slices.Contains(abstract, name) {
				continue
			}
			found = append(found, name)
			if got := NeedOf(name) &^ Eval; got != need {
				t.Errorf("%s of %s: needs %b, want %b", name, path, got, need)
			}
		}
		for name, got := range needs {
			if got&^Eval == need && !slices.Contains(found, name) {
				t.Errorf("%s is not in %s", name, path)
			}
		}
	}
}

func TestModelsOfPanel(t *testing.T) {
	ready(t)
	f, _ := Lookup("extensions/panel/panel.min.js")
	text := read(t, f, Identity)
	inBundle := map[string]bool{}
	for _, m := range panelClass.FindAllSubmatch(text, -1) {
		inBundle[string(m[1])] = true
	}
	classes := map[string]bool{}
	for _, m := range className.FindAllSubmatch(text, -1) {
		classes[string(m[1])] = true
	}
	listed := map[string]bool{}
	for name, need := range needs {
		module, class, ok := cutLast(name)
		if !ok || !need.Has(Panel) {
			continue
		}
		listed[module] = true
		if !inBundle[module] || !classes[class] {
			t.Errorf("%s is not in the bundle", name)
		}
	}
	for module := range inBundle {
		if !listed[module] {
			t.Errorf("no model of %s is listed", module)
		}
	}
}

func cutLast(name string) (module, class string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

func TestResourcesStandInOrder(t *testing.T) {
	ready(t)
	var need Need
	for _, model := range []string{"Slider", "Figure", "panel.models.tabulator.DataTabulator", "panel.models.vizzu.VizzuChart"} {
		need |= NeedOf(model)
	}
	r := need.Resources()
	var got []string
	for _, f := range slices.Concat(r.Styles, r.Scripts) {
		got = append(got, f.Path[strings.LastIndex(f.Path, "/")+1:])
	}
	want := "tabulator_simple.min.css tabulator.min.js luxon.min.js bokeh.min.js bokeh-widgets.min.js bokeh-tables.min.js panel.min.js panel.js"
	if strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if len(r.Modules) != 1 || r.Modules[0].Global != "Vizzu" {
		t.Errorf("modules: %v", r.Modules)
	}
	if r := Need(0).Resources(); len(r.Scripts) != 1 {
		t.Errorf("a page without models loads %v", r.Scripts)
	}
}

func TestPartsNameFilesThatAreServed(t *testing.T) {
	ready(t)
	var parts struct {
		Models map[string]Need
		Parts  []part
	}
	if err := json.Unmarshal(Parts(), &parts); err != nil {
		t.Fatal(err)
	}
	var all Need
	for _, p := range parts.Parts {
		all |= p.Need
		for _, pair := range slices.Concat(p.Styles, p.Scripts, p.Modules) {
			path, _, versioned := strings.Cut(pair[0], "?v=")
			if _, ok := Lookup(path); !ok || !versioned {
				t.Errorf("%s is not served", pair[0])
			}
		}
	}
	for name, need := range parts.Models {
		if need&^(all|Eval) != 0 {
			t.Errorf("no part brings what %s needs", name)
		}
	}
}

func TestURLNamesTheContent(t *testing.T) {
	ready(t)
	if got := URL("js/bokeh.min.js"); !regexp.MustCompile(`^js/bokeh\.min\.js\?v=[0-9a-f]{20}$`).MatchString(got) {
		t.Error(got)
	}
	if got := URL("css/own.css"); got != "css/own.css" {
		t.Error(got)
	}
}

func TestLicencesNameWhatIsServed(t *testing.T) {
	text, err := Licences()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"@bokeh/bokehjs 3.9.2 (BSD-3-Clause)", "@holoviz/panel 1.9.4 (BSD-3-Clause)", "plotly 3.1.0 (MIT)", "vega 6.1.2 (BSD-3-Clause)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}
