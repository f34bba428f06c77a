package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// columnCase is an event of a data source called source, and its columns list and typed afterwards;
// none if it is refused. Cells that their column cannot hold are put back on every page.
type columnCase struct {
	what, event string
	want        string
	buffers     []blob
}

// heard says how many events the other browser of the session gets.
func (c columnCase) heard() int {
	if c.want != "" || strings.Contains(c.what, "into numbers") {
		return 1
	}
	return 0
}

func columns(entries string) string { return `{"type":"map","entries":[` + entries + `]}` }

// ofData is an event of a data source.
func ofData(kind, id, rest string) string {
	return `{"kind":"` + kind + `","model":{"id":"` + id + `"},"attr":"data",` + rest + `}`
}

func columnCases(source string) []columnCase {
	streamed := func(rollover, list, typed string) string {
		return ofData("ColumnsStreamed", source, `"rollover":`+rollover+`,"data":`+columns(`["list",`+list+`],["typed",`+typed+`]`))
	}
	patched := func(entries string) string {
		return ofData("ColumnsPatched", source, `"patches":`+columns(entries))
	}
	const bytes4 = `{"type":"typed_array","array":{"type":"bytes","data":{"id":"0"}},"dtype":"uint8","order":"little"}`
	return []columnCase{
		{"stream with rollover", streamed("3", "[null,2]", "[3,4]"), "[1 <nil> 2] [2 3 4]", nil},
		{"stream without", streamed("null", `["z"]`, bytes4), "[1 <nil> 2 z] [2 3 4 5]", []blob{{"0", []byte{5}}}},
		{"stream of nothing", streamed("null", "[]", "[]"), "[1 <nil> 2 z] [2 3 4 5]", nil},
		{"stream longer than its rollover", streamed("2", "[7,8,9]", "[7,8,9]"), "[8 9] [8 9]", nil},
		{"stream of uneven columns", streamed("null", "[1,2]", "[1]"), "", nil},
		{"stream that lacks a column", ofData("ColumnsStreamed", source, `"rollover":null,"data":`+columns(`["list",[1]]`)), "", nil},
		{"stream of a column that is none", ofData("ColumnsStreamed", source, `"rollover":null,"data":`+columns(`["list",5],["typed",5]`)), "", nil},
		{"stream of texts into numbers", streamed("null", `["a"]`, `["a"]`), "", nil},
		{"patch of rows", patched(`["list",[[0,"p"]]],["typed",[[1,0.5]]]`), "[p 9] [8 0.5]", nil},
		{"patch of slices", patched(`["list",[[{"type":"slice","start":0,"stop":2,"step":null},["q","r"]]]],["typed",[[{"type":"map","entries":[["start",null],["stop",null]]},[6,7]]]]`), "[q r] [6 7]", nil},
		{"patch beyond the end", patched(`["list",[[2,"x"]]]`), "", nil},
		{"patch before the start", patched(`["list",[[-1,"x"]]]`), "", nil},
		{"patch of half a row", patched(`["list",[[0.5,"x"]]]`), "", nil},
		{"patch of a negative slice", patched(`["list",[[{"type":"slice","start":-2,"stop":null,"step":null},["x","y"]]]]`), "", nil},
		{"patch of a slice with too few values", patched(`["list",[[{"type":"slice","start":0,"stop":2,"step":null},["x"]]]]`), "", nil},
		{"patch of an unknown column", patched(`["nope",[[0,"x"]]]`), "", nil},
		{"patch of a text into numbers", patched(`["typed",[[0,"x"]]]`), "", nil},
		{"columns with cols", ofData("ColumnDataChanged", source, `"cols":["list"],"data":`+columns(`["list",["new","er"]]`)), "[new er] [6 7]", nil},
		{"columns with cols that do not fit", ofData("ColumnDataChanged", source, `"cols":["list"],"data":`+columns(`["list",["new"]]`)), "", nil},
		{"columns without cols", ofData("ColumnDataChanged", source, `"cols":null,"data":`+columns(`["list",["a"]],["typed",[1]]`)), "[a] [1]", nil},
	}
}

func TestConformance38Columns(t *testing.T) {
	app := keep(func(d *panelgo.Document) error {
		image := doc.NewArray([]float64{1, 2, 3, 4}, 2, 2)
		d.Add(named(models.NewSource(doc.Data{"list": []any{"a", 1.0}, "typed": []float64{1, 2}}), "source"))
		d.Add(named(models.NewSource(doc.Data{"img": []any{image}}), "images"))
		return nil
	})
	s := serve(t, only(app.open))
	token := s.token("/app")
	k, other := s.join("/app", token), s.join("/app", token)
	d := k.pull()
	other.pull()
	for _, c := range columnCases(d.id("source")) {
		reply, _ := k.patch(c.event, c.buffers...)
		if (reply.kind == "OK") != (c.want != "") {
			t.Errorf("%s: %s %s", c.what, reply.kind, text(reply.content))
		}
		_, heard := other.ask("SERVER-INFO-REQ", "{}")
		if len(events(heard)) != c.heard() {
			t.Errorf("%s: the other browser heard %v", c.what, events(heard))
		}
		app.act(func(live *panelgo.Document) {
			data := find[*models.ColumnDataSource](live, "source").Data.Get()
			if got := fmt.Sprint(data["list"], data["typed"]); c.want != "" && got != c.want {
				t.Errorf("%s: %s, want %s", c.what, got, c.want)
			}
		})
	}
	img := func(at, values string) string {
		return ofData("ColumnsPatched", d.id("images"), `"patches":`+columns(`["img",[[`+at+`,`+values+`]]]`))
	}
	k.ok(img(`[0,{"type":"slice","start":null,"stop":null,"step":null},1]`, "[5,6]"))
	k.ok(img(`[0,1,0]`, "[7]"))
	for _, bad := range []string{img(`[0,2,0]`, "[7]"), img(`[1,0,0]`, "[7]"), img(`[0,0]`, "[7]"), img(`[0,0,0,0]`, "[7]"), img(`[]`, "[7]"), img(`[0,0,[0]]`, "[7]"), img(`[0,0,0]`, "[7,8]")} {
		if reply, _ := k.patch(bad); reply.kind != "ERROR" {
			t.Errorf("%s: %s", bad, reply.kind)
		}
	}
	app.act(func(live *panelgo.Document) {
		a := find[*models.ColumnDataSource](live, "images").Data.Get()["img"].([]any)[0].(*doc.Array)
		if fmt.Sprint(a.Slice(), a.Shape) != "[1 5 7 6] [2 2]" {
			t.Errorf("the image is %v of the shape %v", a.Slice(), a.Shape)
		}
	})
}
