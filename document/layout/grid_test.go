package layout_test

import (
	"testing"

	"github.com/panelgo/panelgo/document/layout"
)

func TestAPlaceOverColumnsSaysOverHowManyRows(t *testing.T) {
	item := layout.Grid(layout.Place{Child: layout.Divider(), Cols: 2}).Children.Get()[0]
	if rows, ok := item.RowSpan.Get(); !ok || rows != 1 { // the front end takes no list with a gap
		t.Errorf("over %v rows", item.RowSpan)
	}
}
