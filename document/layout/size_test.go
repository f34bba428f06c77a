package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

func TestAnyComponentIsGivenASize(t *testing.T) {
	area := widgets.NewTextAreaInput("Note", 3)
	area.Width.Set(document.Some(99.0))
	layout.SetSize(area, layout.Size{Height: 240, MaxWidth: 500, Stretch: true})
	got := fmt.Sprint(area.Height.Get(), area.MaxWidth.Get(), area.Width.Get(), area.SizingMode.Get())
	want := fmt.Sprint(document.Some(240.0), document.Some(500.0), document.Some(99.0), document.Some(models.SizingModeStretchWidth))
	if got != want {
		t.Errorf("it has %s, not %s", got, want)
	}
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "cannot be given a size") {
			t.Error(said)
		}
	}()
	layout.SetSize(document.New[models.Tooltip](), layout.Size{Width: 1})
}

func TestColumnsAndRowsGrow(t *testing.T) {
	first, second := words("first"), words("second")
	c, r := layout.Column(first), layout.Row()
	before := c.Children.Get()
	c.Append(second)
	r.Append(first, second)
	if len(before) != 1 || len(c.Children.Get()) != 2 || len(r.Children.Get()) != 2 {
		t.Error("something is missing, or there twice")
	}
}
