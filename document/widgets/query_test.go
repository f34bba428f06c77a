package widgets_test

import (
	"testing"

	. "github.com/panelgo/panelgo/document/widgets"
)

func TestPlacesAreCountedAsPeopleDo(t *testing.T) {
	for _, row := range []struct {
		text                 string
		offset               int
		wantLine, wantColumn int
	}{
		{"", 0, 1, 1}, {"SELECT x", 7, 1, 8}, {"a\nbc", 2, 2, 1}, {"a\nbc", 3, 2, 2}, {"a\n", 2, 2, 1}, {"å\néñ x", 8, 2, 4},
		{"abc", -1, 1, 1}, {"abc", 99, 1, 4},
	} {
		if line, column := Place(row.text, row.offset); line != row.wantLine || column != row.wantColumn {
			t.Errorf("byte %d of %q is at %d:%d, want %d:%d", row.offset, row.text, line, column, row.wantLine, row.wantColumn)
		}
	}
}
