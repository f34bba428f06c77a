package widgets

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/internal/cell"
	"github.com/panelgo/panelgo/document/models"
)

// Tabulator is a table to sort, filter, page through, select in and edit. It holds its rows in the
// page (NewTabulator), or asks the program for a page of them at a time (NewRemoteTabulator).
type Tabulator struct {
	*models.DataTabulator
	Rows  *models.ColumnDataSource // what the page has: all rows, or those of the page that shows
	state *tabulated
}

// Column is a column of a [Tabulator].
type Column struct {
	Field  string               // the name of the column in the data
	Title  string               // the words above it; empty: the field's name
	Format models.CellFormatter // nil: as it is
	Width  float64              // px; 0: its share
	Editor models.CellEditor    // nil: visitors cannot edit it, and select a row by a click; see EditText and the others
	Filter bool                 // a field under the heading that filters rows
}

// Edit is a change that a visitor makes to a cell.
type Edit struct {
	Row      int // counts from 0, in the order of the data, however it is sorted
	Field    string
	Old, New any // of the type of the column's values
}

// tabulated is what a table knows beyond its model.
type tabulated struct {
	columns  []Column
	validate func(Edit) error
	refused  bool // a complaint stands below the table
	edited   []func(Edit)
	pending  []Edit                         // accepted, and told once they are in the data
	content  func(row int) models.UIElement // below a row that is open
	remote   *remote                        // nil: all rows are in the page
}

// NewTabulator makes a table of the columns of some data. Numbers sort as such, and so do times.
func NewTabulator(data document.Data, columns ...Column) Tabulator {
	return NewSourceTabulator(models.NewSource(data), columns...)
}

// NewSourceTabulator makes a table of a source that figures draw, too: what is selected in one is
// selected in the others, and what the source shows they all show. Browsers change only cells that
// have editors.
func NewSourceTabulator(rows *models.ColumnDataSource, columns ...Column) Tabulator {
	t := newTabulator(rows, columns)
	t.configure(rows.Data.Get(), false)
	return t
}

func newTabulator(rows *models.ColumnDataSource, columns []Column) Tabulator {
	t := Tabulator{document.New[models.DataTabulator](), rows, &tabulated{columns: columns}}
	t.Source.Set(t.Rows)
	t.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	t.Layout.Set(models.TabulatorLayoutFitColumns)
	all := make([]*models.TableColumn, len(columns))
	for i, c := range columns {
		all[i] = Heading{c.Field, c.Title, c.Format, c.Width}.column()
		all[i].Width.Set(c.Width) // 0: its share, as here the front end's default would be 300 px
		all[i].Editor.Set(c.Editor)
		if c.Editor == nil {
			all[i].Editor.Set(document.New[models.StringEditor]())
		}
	}
	t.Columns.Set(all)
	document.ReadOnly(&t.Columns, &t.Configuration, &t.Source, &t.Children, &t.Buttons, &t.Pagination, &t.MaxPage, &t.Filename, &t.Rows.Selected)
	document.Check(&t.Rows.Data, t.judge)
	document.OnInexact(&t.Rows.Data, func(err *document.InexactError) { t.complain(err) })
	t.Rows.Data.OnChange(func(document.Change[document.Data]) { t.tell() })
	document.Check(&t.Sorters, func(sorters []any) error { _, err := t.sorts(sorters); return err })
	document.Check(&t.Filters, func(filters []any) error { _, err := t.filters(filters); return err })
	document.Check(&t.PageSize, func(n document.Opt[float64]) error { return within(n.Or(1), 1, maxPageRows) })
	document.Check(&t.Expanded, t.checkExpanded)
	t.Expanded.OnChange(func(document.Change[[]float64]) { t.open() })
	return t
}

// configure tells the front end how columns behave, in its own words.
func (t Tabulator) configure(data document.Data, opens bool) {
	var all []any
	if opens {
		all = append(all, map[string]any{"formatter": "expand"})
	}
	for i, c := range t.state.columns {
		sorter := sorterOf(data[c.Field])
		options := map[string]any{"field": c.Field, "editable": c.Editor != nil, "sorter": sorter}
		if c.Width == 0 {
			options["minWidth"] = leastWidth(cmp.Or(c.Title, c.Field), sorter)
		}
		if sorter == sortTimes && c.Format == nil {
			t.Columns.Get()[i].Formatter.Set(Time(""))
		}
		if sorter == sortNumbers {
			options["hozAlign"], options["headerHozAlign"] = "right", "right"
			if plain, ok := t.Columns.Get()[i].Formatter.Get().(*models.StringFormatter); ok && c.Format == nil {
				plain.TextAlign.Set(document.Value(models.TextAlignRight))
			}
		}
		if c.Filter {
			options["headerFilter"] = "input"
		}
		all = append(all, options)
	}
	t.Configuration.Set(map[string]any{"columns": all})
}

