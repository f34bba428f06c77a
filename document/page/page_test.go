package page_test

import (
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// synced opens a page with a query, and syncs a value of the program's own.
func synced[T any](t *testing.T, query string, start T) (*reactive.State[T], *browser) {
	s := reactive.NewState(start)
	return s, open(t, query, func(doc *document.Document) { page.Sync(doc, "x", s) })
}

// travels shows that a value comes from the address, goes there, and that texts that are none
// change nothing.
func travels[T any](t *testing.T, start, v T, written string, bad ...string) {
	t.Helper()
	s, _ := synced(t, "x="+strings.ReplaceAll(written, "&", "&x="), start)
	if got := s.Value(); !reflect.DeepEqual(got, v) {
		t.Errorf("%T: %s is read as %v, want %v", v, written, got, v)
	}
	set, b := synced(t, "a=1", start)
	b.Turn(func() { set.Set(v) })
	want, _ := url.ParseQuery("a=1&x=" + strings.ReplaceAll(written, "&", "&x="))
	if got := page.Location(b.Doc).Query(); !reflect.DeepEqual(got, want) {
		t.Errorf("%T: %v is written %v, want %v", v, v, got, want)
	}
	b.Turn(func() { set.Set(start) })
	if got := page.Location(b.Doc).Value().RawQuery; got != "a=1" {
		t.Errorf("%T: the start is written as %s", v, got)
	}
	for _, text := range bad {
		if s, _ := synced(t, "x="+url.QueryEscape(text), start); !reflect.DeepEqual(s.Value(), start) {
			t.Errorf("%T: %q is read as %v", v, text, s.Value())
		}
	}
}

type side string

func (side) Allowed() []string { return []string{"left", "right"} }

func TestEveryTypeTravelsInTheAddress(t *testing.T) {
	day := time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)
	travels(t, "a", "b c", "b+c")
	travels(t, 1, -5, "-5", "", "x", "1.5", "99999999999999999999")
	travels(t, uint8(1), 255, "255", "256", "-1")
	travels(t, 0.5, 1e-9, "1e-09", "NaN", "Inf", "1,5")
	travels(t, false, true, "true", "yes!")
	travels(t, time.Time{}, day, "2024-05-06", "2024-13-01", "soon")
	travels(t, day, day.Add(time.Hour), "2024-05-06T01%3A00%3A00Z")
	travels(t, time.Second, time.Minute, "1m0s", "1")
	travels(t, []string{"a"}, []string{"b", "c&d"}, "b&c%26d")
	travels(t, []int{1}, []int{2, 3}, "2&3", "x")
	travels(t, []int{1}, []int(nil), "")
	travels(t, widgets.Range[int]{Start: 0, End: 9}, widgets.Range[int]{Start: 2, End: 3}, "2..3", "2", "2..x", "..")
	travels(t, side("left"), side("right"), "right", "middle")
	travels(t, netip.Addr{}, netip.MustParseAddr("192.0.2.1"), "192.0.2.1", "example.org")
}

func TestATypeThatIsNoTextIsRefused(t *testing.T) {
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "a map[string]int cannot be written into an address") {
			t.Error(said)
		}
	}()
	synced(t, "", map[string]int{})
}

func TestChoicesTravelByTheirLabels(t *testing.T) {
	one := widgets.NewSelect("Planet", widgets.ChoicesOf(planets, func(p planet) string { return p.name }))
	some := widgets.NewMultiChoice("Planets", widgets.ChoicesOf(planets, func(p planet) string { return p.name }))
	b := open(t, "one=Mars&some=Venus&some=Earth", func(doc *document.Document) {
		page.Sync(doc, "one", one)
		page.Sync(doc, "some", some)
		doc.Add(one, some)
	})
	if one.Value().moons != 2 || len(some.Value()) != 2 || some.Value()[0].name != "Venus" {
		t.Errorf("%v, %v", one.Value(), some.Value())
	}
	b.Turn(func() { one.SetValue(planets[2]); some.Select(planets[1]) })
	if got := page.Location(b.Doc).Value().RawQuery; got != "one=Venus&some=Mars" {
		t.Error(got)
	}
	for _, query := range []string{"one=Pluto&some=Pluto", "some=Mars&some=Mars", "one=%3Cscript%3E"} {
		if err := b.goes(len(query), "http://example.org/app?"+query); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(query, "Mars") && (one.Value().name != "Venus" && one.Value().name != "Earth") {
			t.Errorf("%s: %v", query, one.Value())
		}
		for _, p := range append(some.Value(), one.Value()) {
			if p.name == "" {
				t.Errorf("%s: %v, %v", query, one.Value(), some.Value())
			}
		}
	}
}

