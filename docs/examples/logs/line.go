package logs

import "regexp"

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
