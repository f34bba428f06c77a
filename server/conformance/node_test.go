package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// nodeClient answers the folder of the client that runs in Node, installed.
func nodeClient(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("testdata/client")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "jsdom")); err == nil {
		return dir
	}
	install := exec.Command("npm", "ci")
	install.Dir = dir
	if said, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm ci (`make tools` runs it, too): %v\n%s", err, said)
	}
	return dir
}

// busy is desk with a button that changes something else at each click.
func busy(d *panelgo.Document) error {
	if err := desk(d); err != nil {
		return err
	}
	source, box := find[*models.ColumnDataSource](d, "source"), find[*models.Column](d, "box")
	steps := []func() error{
		func() error { return source.Stream(doc.Data{"x": []float64{60}, "s": []string{"streamed"}}, 3) },
		func() error {
			return source.Patch(map[string][]doc.Cells{"x": {{Rows: doc.Rows(0, 2), Values: []float64{-1, -2}}}})
		},
		func() error { source.Data.Set(doc.Data{"x": []float64{1}, "s": []string{"all new"}}); return nil },
		func() error {
			box.Children.Set(append(slices.Clone(box.Children.Get()), div("fresh", "from Go")))
			return nil
		},
		func() error { d.SetTitle("Retitled"); return nil },
	}
	find[*models.Button](d, "button").OnEvent("button_click", func(doc.Event) {
		step := steps[0]
		steps = append(steps[1:], step)
		if err := step(); err != nil {
			panic(err)
		}
	})
	return nil
}

// seenInNode is what the client's scenario has to see, as JSON.
var seenInNode = map[string]string{
	"complaints": `[]`,
	"title":      `"Desk"`,
	"roots":      `["Column","ColumnDataSource"]`,
	"pulled":     `[1,"value: 1",{"s":["a","b","c"],"x":[1,2,3]}]`,
	"followed":   `"value: 7"`,
	"changed":    `{"s":["b","patched","d","e"],"x":[30,3,4,5]}`,
	"clicks": `[["clicks: 1",{"s":["d","e","streamed"],"x":[4,5,60]},["Slider","clicks: 1","Button"],"Desk"],` +
		`["clicks: 2",{"s":["d","e","streamed"],"x":[-1,-2,60]},["Slider","clicks: 2","Button"],"Desk"],` +
		`["clicks: 3",{"s":["all new"],"x":[1]},["Slider","clicks: 3","Button"],"Desk"],` +
		`["clicks: 4",{"s":["all new"],"x":[1]},["Slider","clicks: 4","Button","from Go"],"Desk"],` +
		`["clicks: 5",{"s":["all new"],"x":[1]},["Slider","clicks: 5","Button","from Go"],"Retitled"]]`,
	"info":  `{"version_info":{"bokeh":"3.9.2","server":"3.9.2"}}`,
	"again": `[7,"clicks: 5","and changed",1]`,
	"last":  `"value: 2"`,
}

// BokehJS's own client, outside a browser: nobody here wrote it.
func TestBokehJSInNodeIsAClient(t *testing.T) {
	app := keep(busy)
	s := serve(t, only(app.open))
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	node := exec.CommandContext(ctx, "node", "client.mjs", s.url+"/app")
	node.Dir = nodeClient(t)
	var complaints bytes.Buffer
	node.Stderr = &complaints
	out, err := node.Output()
	if err != nil {
		t.Fatalf("node: %v\n%s%s", err, out, complaints.String())
	}
	var seen map[string]json.RawMessage
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatalf("node said %s: %v", out, err)
	}
	for what, want := range seenInNode {
		if got := string(seen[what]); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	if !strings.Contains(string(seen["refused"]), "nobody") {
		t.Errorf("a change of an unknown model was answered %s", seen["refused"])
	}
	app.act(func(d *panelgo.Document) {
		mine := find[*models.Div](d, "mine")
		const want = `[NaN,Map{1:2},Set{"a"},typed float32(1.5 2),{"deep":[null,true]}]`
		if got := describe(mine.Tags.Get()); mine.Text.Get() != "and changed" || got != want {
			t.Errorf("what Node made is %q with %s, want %s", mine.Text.Get(), got, want)
		}
	})
	if app.count() != 1 {
		t.Errorf("%d sessions were made", app.count())
	}
}
