// Package logs follows a log file as it grows: filter its lines by level and text, pause, and see how many there are of each
// level. LOG_FILE names the file; without it the app writes one itself. A file that is rotated is followed to the next.
//
//panelgo:gallery Apps
package logs

import (
	"os"
	"slices"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

const (
	most   = 2000 // lines that are kept
	groups = 10   // bars, of 10 s each
)

var levels = []string{"DEBUG", "INFO", "WARN", "ERROR"}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	log, err := open(os.Getenv("LOG_FILE"))
	if err != nil {
		return err
	}
	doc.OnClose(log.close) // which runs, too, if what follows fails

	all := reactive.NewState([]entry{})
	level := widgets.NewCheckBoxGroup(widgets.Choices(levels...))
	level.SetValue(levels...)
	find, follow := widgets.NewTextInput("Text"), widgets.NewSwitch("Follow")
	follow.SetValue(true)
	shown := reactive.Bind3(level, find, all, func(levels []string, text string, all []entry) (some []entry) {
		for _, e := range slices.Backward(all) { // the latest first
			if slices.Contains(levels, e.Level) && strings.Contains(strings.ToLower(e.Text), strings.ToLower(text)) {
				some = append(some, e)
			}
		}
		return some
	})
	lines, table := layout.NewNumber("Lines", "%.0f", 0), widgets.NewTabulator(plot.Columns(shown.Value()), widgets.ColumnsOf[entry]()...)
	table.SetPageSize(15)
	shown.OnChange(func(some []entry) {
		table.Rows.Show(plot.Columns(some))
		lines.SetValue(float64(len(some)))
	})
	counts := plot.NewSource(count(nil))
	bars := plot.New("Lines of the last 100 seconds").CategoriesX(plot.Names())
	bars.Stack(counts, "at", levels...)
	bars.LegendAbove(4).XAxis.Turn(0.6)
	look := func() {
		if !follow.Value() {
			return
		}
		some := slices.Clone(all.Value())
		for _, line := range log.read() {
			some = append(some, parse(line))
		}
		all.Set(some[max(0, len(some)-most):])
		data := count(some)
		bars.SetCategoriesX(plot.Names(data["at"].([]string)...))
		counts.Show(data)
	}
	look()
	doc.Every(time.Second, look)

	shell := template.New("Log viewer").Look(template.Look{Width: 240})
	shell.Sidebar(lines, follow, find, layout.Fixed("Levels", level))
	shell.Main(bars, table)
	doc.SetTitle("Logs")
	doc.Add(shell)
	return nil
}
