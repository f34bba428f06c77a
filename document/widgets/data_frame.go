package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// DataFrame shows columns of data, sorts them at a click on a heading, and lets rows be selected.
type DataFrame struct {
	*models.DataTable
	Rows *models.ColumnDataSource // what is shown and selected; plots may draw the same
}

// Heading is a column of a table: the name of the column in the data, and the words above it.
type Heading struct {
	Field  string
	Title  string               // empty: the field's name
	Format models.CellFormatter // nil: as it is
	Width  float64              // px; 0: its share
}

// A table is as high as its rows, up to some; px.
const (
	headHeight = 30
	rowHeight  = 25 // the front end's default
	mostHeight = 400
)

// NewDataFrame makes a table of the columns of some data, in the order of the headings.
func NewDataFrame(data document.Data, headings ...Heading) DataFrame {
	rows := models.NewSource(data)
	t := DataFrame{document.New[models.DataTable](), rows}
	t.Source.Set(rows)
	t.DataTable.View.Set(document.New[models.CDSView]())
	t.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	t.Height.Set(document.Some(min(headHeight+rowHeight*float64(data.Len()), mostHeight)))
	t.IndexPosition.Set(document.None[int]())
	t.Reorderable.Set(false) // dragging headings about needs jQuery UI, which pages do not load
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
		h.Format = plainFormat()
	}
	c.Formatter.Set(h.Format)
	c.Editor.Set(document.New[models.StringEditor]())
	if h.Width > 0 {
		c.Width.Set(h.Width)
	}
	return c
}

// plainFormat shows cells as they are, and nothing where one is missing.
func plainFormat() *models.StringFormatter {
	f := document.New[models.StringFormatter]()
	f.NaNFormat.Set("")
	f.NullFormat.Set("")
	return f
}

// Number formats a column of numbers, for example "0,0.00"; the pattern is numbro's, as the front
// end documents it. A cell without a number is empty.
func Number(pattern string) models.CellFormatter {
	f := document.New[models.NumberFormatter]()
	f.Format.Set(pattern)
	f.TextAlign.Set(document.Value(models.TextAlignRight))
	f.NaNFormat.Set("")
	f.NullFormat.Set("")
	return f
}