func TestEveryWidgetWithAValueIsSynced(t *testing.T) {
	whole, part := widgets.NewIntRangeSlider("Whole", 0, 9), widgets.NewEditableRangeSlider("Part", 0, 1)
	boxes, pair := widgets.NewCheckBoxGroup(widgets.Choices("a", "b")), widgets.NewMultiSelect("Pair", widgets.Choices(1, 2, 3))
	cross := widgets.NewCrossSelector(widgets.Choices("x", "y"))
	b := open(t, "whole=2..3&part=0.25..0.5&boxes=b&pair=1&pair=3&cross=y", func(doc *document.Document) {
		page.Sync(doc, "whole", whole)
		page.Sync(doc, "part", part)
		page.Sync(doc, "boxes", boxes)
		page.Sync(doc, "pair", pair)
		page.Sync(doc, "cross", cross)
		doc.Add(whole, part, boxes, pair, cross)
	})
	got := fmt.Sprint(whole.Value(), part.Value(), boxes.Value(), pair.Value(), cross.Value())
	if got != "{2 3} {0.25 0.5} [b] [1 3] [y]" {
		t.Error(got)
	}
	b.Turn(func() { whole.SetRange(4, 5); boxes.Select("a", "b") })
	if got := page.Location(b.Doc).Value().RawQuery; got != "boxes=a&boxes=b&cross=y&pair=1&pair=3&part=0.25..0.5&whole=4..5" {
		t.Error(got)
	}
	if err := b.goes(1, "http://example.org/app?whole=4..99&boxes=c"); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(whole.Value(), boxes.Value()); got != "{4 5} [a b]" {
		t.Error(got)
	}
}

func TestAnAddressPicksOnlyWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, err := widgets.NewFileSelector(folder)
	if err != nil {
		t.Fatal(err)
	}
	place := widgets.NewNestedSelect([]string{"Country", "City"}, []widgets.Branch{
		{Label: "Italy", Below: []widgets.Branch{{Label: "Rome"}, {Label: "Turin"}}},
		{Label: "Japan", Below: []widgets.Branch{{Label: "Kyoto"}}},
	})
	b := open(t, "place=Japan&place=Kyoto&files=b.txt", func(doc *document.Document) {
		page.Sync(doc, "place", place)
		page.Sync(doc, "files", files)
		doc.Add(place, files)
	})
	picked := func() string { return fmt.Sprint(place.Value(), files.Value()) }
	if picked() != "[Japan Kyoto] [b.txt]" {
		t.Error(picked())
	}
	for i, query := range []string{
		"place=Japan&place=Rome&files=b.txt", "place=Italy&place=Rome&place=x&files=b.txt", "place=Peru&files=b.txt",
		"place=Japan&place=Kyoto&files=c.txt", "place=Japan&place=Kyoto&files=..%2Fa.txt",
	} {
		before := strings.Count(b.Log(), "is not taken")
		if err := b.goes(i+1, "http://example.org/app?"+query); err != nil {
			t.Fatal(err)
		}
		if picked() != "[Japan Kyoto] [b.txt]" || strings.Count(b.Log(), "is not taken") <= before {
			t.Errorf("%s: %s, logged %s", query, picked(), b.Log())
		}
	}
}

func TestTheAddressIsJudgedAsAVisitorsInput(t *testing.T) {
	n := widgets.NewIntSlider("N", 0, 10)
	name := widgets.NewTextInput("Name")
	both := widgets.NewEditableIntSlider("Both", 0, 10)
	name.MaxLength.Set(document.Some(5))
	name.Validate(func(s string) error {
		if s == "admin" {
			return fmt.Errorf("that is taken")
		}
		return nil
	})
	var heard []int
	n.OnChange(func(v int) { heard = append(heard, v) })
	b := open(t, "n=11&name=admin&both=99", func(doc *document.Document) {
		page.Sync(doc, "n", n)
		page.Sync(doc, "name", name)
		page.Sync(doc, "both", both)
		doc.Add(n, name, both)
	})
	if n.Value() != 0 || name.Value() != "" || both.Value() != 0 || len(heard) > 0 {
		t.Errorf("%d, %q, %d, heard %v", n.Value(), name.Value(), both.Value(), heard)
	}
	if err := b.goes(1, "https://example.org/app?n=7&name=toolong&both=8"); err != nil {
		t.Fatal(err)
	}
	if n.Value() != 7 || name.Value() != "" || both.Value() != 8 || both.Slider.Value() != 8 {
		t.Errorf("%d, %q, %d", n.Value(), name.Value(), both.Value())
	}
	if err := b.goes(2, "https://example.org/app"); err != nil || n.Value() != 0 {
		t.Errorf("without the argument: %d, %v", n.Value(), err)
	}
}

