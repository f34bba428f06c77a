package examples

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// serve publishes the examples, with the options changed as told, and answers the address that they are at.
func serve(t *testing.T, changes ...func(*panelgo.Options)) string {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	for _, change := range changes {
		change(&opts)
	}
	server, err := panelgo.New(all, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server)
}

func TestASliderMovesByMouseAndByKeyboard(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/sliders")
	tab.Drag("Value", 0.5)
	tab.WaitText("value: 500000")
	tab.Focus("Value", ".noUi-handle")
	tab.Keys(chrome.ArrowRight)
	tab.WaitText("value: 500001")
	if sent, answered := tab.Sent(`"PATCH-DOC"`), tab.Got(`"OK"`); sent != answered {
		tab.WaitFrames(func() bool { return tab.Sent(`"PATCH-DOC"`) == tab.Got(`"OK"`) })
	}
}

func TestAWaveFollowsItsSliders(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/waves")
	highest := `Math.max(...[...Bokeh.documents[0]._all_models.values()].find((m) => m.type === "ColumnDataSource").data.level)`
	tab.Wait(highest + " < 1.01")
	tab.Drag("Amplitude", 1)
	tab.Wait(highest + " > 1.9")
}

func TestAStreamGrows(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/stream")
	rows := `[...Bokeh.documents[0]._all_models.values()].find((m) => m.type === "ColumnDataSource").data.Time.length`
	before := chrome.Eval[int](tab, rows)
	tab.Wait(fmt.Sprintf("%s > %d", rows, before+3))
}

func TestATableSortsAndSelects(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/table")
	name := ".tabulator-row .tabulator-cell[tabulator-field='Name']"
	tab.Click(tab.Find(name))
	tab.WaitText("1 selected, 0 moons")
	tab.ClickText(".tabulator-col-title", "Diameter, km")
	tab.Wait(chrome.JS(`every(document, ".tabulator-col[aria-sort=ascending]").length === 1`))
	tab.ClickText(".tabulator-col-title", "Diameter, km") // largest first
	tab.Wait(chrome.JS(`every(document, ".tabulator-row .tabulator-cell[tabulator-field='Name']")[0].textContent === "Jupiter"`))
	tab.Click(tab.Find(name))
	tab.WaitText("1 selected, 97 moons")
}

func TestATableTakesBackWhatItsProgramRefuses(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/tabulator_edit")
	count := tab.Find(".tabulator-row .tabulator-cell[tabulator-field='count']")
	for _, try := range [][2]string{{"30", "there is room for 20 at most"}, {"7", "row 1: count was 2, is 7"}} {
		tab.Click(count)
		tab.Wait(chrome.JS(`every(document, ".tabulator-editing input").length === 1`))
		tab.Keys(chrome.Backspace + try[0] + chrome.Enter)
		tab.Wait(chrome.JS(fmt.Sprintf(`every(document, "*").some((el) => el.textContent.includes(%[1]q) || getComputedStyle(el, "::after").content.includes(%[1]q))`, try[1])))
	}
}

func TestASelectionInOnePlotShowsInTheOther(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/select")
	plots := tab.Find(".bk-events")
	tab.Sweep(plots, 0.3, 0.1, 0.9, 0.9)
	tab.WaitText("homes selected")
	tab.Shot("selected.png")
	if n := chrome.Eval[int](tab, `[...Bokeh.documents[0]._all_models.values()].filter((m) => m.type === "ColumnDataSource").length`); n != 1 {
		t.Errorf("the plots have %d sources", n)
	}
}

func TestTwoTabsAreTwoSessions(t *testing.T) {
	address := serve(t)
	one, two := chrome.Open(t, address+"/sliders"), chrome.Open(t, address+"/sliders")
	one.Drag("Value", 0.25)
	one.WaitText("value: 250000")
	two.Drag("Value", 0.75)
	two.WaitText("value: 750000")
	one.WaitText("value: 250000")
}

func TestASessionSurvivesALostConnection(t *testing.T) {
	wire := newCable(t, serve(t))
	tab := chrome.Open(t, wire.address+"/sliders")
	tab.Drag("Value", 0.5)
	tab.WaitText("value: 500000")
	wire.cut()
	tab.WaitFrames(func() bool { return tab.Sent(`"client_reconnected"`) == 1 })
	tab.WaitText("value: 500000")
	tab.Drag("Value", 0.75)
	tab.WaitText("value: 750000")
	if n := tab.Sent(`"document_ready"`); n != 1 {
		t.Errorf("document_ready was sent %d times", n)
	}
	tab.Forgive() // the browser reports the lost connection
}

// cable carries connections to a server, and can be cut: that ends those of the moment.
type cable struct {
	address string
	mu      sync.Mutex
	open    []net.Conn // guarded by mu
}

func newCable(t *testing.T, to string) *cable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{address: "http://" + l.Addr().String()}
	t.Cleanup(func() { l.Close(); c.cut() })
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to[len("http://"):])
			if err != nil {
				near.Close()
				continue
			}
			c.mu.Lock()
			c.open = append(c.open, near, far)
			c.mu.Unlock()
			go carry(near, far)
			go carry(far, near)
		}
	}()
	return c
}

func carry(from, to net.Conn) {
	io.Copy(to, from)
	from.Close()
	to.Close()
}

func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range c.open {
		conn.Close()
	}
	c.open = nil
}
