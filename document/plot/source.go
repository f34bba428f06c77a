package plot

import (
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Source holds the columns that a figure draws. Figures that share a source also share what is selected in it.
type Source struct{ *models.ColumnDataSource }

// NewSource makes a source of columns, all of one length.
func NewSource(data document.Data) Source {
	s := Source{document.New[models.ColumnDataSource]()}
	s.ColumnDataSource.Selected.Set(document.New[models.Selection]())
	s.ColumnDataSource.Data.Set(data)
	return s
}

// Show replaces the columns.
func (s Source) Show(data document.Data) { s.ColumnDataSource.Data.Set(data) }

// Stream adds rows; with a keep above 0 only that many of the latest rows stay. Only the new rows travel.
func (s Source) Stream(rows document.Data, keep int) error {
	return document.Stream(&s.ColumnDataSource.Data, rows, keep)
}

// Patch changes single cells; only those travel.
func (s Source) Patch(cells map[string][]document.Cells) error {
	return document.Patch(&s.ColumnDataSource.Data, cells)
}

// Selected are the numbers of the selected rows, in rising order; rows count from 0.
func (s Source) Selected() []int {
	rows := slices.Clone(s.ColumnDataSource.Selected.Get().Indices.Get())
	slices.Sort(rows)
	return rows
}

// Select selects rows by their numbers.
func (s Source) Select(rows ...int) { s.ColumnDataSource.Selected.Get().Indices.Set(rows) }

// OnSelect has f run when the selection changes. The returned function ends that.
func (s Source) OnSelect(f func(rows []int)) (stop func()) {
	return s.ColumnDataSource.Selected.Get().Indices.OnChange(func(document.Change[[]int]) { f(s.Selected()) })
}