func TestWhatABrowserSaysOfItsAddressIsBounded(t *testing.T) {
	n := reactive.NewState(0)
	b := open(t, "x=1", func(doc *document.Document) { page.Sync(doc, "x", n) })
	for _, href := range []string{"javascript:alert(1)?x=2", "/app?x=2", "http:///app?x=2", "http://u:p@example.org/?x=2", "ftp://example.org/?x=2", "http://example.org/%zz?x=2", "http://example.org/?x=2#" + strings.Repeat("y", 20_000)} {
		if err := b.at(href); err == nil {
			t.Errorf("%.60s was taken", href)
		}
	}
	m := b.root("panelgo.Location")
	for attr, value := range map[string]string{"search": `"?x=2"`, "hash": `"#x"`, "entries": "5", "target": `[1,"http://example.org"]`} {
		if err := b.Set(m, attr, value); err == nil {
			t.Errorf("a browser set %s", attr)
		}
	}
	if n.Value() != 1 {
		t.Errorf("x is %d", n.Value())
	}
	if err := b.goes(1, "http://example.org/app?x=%zz&x=3"); err != nil || n.Value() != 3 {
		t.Errorf("a query that is broken in part: %d, %v", n.Value(), err)
	}
}

func TestTheProgramsWordStandsUntilTheVisitorMoves(t *testing.T) {
	n := reactive.NewState(0)
	b := open(t, "x=1&y=2", func(doc *document.Document) { page.Sync(doc, "x", n) })
	b.Turn(func() { n.Set(5) })
	if told := b.Hears(); !strings.Contains(told, `?x=5\u0026y=2`) && !strings.Contains(told, "?x=5&y=2") {
		t.Errorf("told %s", told)
	}
	if err := b.at("http://example.org/pre/app?x=1&y=2"); err != nil { // said before the browser heard of 5
		t.Fatal(err)
	}
	at := page.Location(b.Doc)
	if n.Value() != 5 || at.Path() != "/pre/app" || at.Value().Host != "example.org" {
		t.Errorf("%d, %v", n.Value(), at.Value())
	}
	if err := b.goes(1, "http://example.org/pre/app?x=1#there"); err != nil || n.Value() != 1 || at.Hash() != "there" {
		t.Errorf("after a step back: %d, %s, %v", n.Value(), at.Hash(), err)
	}
	b.Hears()
	b.Turn(func() { at.SetHash("here"); at.SetQuery("z", "1", "2") })
	if told := b.Hears(); !strings.Contains(told, `"#here"`) || !strings.Contains(told, "z=1") {
		t.Errorf("told %s", told)
	}
	b.Turn(func() { at.SetQuery("x"); at.ReplaceQuery(url.Values{"q": {"?"}}) })
	if at.Value().RawQuery != "q=%3F" {
		t.Error(at.Value().RawQuery)
	}
}

func TestArgumentsHaveTypes(t *testing.T) {
	open(t, "n=5&bad=x&tag=a&tag=b", func(doc *document.Document) {
		if n := page.Argument(doc, "n", 1); n != 5 {
			t.Error(n)
		}
		if n := page.Argument(doc, "bad", 1); n != 1 {
			t.Error(n)
		}
		if s := page.Argument(doc, "none", "fallback"); s != "fallback" {
			t.Error(s)
		}
		if tags := page.Argument(doc, "tag", []string{}); len(tags) != 2 {
			t.Error(tags)
		}
		page.Location(doc).SetQuery("n", "6")
		if n := page.Argument(doc, "n", 1); n != 6 {
			t.Error(n)
		}
	})
}

func TestOnlyPagesAreGoneTo(t *testing.T) {
	open(t, "", func(doc *document.Document) {
		at := page.Location(doc)
		for _, to := range []string{"", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "java\nscript:alert(1)", "vbscript:x", "file:///etc/passwd"} {
			if at.Go(to) == nil {
				t.Errorf("went to %q", to)
			}
		}
		for _, to := range []string{"other", "/app?x=1", "https://example.org/", "?x=1", "#part"} {
			if err := at.Go(to); err != nil {
				t.Error(err)
			}
		}
	})
}

