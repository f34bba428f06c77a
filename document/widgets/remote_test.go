package widgets_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// slow is a source of 100 rows that answers later pages when the test lets it.
type slow struct {
	asked chan int      // the start of each page but the first
	next  chan struct{} // one is let go on

	mu    sync.Mutex
	ended []int          // guarded by mu: pages whose context ended
	cells map[int]string // guarded by mu: what was edited
	under int            // guarded by mu: calls under way
}

func newSlow() *slow {
	return &slow{asked: make(chan int, 10), next: make(chan struct{}, 10), cells: map[int]string{}}
}

// wait waits for the test, and notes when it was not worth it.
func (s *slow) wait(ctx context.Context, start int) error {
	s.mu.Lock()
	s.under++
	alone := s.under == 1
	s.mu.Unlock()
	defer func() { s.mu.Lock(); s.under--; s.mu.Unlock() }()
	if !alone {
		return errors.New("two calls at once")
	}
	s.asked <- start
	select {
	case <-s.next:
		return nil
	case <-ctx.Done():
		s.mu.Lock()
		defer s.mu.Unlock()
		s.ended = append(s.ended, start)
		return ctx.Err()
	}
}

func (s *slow) Page(ctx context.Context, _ Query, start, n int) (document.Data, []int, int, error) {
	if start > 0 {
		if err := s.wait(ctx, start); err != nil {
			return nil, nil, 0, err
		}
	}
	switch start {
	case 60:
		return nil, nil, 0, errors.New("the database is away")
	case 95:
		panic("a bug in the source")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	names, ids := make([]string, n), make([]int, n)
	for i := range n {
		ids[i], names[i] = start+i, fmt.Sprint("row ", start+i)
		if edited, ok := s.cells[start+i]; ok {
			names[i] = edited
		}
	}
	return document.Data{"name": names}, ids, 100, nil
}

func (s *slow) SetCell(ctx context.Context, id int, _ string, value any) error {
	if err := s.wait(ctx, -1); err != nil {
		return err
	}
	if value == "no" {
		return errors.New("the database says no")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cells[id] = fmt.Sprint(value)
	return nil
}

// slowTable is a table of a slow source in a page, with a counter beside it.
func slowTable(t *testing.T) (*slow, Tabulator, *documenttest.Browser) {
	t.Helper()
	source := newSlow()
	table, err := NewRemoteTabulator(source, Column{Field: "name", Editor: EditText()})
	if err != nil {
		t.Fatal(err)
	}
	return source, table, documenttest.Open(t, table)
}

func isBusy(t Tabulator) bool {
	return slices.Contains(t.CSSClasses.Get(), "pn-loading") && t.HTMLAttributes.Get()["aria-busy"] == "true"
}

func first(t Tabulator) string { return t.Rows.Data.Get()["name"].([]string)[0] }

func TestASlowPageDoesNotHoldUpItsTab(t *testing.T) {
	source, table, b := slowTable(t)
	if err := b.Set(table, "page", "2"); err != nil {
		t.Fatal(err)
	}
	if start := <-source.asked; start != 20 {
		t.Errorf("asked from %d on", start)
	}
	b.Turn(func() { table.SetPageSize(20) }) // a turn goes on, and the question is asked anew
	if !isBusy(table) || first(table) != "row 0" {
		t.Errorf("busy: %v, first: %s", isBusy(table), first(table))
	}
	<-source.asked
	source.next <- struct{}{}
	b.Settle()
	if isBusy(table) || first(table) != "row 20" {
		t.Errorf("busy: %v, first: %s", isBusy(table), first(table))
	}
}

func TestOnlyTheLatestPageCounts(t *testing.T) {
	source, table, b := slowTable(t)
	for page, start := range map[string]int{"2": 20} {
		if err := b.Set(table, "page", page); err != nil || <-source.asked != start {
			t.Fatal(err)
		}
	}
	if err := b.Set(table, "page", "3"); err != nil {
		t.Fatal(err)
	}
	if start := <-source.asked; start != 40 {
		t.Errorf("asked from %d on", start)
	}
	source.next <- struct{}{}
	b.Settle()
	if first(table) != "row 40" || isBusy(table) || !slices.Equal(source.ended, []int{20}) {
		t.Errorf("first: %s, busy: %v, ended: %v", first(table), isBusy(table), source.ended)
	}
}

func TestAPageThatFailsSaysSoBelowTheTable(t *testing.T) {
	for page, want := range map[string]string{"4": "the database is away"} {
		source, table, b := slowTable(t)
		if err := b.Set(table, "page", page); err != nil {
			t.Fatal(err)
		}
		source.next <- struct{}{}
		b.Settle()
		if said := fmt.Sprint(table.CSSVariables.Get()); !strings.Contains(said, want) || isBusy(table) || first(table) != "row 0" {
			t.Errorf("said %s, busy: %v, first: %s", said, isBusy(table), first(table))
		}
		if err := b.Set(table, "page", "2"); err != nil {
			t.Fatal(err)
		}
		source.next <- struct{}{}
		b.Settle()
		if said := fmt.Sprint(table.CSSVariables.Get()); strings.Contains(said, want) || first(table) != "row 20" {
			t.Errorf("after that: said %s, first: %s", said, first(table))
		}
	}
}

func TestEditsAreWrittenInOrderOutsideOfTurns(t *testing.T) {
	source, table, b := slowTable(t)
	var heard []any
	table.OnEdit(func(e Edit) { heard = append(heard, e.New) })
	for _, value := range []string{`"a"`, `"b"`, `"c"`} {
		if err := edit(b, table, "name", 3, value); err != nil {
			t.Fatal(err)
		}
	}
	<-source.asked
	if len(heard) > 0 {
		t.Errorf("heard %v of what is not written", heard)
	}
	for range 3 {
		source.next <- struct{}{}
	}
	b.Settle()
	b.Settle() // the edits that came while the first was written
	if source.cells[3] != "c" || fmt.Sprint(heard) != "[a b c]" {
		t.Errorf("the source has %q, the program heard %v", source.cells[3], heard)
	}
	for row, value := range []string{`"x"`, `"no"`, `"d"`, `"e"`} {
		if err := edit(b, table, "name", 2+row, value); err != nil {
			t.Fatal(err)
		}
		source.next <- struct{}{}
	}
	for range 4 { // one is refused, the others are written, the page is read again
		b.Settle()
	}
	if source.cells[4] != "d" || source.cells[5] != "e" {
		t.Errorf("after an edit that was refused the source has %v", source.cells)
	}
	if said := fmt.Sprint(table.CSSVariables.Get()); !strings.Contains(said, "the database says no") || table.Rows.Data.Get()["name"].([]string)[3] != "c" || fmt.Sprint(heard) != "[a b c x d e]" {
		t.Errorf("said %s, shows %v, heard %v", said, table.Rows.Data.Get()["name"].([]string)[3], heard)
	}
}

func TestThePageGoesOnInChromiumWhileATableWaits(t *testing.T) {
	source := newSlow()
	app := func(doc *document.Document) error {
		table, err := NewRemoteTabulator(source, Column{Field: "name"})
		if err != nil {
			return err
		}
		table.SetPageSize(5)
		table.DataTabulator.Name.Set(document.Some("slow"))
		clicks, said := 0, NewStaticText("clicks", "0")
		button := NewButton("Count")
		button.OnClick(func() { clicks++; said.SetValue(fmt.Sprint(clicks)) })
		column := document.New[models.Column]()
		column.Children.Set([]models.UIElement{button, said, table})
		column.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
		doc.Add(column)
		return nil
	}
	tab := chrome.Open(t, publish(t, panelgo.Apps{"slow": app})+"/slow")
	tab.Wait(cells("slow", "name", `texts[0] === "row 0"`))
	still(tab, "slow", ".tabulator-page[data-page='next']")
	<-source.asked
	tab.Wait(inView("slow", `v.el.matches(".pn-loading[aria-busy=true]")`))
	tab.Click(tab.Inside("Count", "button"))
	tab.WaitText(": 1")
	tab.Wait(cells("slow", "name", `texts[0] === "row 0"`))
	source.next <- struct{}{}
	tab.Wait(cells("slow", "name", `texts[0] === "row 5"`))
	tab.Wait(inView("slow", `!v.el.matches(".pn-loading, [aria-busy=true]")`))

	still(tab, "slow", ".tabulator-page[data-page='last']") // where the source panics
	source.next <- struct{}{}
	tab.Wait(inView("slow", `getComputedStyle(v.el, "::after").content.includes("did not work")`))
	tab.Wait(inView("slow", `!v.el.matches(".pn-loading, [aria-busy=true]")`))
}
