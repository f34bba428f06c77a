package plot

import (
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Grid places figures in rows of so many columns, with one toolbar for all: its pan tool pans each
// figure under the mouse, a reset resets all. A nil leaves a gap. The figures lose their own
// toolbars.
func Grid(columns int, figures ...*Figure) *models.GridPlot {
	grid := document.New[models.GridPlot]()
	var items []models.GridItem
	var bars []*models.Toolbar
	for i, f := range figures {
		if f == nil {
			continue
		}
		items = append(items, models.GridItem{Child: f.Figure, Row: i / max(1, columns), Col: i % max(1, columns)})
		f.ToolbarLocation.Set(document.None[models.Location]())
		f.Figure.MinWidth.Set(document.None[float64]()) // a phone shows all columns, too
		f.Stylesheets.Set(added[models.StyleSheetOrStrOrStyleRules](f.Stylesheets.Get(), narrow))
		bars = append(bars, f.Figure.Toolbar.Get())
	}
	grid.Children.Set(items)
	grid.Toolbar.Set(merged(bars))
	grid.Spacing.Set(models.Int(gap))
	grid.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	return grid
}

// narrow puts the figures of a grid below each other where a screen has no room for two.
const narrow = models.Str("@media (max-width: 600px) { :host { grid-column: 1 / -1 !important; grid-row: auto !important; } }")

// gap between figures in a grid, px.
const gap = 8

// merged is a toolbar in which one button stands for the same tool of all figures.
func merged(bars []*models.Toolbar) *models.Toolbar {
	bar := newToolbar()
	bar.Autohide.Set(false)
	proxies := map[kindOfTool]*models.ToolProxy{}
	var tools []models.ToolOrToolProxy
	for _, b := range bars {
		seen := map[reflect.Type]int{}
		for _, tool := range b.Tools.Get() {
			key := kindOfTool{reflect.TypeOf(tool), seen[reflect.TypeOf(tool)]}
			seen[key.is]++
			proxy := proxies[key]
			if proxy == nil {
				proxy = document.New[models.ToolProxy]()
				proxies[key] = proxy
				tools = append(tools, proxy)
			}
			proxy.Tools.Set(added(proxy.Tools.Get(), tool))
			activate(bar, b, tool, proxy)
		}
	}
	bar.Tools.Set(tools)
	return bar
}

// kindOfTool tells tools of one kind apart by their order in a figure.
type kindOfTool struct {
	is    reflect.Type
	order int
}

// activate makes the common toolbar begin with the tools that the figures begin with.
func activate(bar, of *models.Toolbar, tool models.ToolOrToolProxy, proxy *models.ToolProxy) {
	if of.ActiveDrag.Get() == any(tool) {
		bar.ActiveDrag.Set(proxy)
	}
	if of.ActiveScroll.Get() == any(tool) {
		bar.ActiveScroll.Set(proxy)
	}
}
