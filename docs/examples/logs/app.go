// Package logs follows a log file as it grows: filter its lines by level and text, pause, and see how many there are of each
// level. LOG_FILE names the file; without it the app writes one itself. A file that is rotated is followed to the next.
//
//panelgo:gallery Apps
package logs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
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

type line struct {
	Time  time.Time `format:"%H:%M:%S" width:"110"`
	Level string    `width:"100"`
	Text  string
}

var levels = []string{"DEBUG", "INFO", "WARN", "ERROR"}

const most = 2000 // lines that are kept

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	name, err := logFile(doc)
	if err != nil {
		return err
	}
	level := widgets.With(widgets.NewCheckBoxGroup(widgets.Choices(levels...)), levels)
	find, follow := widgets.NewTextInput("Text"), widgets.With(widgets.NewSwitch("Follow"), true)
	latest := plot.NewRows[line](nil)
	var held []line // what has come while the visitor pauses
	show := func(follow bool) {
		if follow {
			latest.Append(most, held...)
			held = nil
		}
	}
	follow.OnChange(show)
	_, err = reactive.Tail(doc, name, time.Second, func(more []string) {
		held = append(held, parse(more)...)
		held = held[max(0, len(held)-most):]
		show(follow.Value())
	})
	if err != nil {
		return err
	}
	shown := reactive.Bind3(level, find, latest, func(levels []string, text string, latest []line) (some []line) {
		for _, l := range slices.Backward(latest) { // the latest first
			if slices.Contains(levels, l.Level) && strings.Contains(strings.ToLower(l.Text), strings.ToLower(text)) {
				some = append(some, l)
			}
		}
		return some
	})
	table, count := widgets.NewTable(shown.Value()), layout.NewNumber("Lines", "%.0f", 0)
	table.SetPageSize(15)
	reactive.Link(shown, table)
	reactive.Link(reactive.Bind(shown, func(some []line) float64 { return float64(len(some)) }), count)
	counts := plot.NewHistogram(plot.LatestBins(10*time.Second, 10), levels, func(l line) (time.Time, string) { return l.Time, l.Level })
	reactive.Link(latest, counts)
	bars := plot.New("Lines of the last 100 seconds").TimeX().LegendAbove(4)
	bars.SetPalette("#7a8599", "#3b7dd8", "#e8a10a", "#d63b3b").Stack(counts.Source, "at", levels...)

	shell := template.New("Log viewer").Look(template.Look{Width: 240})
	shell.Sidebar(count, follow, find, layout.Fixed("Levels", level))
	shell.Main(bars, table)
	doc.Add(shell)
	return nil
}

// logFile is what LOG_FILE names, else a file that the app writes as long as the session lasts.
func logFile(doc *panelgo.Document) (name string, err error) {
	if name := os.Getenv("LOG_FILE"); name != "" {
		return name, nil
	}
	file, err := os.CreateTemp("", "panelgo-demo-*.log")
	if err != nil {
		return "", err
	}
	doc.OnClose(func() { file.Close(); os.Remove(file.Name()) })
	events := []string{
		"DEBUG cache hit for user", "INFO answered request", "INFO signed in user", "INFO sent invoice", "INFO finished job",
		"WARN slow request", "ERROR refused payment",
	}
	write := func(at time.Time) {
		fmt.Fprintln(file, at.UTC().Format(time.RFC3339), events[rand.IntN(len(events))], 100+rand.IntN(900))
	}
	for ago := 100 * time.Second; ago > 0; ago -= 400 * time.Millisecond {
		write(time.Now().Add(-ago))
	}
	doc.Every(400*time.Millisecond, func() { write(time.Now()) })
	return file.Name(), nil
}

var known = regexp.MustCompile(`^(?:time=)?(\d{4}-\d\d-\d\dT\S+)\s+(?:level=)?(DEBUG|INFO|WARN|ERROR)\s+(.*)$`)

// parse reads lines with a time and a level in front, as log/slog writes them. Others are taken whole.
func parse(texts []string) (lines []line) {
	for _, text := range texts {
		l := line{time.Now(), "INFO", text}
		if parts := known.FindStringSubmatch(text); parts != nil {
			at, _ := time.Parse(time.RFC3339, parts[1])
			l = line{at, parts[2], parts[3]}
		}
		lines = append(lines, l)
	}
	return lines
}
