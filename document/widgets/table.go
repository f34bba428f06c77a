package widgets

import (
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Table shows columns of data, sorts them at a click on a heading, and lets rows be selected.
type Table struct {
	*models.DataTable
	Rows *models.ColumnDataSource // what is shown; may be shared with plots
}

// Heading is a column of a table: the name of the column in the data, and the words above it.
type Heading struct {
	Field  string
	Title  string               // empty: the field's name
	Format models.CellFormatter // nil: as it is
	Width  float64              // px; 0: its share
}

// NewTable makes a table of the columns of some data, in the order of the headings.
func NewTable(data document.Data, headings ...Heading) Table {
	rows := document.New[models.ColumnDataSource]()
	rows.Selected.Set(document.New[models.Selection]())
	rows.Data.Set(data)
	t := Table{document.New[models.DataTable](), rows}
	t.Source.Set(rows)
	t.DataTable.View.Set(document.New[models.CDSView]())
	t.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	t.IndexPosition.Set(document.None[int]())
	columns := make([]*models.TableColumn, len(headings))
	for i, h := range headings {
		columns[i] = h.column()
	}
	t.Columns.Set(columns)
	return t
}

func (h Heading) column() *models.TableColumn {
	c := document.New[models.TableColumn]()
	c.Field.Set(h.Field)
	if h.Title == "" {
		h.Title = h.Field
	}
	c.Title.Set(document.Some(h.Title))
	if h.Format == nil {
		h.Format = document.New[models.StringFormatter]()
	}
	c.Formatter.Set(h.Format)
	c.Editor.Set(document.New[models.StringEditor]())
	if h.Width > 0 {
		c.Width.Set(h.Width)
	}
	return c
}

// Number formats a column of numbers, for example "0,0.00"; the pattern is numbro's, as the front end documents it.
func Number(pattern string) models.CellFormatter {
	f := document.New[models.NumberFormatter]()
	f.Format.Set(pattern)
	f.TextAlign.Set(document.Value(models.TextAlignRight))
	return f
}

// Selected are the numbers of the selected rows, in rising order; rows count from 0 in the order of the data.
func (t Table) Selected() []int {
	rows := slices.Clone(t.Rows.Selected.Get().Indices.Get())
	slices.Sort(rows)
	return rows
}

// Select selects rows by their numbers.
func (t Table) Select(rows ...int) { t.Rows.Selected.Get().Indices.Set(rows) }

// OnSelect has f run when the selection changes. The returned function ends that.
func (t Table) OnSelect(f func(rows []int)) (stop func()) {
	return t.Rows.Selected.Get().Indices.OnChange(func(document.Change[[]int]) { f(t.Selected()) })
}
