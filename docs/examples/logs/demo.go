package logs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// demo is the file that the app writes by itself. It is rotated when it is large.
var demo = filepath.Join(os.TempDir(), fmt.Sprintf("panelgo-demo-%d.log", os.Getpid()))

const largest = 64 << 10 // bytes

// pen is held by whoever writes. In it is until when the file is written: lines are made up as time passes, however many
// visitors look.
var pen = make(chan time.Time, 1)

func init() { pen <- time.Now().Add(-100 * time.Second) }

var events = []string{
	"DEBUG cache hit for user %d", "INFO request GET /orders/%d answered", "INFO user %d signed in", "INFO job %d done",
	"INFO request GET /teas/%d answered", "WARN request %d took more than a second", "ERROR payment %d was refused",
}

// write adds the lines that are due.
func write() {
	from, now := <-pen, time.Now()
	defer func() { pen <- now }()
	if info, err := os.Stat(demo); err == nil && info.Size() > largest {
		os.Rename(demo, demo+".1")
	}
	file, err := os.OpenFile(demo, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer file.Close()
	for at := from.UTC(); at.Before(now); at = at.Add(400 * time.Millisecond) {
		fmt.Fprintf(file, at.Format("2006-01-02T15:04:05Z ")+events[rand.IntN(len(events))]+"\n", 100+rand.IntN(900))
	}
}
