package widgets_test

import (
	"testing"
	"time"

	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestColumnsAreThoseOfAStruct(t *testing.T) {
	type sale struct {
		Day    time.Time `plot:"day" title:"Day" format:"%d %b" width:"90"`
		Total  float64   `title:"Total, €" format:"0.00"`
		Buyer  string
		ID     int `title:"-"`
		Basket any `plot:"-"`
		paid   bool
	}
	_ = sale{}.paid
	columns := ColumnsOf[sale]()
	if len(columns) != 3 {
		t.Fatalf("%d columns, want 3", len(columns))
	}
	day, total, buyer := columns[0], columns[1], columns[2]
	if f, ok := day.Format.(*models.DateFormatter); day.Field != "day" || day.Title != "Day" || day.Width != 90 || !ok || f.Format.Get() != "%d %b" {
		t.Errorf("the day's column is %+v", day)
	}
	if f, ok := total.Format.(*models.NumberFormatter); total.Field != "Total" || total.Title != "Total, €" || !ok || f.Format.Get() != "0.00" {
		t.Errorf("the total's column is %+v", total)
	}
	if buyer.Field != "Buyer" || buyer.Title != "" || buyer.Format != nil {
		t.Errorf("the buyer's column is %+v", buyer)
	}
}

func TestColumnsOfWhatHasNoneAreAMistake(t *testing.T) {
	for name, f := range map[string]func(){
		"no struct": func() { ColumnsOf[int]() },
		"a width": func() {
			ColumnsOf[struct {
				A int `width:"wide"`
			}]()
		},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}
