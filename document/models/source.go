package models

import (
	"slices"

	"github.com/panelgo/panelgo/document"
)

// NewSource makes a data source of columns, all of one length, with nothing selected.
func NewSource(data document.Data) *ColumnDataSource {
	s := document.New[ColumnDataSource]()
	s.Selected.Set(document.New[Selection]())
	s.Data.Set(data)
	return s
}

// Show replaces the columns.
func (s *ColumnDataSource) Show(data document.Data) { s.Data.Set(data) }

// Stream adds rows; with a keep above 0 only that many of the latest rows stay. Only the new rows
// travel.
func (s *ColumnDataSource) Stream(rows document.Data, keep int) error {
	return document.Stream(&s.Data, rows, keep)
}

// Patch changes single cells, by column; only those travel.
func (s *ColumnDataSource) Patch(cells map[string][]document.Cells) error {
	return document.Patch(&s.Data, cells)
}

// SelectedRows are the numbers of the selected rows, in rising order; rows count from 0. All of
// them exist, whatever a browser said.
func (s *ColumnDataSource) SelectedRows() []int {
	selection := s.Selected.Get()
	if selection == nil {
		return nil
	}
	rows := slices.Clone(selection.Indices.Get())
	slices.Sort(rows)
	n := s.Data.Get().Len()
	return slices.DeleteFunc(slices.Compact(rows), func(row int) bool { return row < 0 || row >= n })
}

// Select selects rows by their numbers.
func (s *ColumnDataSource) Select(rows ...int) { s.Selected.Get().Indices.Set(rows) }

// OnSelect calls f when the selection changes. Calling stop ends that.
func (s *ColumnDataSource) OnSelect(f func(rows []int)) (stop func()) {
	return s.Selected.Get().Indices.OnChange(func(document.Change[[]int]) { f(s.SelectedRows()) })
}
