package servertest_test

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

func waves(doc *document.Document) error {
	frequency := widgets.NewIntSlider("Frequency", 0, 10)
	readout := pane.NewText("0.0 Hz")
	readout.Name.Set(document.Some("Readout"))
	frequency.OnChange(func(n int) { readout.SetText(fmt.Sprintf("%d.0 Hz", n)) })
	doc.Add(layout.Column(frequency, readout))
	return nil
}

func TestSliderReachesCallback(t *testing.T) {
	tab := servertest.Open(t, waves, "/")
	tab.Set("Frequency", 7)
	tab.Expect("Readout", "7.0 Hz")
}

// Steps are buttons, one per thing that an app can do to its page.
func steps(doc *document.Document) error {
	source := models.NewSource(document.Data{"x": []float64{1, 2, 3}, "name": []string{"a", "b", "c"}, "picture": []any{[]float64{1, 2}, []float64{3, 4}, []float64{5, 6}}})
	source.Name.Set(document.Some("source"))
	table := document.New[models.DataTable]()
	table.Source.Set(source)
	more := pane.NewText("more")
	more.Name.Set(document.Some("more"))
	for label, do := range map[string]func(){
		"title":  func() { doc.SetTitle("new") },
		"add":    func() { doc.Add(more) },
		"remove": func() { doc.Remove(more) },
		"replace": func() {
			source.Show(document.Data{"x": []float64{math.NaN(), math.Inf(1)}, "name": []string{"y", "z"}, "picture": []any{nil, nil}})
		},
		"stream": func() {
			_ = source.Stream(document.Data{"x": []float64{4, 5}, "name": []string{"d", "e"}, "picture": []any{[]float64{7, 8}, []float64{9, 9}}}, 4)
		},
		"patch": func() {
			_ = source.Patch(map[string][]document.Cells{"x": {{Rows: 1, Values: 20.0}}})
		},
	} {
		b := widgets.NewButton(label)
		b.OnClick(do)
		doc.Add(b)
	}
	doc.Add(table)
	return nil
}

func TestEveryKindOfPatchIsApplied(t *testing.T) {
	tab := servertest.Open(t, steps, "/steps")
	column := func(name string) string {
		data, _ := tab.Property("source", "data").(map[string]any)
		return fmt.Sprint(data[name])
	}
	check := func(name, want string) {
		t.Helper()
		tab.Sync()
		if got := column(name); got != want {
			t.Errorf("column %s: %s, want %s", name, got, want)
		}
	}
	check("x", "[1 2 3]")
	check("picture", "[[1 2] [3 4] [5 6]]")
	tab.Click("stream")
	check("x", "[2 3 4 5]")
	check("name", "[b c d e]")
	tab.Click("patch")
	check("x", "[2 20 4 5]")
	tab.Click("replace")
	check("x", "[NaN +Inf]")
	tab.Click("title")
	tab.Within("the title to change", func(d *servertest.Doc) bool { return d.Title == "new" })
	tab.Click("add")
	tab.Expect("more", "more")
	tab.Click("remove")
	tab.Within("the text to go", func(d *servertest.Doc) bool { _, err := d.Find("more"); return err != nil })
	tab.Select("DataTable", 1, 0)
	tab.ExpectProperty("Selection", "indices", []int{1, 0})
}

func TestTwoTabsAreTwoSessions(t *testing.T) {
	at := servertest.Serve(t, server.Apps{"/": waves}, server.Options{}, session.Options{})
	one, two := servertest.Visit(t, at+"/"), servertest.Visit(t, at+"/")
	one.Set("Frequency", 3)
	one.Expect("Readout", "3.0 Hz")
	two.Sync()
	if got := two.Value("Readout"); got != "0.0 Hz" {
		t.Errorf("the other tab shows %v", got)
	}
}

func TestComesBackAfterAFall(t *testing.T) {
	tab := servertest.Open(t, waves, "/")
	tab.Set("Frequency", 3)
	tab.Drop()
	tab.Join()
	tab.Expect("Frequency", 3)
}

func TestHeadersGoAlong(t *testing.T) {
	at := servertest.Serve(t, server.Apps{"/": func(d *document.Document) error {
		d.Add(pane.NewText(d.Visit().Headers["X-Team"]))
		return nil
	}}, server.Options{IncludeHeaders: []string{"X-Team"}}, session.Options{})
	servertest.VisitAs(t, at+"/", http.Header{"X-Team": {"blue"}}).Expect("Div", "blue")
}

func TestMistakesAreExplained(t *testing.T) {
	tab := servertest.Open(t, waves, "/")
	tab.Doc(func(d *servertest.Doc) {
		_, err := d.Find("Frequenzy")
		if err == nil || !strings.Contains(err.Error(), `"Frequency" (Slider)`) {
			t.Error(err)
		}
	})
}
