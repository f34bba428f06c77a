package widgets

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// RowSource gives pages of rows to a [Tabulator]: a database, a service, or [ColumnRows]. Its
// methods run outside of turns, so that a slow query does not hold up its tab: they must not touch
// the document. Those of one table never run at the same time; tables that share a source do not
// wait for each other.
type RowSource interface {
	// Page returns, of the rows that a query has, n from the start-th on: their columns, the
	// numbers that the source knows them by, and how many rows the query has in all. The context
	// ends when the page is wanted no more: another is asked for, or the session ends. Visitors
	// read an error's text.
	Page(ctx context.Context, q Query, start, n int) (rows document.Data, ids []int, total int, err error)
}

// CellSetter is a [RowSource] whose cells visitors may change.
type CellSetter interface {
	// SetCell changes a cell. With an error, whose text visitors read, the table shows what the
	// source has.
	SetCell(ctx context.Context, id int, field string, value any) error
}

// Query is which rows a visitor wants, and in which order.
type Query struct {
	Sorts   []Sort
	Filters []Filter // all of them hold
}

// Sort is an order by a column.
type Sort struct {
	Field string
	Down  bool
}

// Filter keeps rows whose value relates to another one.
type Filter struct {
	Field string
	Type  string // "like" (contains, in capitals or not), "=", "!=", "<", "<=", ">", ">="
	Value string

	shown func(cell any) string // as the column's format has it; nil: as it is
}

// remote is the state of a table that asks for its rows.
type remote struct {
	source   RowSource
	ids      []int
	chosen   map[int]bool // selected, by id
	onSelect []func(ids []int)

	slot    chan struct{} // holds the call of the source that is under way
	cancel  func()        // ends the latest question for a page
	asked   int           // how often a page was asked for
	edits   []Edit        // that wait to be written
	writing bool
	refused error // why an edit was not taken, until the page has been read again
}

const (
	pageRows    = 20     // unless the author says otherwise
	maxPageRows = 10_000 // that a browser may ask for at once
)

// NewRemoteTabulator makes a table that asks a source for a page of rows at a time, so that there
// may be millions of them. The first page is read here, as it tells what the columns hold, and its
// error is returned; where that takes long, make the table in [document.Document.Go]. Later pages
// are read outside of turns: the table is marked as busy meanwhile, and the page goes on.
//
//	table, err := widgets.NewRemoteTabulator(widgets.ColumnRows(data), columns...)
func NewRemoteTabulator(source RowSource, columns ...Column) (Tabulator, error) {
	t := newTabulator(models.NewSource(document.Data{}), columns)
	t.state.remote = &remote{source: source, chosen: map[int]bool{}, slot: make(chan struct{}, 1), cancel: func() {}}
	t.PageSize.Set(document.Some(float64(pageRows)))
	t.Pagination.Set(document.Some("remote"))
	t.Page.Set(1)
	document.Check(&t.Page, func(page float64) error {
		if page != math.Trunc(page) {
			return errors.New("pages count from 1")
		}
		return within(page, 1, max(1, t.MaxPage.Get()))
	})
	document.ReadOnly(&t.Rows.Selected.Get().Indices)
	if err := t.load(context.Background()); err != nil {
		return t, err
	}
	t.configure(t.Rows.Data.Get(), false)
	t.Page.OnChange(func(document.Change[float64]) { t.turnPage() })
	t.PageSize.OnChange(func(document.Change[document.Opt[float64]]) { t.turnPage() })
	t.Sorters.OnChange(func(document.Change[[]any]) { t.turnPage() })
	t.Filters.OnChange(func(document.Change[[]any]) { t.Page.Set(1); t.turnPage() })
	t.OnEvent("selection-change", t.choose)
	return t, nil
}

// Refresh asks the source again, for when its rows have changed.
func (t Tabulator) Refresh() { t.turnPage() }

// sorts reads the order that a browser asks for.
func (t Tabulator) sorts(wire []any) ([]Sort, error) {
	if len(wire) > len(t.state.columns) {
		return nil, errors.New("there are not so many columns to sort by")
	}
	var sorts []Sort
	for _, x := range wire {
		m, _ := x.(map[string]any)
		field, _ := m["field"].(string)
		if !t.has(field) {
			return nil, fmt.Errorf("there is no column %.60q to sort by", field)
		}
		sorts = append(sorts, Sort{field, m["dir"] == "desc"})
	}
	return sorts, nil
}

// filterTypes are the relations that a filter can ask for.
var filterTypes = []string{"like", "=", "!=", "<", "<=", ">", ">="}

// filters reads which rows a browser asks for.
func (t Tabulator) filters(wire []any) ([]Filter, error) {
	if len(wire) > 2*len(t.state.columns) {
		return nil, errors.New("there are not so many columns to filter by")
	}
	var filters []Filter
	for _, x := range wire {
		m, _ := x.(map[string]any)
		f := Filter{Value: fmt.Sprint(m["value"])}
		f.Field, _ = m["field"].(string)
		f.Type, _ = m["type"].(string)
		if !t.has(f.Field) || !slices.Contains(filterTypes, f.Type) {
			return nil, fmt.Errorf("rows cannot be filtered by %.60q %.10q", f.Field, f.Type)
		}
		f.shown = t.shown(f.Field)
		filters = append(filters, f)
	}
	return filters, nil
}

// choose selects rows as a browser says: places in the page, to add or to drop, after all others
// were dropped.
func (t Tabulator) choose(e document.Event) {
	r := t.state.remote
	places, _ := e.Values["indices"].([]any)
	if e.Values["flush"] == true {
		clear(r.chosen)
	}
	for _, x := range places {
		place, _ := x.(float64)
		id, ok := t.rowAt(place)
		if !ok {
			e.Refuse(errChoice)
			return
		}
		if e.Values["selected"] == true {
			r.chosen[id] = true
		} else {
			delete(r.chosen, id)
		}
	}
	t.showChosen()
	for _, f := range r.onSelect {
		f(t.Selected())
	}
}

// showChosen marks the selected rows of the page.
func (t Tabulator) showChosen() {
	places := []int{}
	for place, id := range t.state.remote.ids {
		if t.state.remote.chosen[id] {
			places = append(places, place)
		}
	}
	t.Rows.Select(places...)
}

// Selected are the rows that are selected, by their place in the data or, in a table that asks for
// its rows, by the numbers that the source knows them by; in rising order.
func (t Tabulator) Selected() []int {
	if t.state.remote == nil {
		return t.Rows.SelectedRows()
	}
	ids := []int{}
	for id := range t.state.remote.chosen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// OnSelect calls f when the selection changes.
func (t Tabulator) OnSelect(f func(rows []int)) {
	if t.state.remote == nil {
		t.Rows.OnSelect(f)
		return
	}
	t.state.remote.onSelect = append(t.state.remote.onSelect, f)
}