// shown returns what writes the cells of a column as the page shows them, nil where that is as they
// are.
func (t Tabulator) shown(field string) func(v any) string {
	i := slices.IndexFunc(t.Columns.Get(), func(c *models.TableColumn) bool { return c.Field.Get() == field })
	if i < 0 {
		return nil
	}
	pattern := ""
	switch f := t.Columns.Get()[i].Formatter.Get().(type) {
	case *models.NumberFormatter:
		pattern = f.Format.Get()
	case *models.DateFormatter:
		pattern = f.Format.Get()
	default:
		return nil
	}
	return func(v any) string {
		if text, ok := cell.Format(v, pattern); ok {
			return text
		}
		return cell.Text(v)
	}
}

// leastWidth is how wide a column is at least, px: its heading can be read, and most numbers, dates
// and short words. In a table that is narrower than its columns visitors scroll to the rest.
// Measured of the page's font: 9 px a letter, 40 around them.
func leastWidth(title, sorter string) int {
	least := 100
	if sorter == sortNumbers || sorter == "boolean" {
		least = 80
	}
	return max(least, min(40+9*utf8.RuneCountInString(title), 240))
}

func sorterOf(column any) string {
	switch column.(type) {
	case []time.Time:
		return sortTimes
	case []bool:
		return "boolean"
	}
	if v := reflect.ValueOf(column); v.IsValid() && v.Kind() == reflect.Slice && (v.Type().Elem().Kind() >= reflect.Int && v.Type().Elem().Kind() <= reflect.Float64) {
		return sortNumbers
	}
	return "string"
}

// The front end's names for the sorting of numbers, whose columns stand at the right, and of times.
// static/own/panel.js has an order of its own in their place, that of package cell.
const sortNumbers, sortTimes = "number", "timestamp"

// EditText has visitors edit a column of texts.
func EditText() models.CellEditor { return document.New[models.StringEditor]() }

// EditNumber has visitors edit a column of numbers.
func EditNumber() models.CellEditor { return document.New[models.NumberEditor]() }

// EditBool has visitors tick a column of bools.
func EditBool() models.CellEditor { return document.New[models.CheckboxEditor]() }

// EditChoice has visitors pick a text from a list.
func EditChoice(options ...string) models.CellEditor {
	e := document.New[models.SelectEditor]()
	e.Options.Set(options)
	return e
}

// SetPageSize shows the rows in pages of so many.
func (t Tabulator) SetPageSize(rows int) {
	t.PageSize.Set(document.Some(float64(rows)))
	if t.state.remote != nil {
		t.turnPage()
		return
	}
	t.Pagination.Set(document.Some("local"))
	t.Page.Set(1)
}

// GroupBy puts rows together that have the same values in some columns.
func (t Tabulator) GroupBy(fields ...string) { t.Groupby.Set(fields) }

// Save has the browser save the rows that it has as a file, in the order and with the filters that
// its visitor chose: JSON if the name ends in .json, else CSV. Cells are written as
// [Tabulator.DownloadButton] writes them.
func (t Tabulator) Save(filename string) {
	t.Filename.Set(filename)
	t.Download.Set(!t.Download.Get())
}

// OnClick calls f when a cell is clicked. Calling stop ends it.
func (t Tabulator) OnClick(f func(row int, field string)) (stop func()) {
	return t.OnEvent("cell-click", func(e document.Event) {
		at, _ := e.Values["row"].(float64)
		field, _ := e.Values["column"].(string)
		if row, ok := t.rowAt(at); ok && t.has(field) {
			f(row, field)
		}
	})
}

func (t Tabulator) has(field string) bool {
	return slices.ContainsFunc(t.state.columns, func(c Column) bool { return c.Field == field })
}

// rowAt is the row in the data that stands at a place in the page.
func (t Tabulator) rowAt(place float64) (row int, ok bool) {
	if place < 0 || place != math.Trunc(place) || place >= float64(t.Rows.Data.Get().Len()) {
		return 0, false
	}
	if r := t.state.remote; r != nil {
		return r.ids[int(place)], true
	}
	return int(place), true
}

// OnEdit calls f when a visitor has changed a cell.
func (t Tabulator) OnEdit(f func(e Edit)) { t.state.edited = append(t.state.edited, f) }

