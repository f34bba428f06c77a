// Package logs follows a log file as it grows: filter its lines by level and text, pause, and see how many there are of each
// level. LOG_FILE names the file; without it the app writes one itself. A file that is rotated is followed to the next.
//
//panelgo:gallery Apps
package logs

import (
	"cmp"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

type entry struct {
	Time  string `width:"110"`
	Level string `width:"100"`
	Text  string
}

const (
	most   = 2000 // lines that are kept
	groups = 10   // bars, of 10 s each
)

var levels = []string{"DEBUG", "INFO", "WARN", "ERROR"}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	name := cmp.Or(os.Getenv("LOG_FILE"), demo)
	if name == demo {
		write(time.Now())
	}
	log, err := open(name)
	if err != nil {
		return err
	}
	doc.OnClose(log.close)

	var all []entry
	grown := reactive.NewState(0) // lines so far
	level := widgets.NewCheckBoxGroup(widgets.Choices(levels...))
	level.SetValue(levels...)
	find, follow := widgets.NewTextInput("Text"), widgets.NewSwitch("Follow")
	follow.SetValue(true)
	table := widgets.NewTabulator(plot.Columns(all), widgets.ColumnsOf[entry]()...)
	table.SetPageSize(15)
	counts := plot.NewSource(count(all, time.Now()))
	bars := plot.New("Lines of the last 100 seconds").CategoriesX(plot.Names(counts.Data.Get()["at"].([]string)...))
	bars.Stack(counts, "at", levels...)
	bars.LegendAbove(4).XAxis.Turn(0.6)
	lines := layout.NewNumber("Lines", "%.0f", 0)

	shown := reactive.Bind3(level, find, grown, func(levels []string, text string, _ int) []entry {
		some := slices.DeleteFunc(slices.Clone(all), func(e entry) bool {
			return !slices.Contains(levels, e.Level) || !strings.Contains(strings.ToLower(e.Text), strings.ToLower(text))
		})
		slices.Reverse(some) // the latest first
		return some
	})
	shown.OnChange(func(some []entry) {
		table.Rows.Show(plot.Columns(some))
		lines.SetValue(float64(len(some)))
	})
	look := func() {
		if name == demo {
			write(time.Now())
		}
		if !follow.Value() {
			return
		}
		for _, line := range log.read() {
			all = append(all, parse(line))
		}
		all = all[max(0, len(all)-most):]
		grown.Set(grown.Value() + 1)
		data := count(all, time.Now())
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

var known = regexp.MustCompile(`^(?:time=)?\S*?(\d\d:\d\d:\d\d)\S*\s+(?:level=)?(DEBUG|INFO|WARN|ERROR)\s+(.*)$`)

// parse reads a line with a time and a level in front, as log/slog writes it. Others are taken whole.
func parse(line string) entry {
	if parts := known.FindStringSubmatch(line); parts != nil {
		return entry{parts[1], parts[2], parts[3]}
	}
	return entry{Level: "INFO", Text: line}
}

// count counts the lines of each level by the 10 s in which they were written.
func count(all []entry, now time.Time) document.Data {
	at, n := make([]string, groups), map[string][]int{}
	for i := range at {
		at[i] = now.UTC().Truncate(10 * time.Second).Add(time.Duration(i+1-groups) * 10 * time.Second).Format("15:04:05")
	}
	for _, name := range levels {
		n[name] = make([]int, groups)
	}
	for _, e := range all {
		if i, found := slices.BinarySearch(at, e.Time); found || i > 0 && e.Time >= at[0] {
			if !found {
				i--
			}
			n[e.Level][i]++
		}
	}
	return document.Data{"at": at, "DEBUG": n["DEBUG"], "INFO": n["INFO"], "WARN": n["WARN"], "ERROR": n["ERROR"]}
}
