// Package logs follows a log file as it grows: filter its lines by level and text, pause, and see how many there are of each
// level. LOG_FILE names the file; without it the app writes one itself. A file that is rotated is followed to the next.
//
//panelgo:gallery Apps
package logs

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/grafana/tail"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

type line struct {
	Time  time.Time `format:"%H:%M:%S" width:"110"`
	Level string    `width:"100"`
	Text  string
}

var levels = []string{"DEBUG", "INFO", "WARN", "ERROR"}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	log, err := follow(doc, os.Getenv("LOG_FILE"))
	if err != nil {
		return err
	}
	level := widgets.WithValues(widgets.NewCheckBoxGroup(widgets.Choices(levels...)), levels...)
	find, live := widgets.NewTextInput("Text"), widgets.With(widgets.NewSwitch("Follow"), true)
	all, seen := []line{}, reactive.NewState([]line{})
	shown := reactive.Bind3(level, find, seen, func(levels []string, text string, seen []line) (some []line) {
		for _, l := range slices.Backward(seen) { // the latest first
			if slices.Contains(levels, l.Level) && strings.Contains(strings.ToLower(l.Text), strings.ToLower(text)) {
				some = append(some, l)
			}
		}
		return some
	})
	table, count := widgets.NewTable[line](nil), layout.NewNumber("Lines", "%.0f", 0)
	table.SetPageSize(15)
	reactive.Link(shown, table)
	reactive.Link(reactive.Bind(shown, func(some []line) float64 { return float64(len(some)) }), count)

	counts, bars := plot.NewSource(byLevel(nil)), plot.New("Lines of the last 100 seconds").TimeX().LegendAbove(4)
	bars.SetPalette("#7a8599", "#3b7dd8", "#e8a10a", "#d63b3b").Stack(counts, "at", levels...)
	show := func() {
		seen.Set(all)
		counts.Show(byLevel(all))
	}
	reactive.Gather(doc, time.Second, log.Lines, func(more []*tail.Line) {
		for _, m := range more {
			all = append(all, parse(m))
		}
		all = slices.Clone(all[max(0, len(all)-2000):])
		if live.Value() {
			show()
		}
	})
	live.OnChange(func(bool) { show() })

	shell := template.New("Log viewer").Look(template.Look{Width: 240})
	shell.Sidebar(count, live, find, layout.Fixed("Levels", level))
	shell.Main(bars, table)
	doc.Add(shell)
	return nil
}

var known = regexp.MustCompile(`^(?:time=)?(\S+)\s+(?:level=)?(DEBUG|INFO|WARN|ERROR)\s+(.*)$`)

// parse reads a line with a time and a level in front, as log/slog writes it. Others are taken whole.
func parse(l *tail.Line) line {
	if parts := known.FindStringSubmatch(l.Text); parts != nil {
		if at, err := time.Parse(time.RFC3339, parts[1]); err == nil {
			return line{at, parts[2], parts[3]}
		}
	}
	return line{l.Time, "INFO", l.Text}
}

// byLevel counts the lines of each level in each of the last ten tens of seconds.
func byLevel(lines []line) document.Data {
	const step = 10 * time.Second
	var begin []time.Time
	for n := range time.Duration(10) {
		begin = append(begin, time.Now().Truncate(step).Add((n-9)*step))
	}
	return plot.Tally(lines, begin, levels, func(l line) (time.Time, string) { return l.Time, l.Level })
}