// Validate has f judge what visitors enter into cells; what it refuses is taken back, and its error
// is shown below the table.
func (t Tabulator) Validate(f func(e Edit) error) { t.state.validate = f }

// judge lets a browser change single cells of columns that have editors, and nothing else.
func (t Tabulator) judge(new document.Data) error {
	old := t.Rows.Data.Get()
	if len(new) != len(old) || new.Len() != old.Len() {
		return errors.New("a table's rows are not for browsers to add or drop")
	}
	var edits []Edit
	before := map[string][]document.Cells{}
	for _, field := range slices.Sorted(maps.Keys(old)) {
		was, is := reflect.ValueOf(old[field]), reflect.ValueOf(new[field])
		if !is.IsValid() || is.Type() != was.Type() || is.Kind() != reflect.Slice {
			return fmt.Errorf("%.60q is not the column that it was", field)
		}
		if was.Pointer() == is.Pointer() {
			continue
		}
		for i := range was.Len() {
			if a, b := was.Index(i).Interface(), is.Index(i).Interface(); !same(a, b) {
				row, _ := t.rowAt(float64(i))
				edits = append(edits, Edit{row, field, a, b})
				before[field] = append(before[field], document.Cells{Rows: i, Values: a})
			}
		}
	}
	for _, e := range edits {
		err := t.judgeEdit(e)
		if errors.Is(err, document.ErrIgnore) {
			return errors.Join(err, t.Rows.Patch(before)) // the page shows again what it had
		}
		if err != nil {
			return err
		}
	}
	t.state.pending = edits
	return nil
}

// same reports whether two cells hold the same; not-a-number is the same as itself here.
func same(a, b any) bool {
	if reflect.DeepEqual(a, b) {
		return true
	}
	x, isX := a.(float64)
	y, isY := b.(float64)
	return isX && isY && math.IsNaN(x) && math.IsNaN(y)
}

func (t Tabulator) judgeEdit(e Edit) error {
	i := slices.IndexFunc(t.state.columns, func(c Column) bool { return c.Field == e.Field })
	if i < 0 || t.state.columns[i].Editor == nil || !t.Editable.Get() || t.Disabled.Get() {
		return fmt.Errorf("%.60q is not for visitors to edit", e.Field)
	}
	if choice, ok := t.state.columns[i].Editor.(*models.SelectEditor); ok && !slices.Contains(choice.Options.Get(), fmt.Sprint(e.New)) {
		return errChoice
	}
	var err error
	if t.state.validate != nil {
		err = t.state.validate(e)
	}
	t.complain(err)
	if err != nil {
		return document.ErrIgnore
	}
	return nil
}

// complain says below the table why an edit was not taken; nil takes away what it said before.
func (t Tabulator) complain(err error) {
	if err != nil || t.state.refused {
		t.state.refused = err != nil
		beside{&t.CSSClasses, &t.CSSVariables}.show(err)
	}
}

// tell writes the edits that are in the data now to the source, if it takes them, and hands them
// out.
func (t Tabulator) tell() {
	edits := t.state.pending
	t.state.pending = nil
	if r := t.state.remote; r != nil {
		if set, ok := r.source.(CellSetter); ok {
			r.edits = append(r.edits, edits...)
			t.write(set)
			return
		}
	}
	t.handOut(edits)
}

// handOut tells the program of edits.
func (t Tabulator) handOut(edits []Edit) {
	for _, e := range edits {
		for _, f := range t.state.edited {
			f(e)
		}
	}
}

// SetContent has f make what is shown below a row that a visitor opens.
func (t Tabulator) SetContent(f func(row int) models.UIElement) {
	t.state.content = f
	t.configure(t.Rows.Data.Get(), true)
	t.open()
}

func (t Tabulator) checkExpanded(places []float64) error {
	if t.state.content == nil && len(places) > 0 || len(places) > 100 {
		return errors.New("so many rows do not open")
	}
	for _, place := range places {
		if _, ok := t.rowAt(place); !ok {
			return fmt.Errorf("there is no row %v", place)
		}
	}
	return nil
}

// open makes the content of rows that are open, and forgets that of others.
func (t Tabulator) open() {
	if t.state.content == nil {
		return
	}
	had, _ := t.Children.Get().(document.Entries)
	children := document.Entries{}
	for _, place := range t.Expanded.Get() {
		i := slices.IndexFunc(had, func(pair [2]any) bool { return pair[0] == int(place) })
		if row, ok := t.rowAt(place); i >= 0 {
			children = append(children, had[i])
		} else if ok {
			children = append(children, [2]any{int(place), t.state.content(row)})
		}
	}
	t.Children.Set(children)
}
