package reactive_test

import (
	"fmt"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	. "github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// sights are what a view changes between, by their names.
var sights = map[string]func() models.UIElement{
	"nothing": func() models.UIElement { return nil },
	"a word":  func() models.UIElement { return pane.NewText("a word") },
	"a block": func() models.UIElement {
		return layout.Sized(layout.Size{Width: 260, Height: 180}, pane.NewText("a block"))
	},
	"a figure": func() models.UIElement {
		fig := plot.New("a figure")
		fig.Line(plot.NewSource(document.Data{"x": []int{0, 1}, "y": []int{0, 1}}), "x", "y", plot.Style{})
		return fig.Figure
	},
	"many lines": func() models.UIElement {
		lines := layout.Column()
		for i := range 30 {
			line := layout.Sized(layout.Size{Height: 30}, pane.NewText(fmt.Sprintf("line %d", i)))
			lines.Children.Set(append(lines.Children.Get(), line))
		}
		return lines
	},
}

func TestAViewFitsWhereItStands(t *testing.T) {
	tab := show(t, func(doc *document.Document) error {
		what := widgets.NewRadioButtonGroup(widgets.Choices("a word", "nothing", "a block", "a figure", "many lines"))
		place := func(name string) models.UIElement {
			v := View(what, func(s string) models.UIElement { return sights[s]() })
			v.Name.Set(document.Some(name))
			return v
		}
		beside := func() models.UIElement { return pane.NewText("beside") }
		named := func(name string, m models.UIElement, as *document.Prop[document.Opt[string]]) models.UIElement {
			as.Set(document.Some(name))
			return m
		}
		row, flow := layout.Row(beside(), place("row view"), beside()), layout.Flow(200, place("flow view"), beside())
		grid := layout.Cells(2, place("grid view"), beside(), beside(), beside())
		below := func(name string) models.UIElement {
			text := pane.NewText("below")
			return named("below the "+name, text, &text.Name)
		}
		doc.Add(layout.Column(what, named("row", row, &row.Name), below("row"), named("flow", flow, &flow.Name), below("flow"),
			named("grid", grid, &grid.Name), below("grid")))
		return nil
	})
	// The width of a view in a row, in a cell of half the page, and its height, px.
	sizes := map[string][3]float64{
		"nothing": {0, 0, 0}, "a word": {57, 57, 30}, "a block": {260, 260, 180},
		"a figure": {1016, 570, 320}, "many lines": {1016, 570, 1248},
	}
	for _, what := range []string{"a figure", "a word", "a block", "nothing", "many lines", "a word", "a figure", "nothing", "a figure"} {
		tab.ClickText("button", what)
		size := sizes[what]
		for name, width := range map[string]float64{"row": size[0], "flow": size[1], "grid": size[1]} {
			tab.Wait(fits(name, width, size[2]))
		}
		tab.Shot(what + ".png")
	}
}

// fits is JavaScript that holds when a view, and the figure in it, have a size, their neighbours
// lie beside them, and what is below lies below.
func fits(name string, width, height float64) string {
	return chrome.JS(fmt.Sprintf(`(() => {
		const box = (m) => view(m).el.getBoundingClientRect(), near = (a, b) => Math.abs(a - b) <= 24;
		const at = box(model("%[1]s view")), around = box(model("%[1]s")), below = box(model("below the %[1]s"));
		const others = model("%[1]s").children.map((c) => c[0] ?? c).filter((m) => m.name !== "%[1]s view").map(box);
		const apart = (o) => o.left >= at.right || o.right <= at.left || o.top >= at.bottom;
		const child = view(model("%[1]s view")).child_views[0], canvas = child?.canvas_view?.bbox;
		return near(at.width, %[2]v) && near(at.height, %[3]v) && others.every(apart) && around.bottom >= at.bottom && below.top >= around.bottom
			&& (!canvas || near(canvas.width, at.width) && near(canvas.height, at.height));
	})()`, name, width, height))
}
