package logs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// demo is the file that the app writes by itself. It is rotated when it is large.
var demo = filepath.Join(os.TempDir(), fmt.Sprintf("panelgo-demo-%d.log", os.Getpid()))

const largest = 64 << 10 // bytes

// due is until when the file is written: lines are made up as time passes, however many visitors look.
var (
	mu  sync.Mutex
	due time.Time // guarded by mu
)

var events = []string{
	"DEBUG cache hit for user %d", "INFO request GET /orders/%d answered", "INFO user %d signed in", "INFO job %d done",
	"INFO request GET /teas/%d answered", "WARN request %d took more than a second", "ERROR payment %d was refused",
}

// write adds the lines that are due.
func write(now time.Time) {
	mu.Lock()
	from := due
	due = now
	mu.Unlock()
	if from.IsZero() {
		from = now.Add(-100 * time.Second)
	}
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
