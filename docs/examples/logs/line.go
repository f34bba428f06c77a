package logs

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
)

// entry is a line of the log.
type entry struct {
	Time  string `width:"110"`
	Level string `width:"100"`
	Text  string
}

var known = regexp.MustCompile(`^(?:time=)?\S*?(\d\d:\d\d:\d\d)\S*\s+(?:level=)?(DEBUG|INFO|WARN|ERROR)\s+(.*)$`)

// parse reads a line with a time and a level in front, as log/slog writes it. Others are taken whole.
func parse(line string) entry {
	if parts := known.FindStringSubmatch(line); parts != nil {
		return entry{parts[1], parts[2], parts[3]}
	}
	return entry{Level: "INFO", Text: line}
}

// count counts the lines of each level in each of the last ten tens of seconds.
func count(all []entry) document.Data {
	at := make([]string, groups)
	for i := range at {
		at[i] = time.Now().UTC().Add(time.Duration(i+1-groups) * 10 * time.Second).Format("15:04:05")[:7] + "0"
	}
	data := document.Data{"at": at}
	for _, level := range levels {
		data[level] = make([]int, groups)
	}
	for _, e := range all {
		if i := slices.IndexFunc(at, func(at string) bool { return strings.HasPrefix(e.Time, at[:7]) }); i >= 0 {
			data[e.Level].([]int)[i]++
		}
	}
	return data
}