func TestNotificationsAreBoundedAndOnlyTheProgramMakesThem(t *testing.T) {
	var tell *page.Notifications
	var kept *page.Notification
	b := open(t, "", func(doc *document.Document) {
		tell = page.Notify(doc)
		for i := range 60 {
			kept = tell.Info(fmt.Sprint(i))
		}
	})
	if tell.Len() != 50 || !kept.Open() {
		t.Errorf("%d are there", tell.Len())
	}
	m := b.root("panelgo.Notifications")
	if err := b.Set(m, "entries", `[[1,"info","forged",0]]`); err == nil {
		t.Error("a browser made a notification")
	}
	for _, id := range []string{`"x"`, `-1`, `1e99`, `{"type":"number","value":"nan"}`, `null`, `[1]`} {
		_ = b.Fire(m, "notification_gone", `"id":`+id) // refused or passed over
	}
	if tell.Len() != 50 {
		t.Errorf("%d are there", tell.Len())
	}
	if err := b.Fire(m, "notification_gone", `"id":11`); err != nil || tell.Len() != 49 {
		t.Errorf("%d are there after one was dismissed: %v", tell.Len(), err)
	}
	b.Turn(func() {
		if page.Notify(b.Doc) != tell {
			t.Error("there are two places for notifications")
		}
		kept.Close()
		kept.SetText("late")
		kept.For(0)
		tell.Clear()
	})
	if tell.Len() != 0 || kept.Open() {
		t.Errorf("%d are there", tell.Len())
	}
}

func TestWhatABrowserSaysOfItselfIsBounded(t *testing.T) {
	var w *page.Window
	b := open(t, "", func(doc *document.Document) { w = page.Browser(doc) })
	if got := w.Value().Language(); got != "de-CH" || w.Known() {
		t.Errorf("before: %q, known %t", got, w.Known())
	}
	facts := func(width, zone, offset, languages string) string {
		return fmt.Sprintf(`{"type":"map","entries":[["width",%s],["height",600],["pixel_ratio",2],["dark_mode",true],["reduced_motion",false],["touch",true],["languages",%s],["webdriver",false],["timezone",%s],["timezone_offset",%s]]}`, width, languages, zone, offset)
	}
	m := b.root("panelgo.Browser")
	long := `"` + strings.Repeat("x", 1000) + `"`
	for _, bad := range []string{
		facts("-1", `"UTC"`, "0", "[]"), facts("1e300", `"UTC"`, "0", "[]"), facts(`{"type":"number","value":"nan"}`, `"UTC"`, "0", "[]"), facts("800", long, "0", "[]"),
		facts("800", `"UTC"`, "1e9", "[]"), facts("800", `"UTC"`, "0", "["+long+"]"), facts("800", `5`, "0", "[]"), `"none"`, `{"type":"map","entries":[]}`,
	} {
		if err := b.Set(m, "facts", bad); err == nil {
			t.Errorf("%.200s was taken", bad)
		}
	}
	var heard page.Info
	w.OnChange(func(i page.Info) { heard = i })
	if err := b.Set(m, "facts", facts("800", `"../../etc/passwd"`, "-90", `["fr"]`)); err != nil {
		t.Fatal(err)
	}
	if heard.Width != 800 || heard.Language() != "fr" || heard.Offset != 90*time.Minute || !heard.DarkMode || !w.Known() {
		t.Errorf("%+v", heard)
	}
	if _, offset := time.Now().In(heard.Location()).Zone(); offset != 90*60 {
		t.Errorf("offset %d", offset)
	}
}

func TestAThemeIsOneOfTheTwo(t *testing.T) {
	var s *page.Switch
	b := open(t, "theme=dark", func(doc *document.Document) { s = page.Theme(doc) })
	if s.Value() != page.Dark {
		t.Error(s.Value())
	}
	m := b.root("panelgo.Theme")
	for attr, value := range map[string]string{"shown": `"pink"`, "mode": `"dark"`, "live": "true", "turn": "3"} {
		if err := b.Set(m, attr, value); err == nil {
			t.Errorf("a browser set %s", attr)
		}
	}
	if err := b.Set(m, "shown", `"light"`); err != nil || s.Value() != page.Light {
		t.Errorf("%s, %v", s.Value(), err)
	}
	defer func() {
		if recover() == nil {
			t.Error("pink is a theme")
		}
	}()
	b.Turn(func() { page.SetTheme(b.Doc, "pink") })
}
