package logs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"github.com/grafana/tail"
	"github.com/panelgo/panelgo"
)

var events = []string{
	"DEBUG cache hit for user %d", "INFO request GET /orders/%d answered", "INFO user %d signed in", "INFO job %d done",
	"INFO request GET /teas/%d answered", "WARN request %d took more than a second", "ERROR payment %d was refused",
}

// demo writes a log into a file that ends with the session.
func demo(doc *panelgo.Document) (name string, err error) {
	file, err := os.CreateTemp("", "panelgo-demo-*.log")
	if err != nil {
		return "", err
	}
	doc.OnClose(func() { file.Close(); os.Remove(file.Name()) })
	write := func(at time.Time) {
		fmt.Fprintf(file, at.UTC().Format(time.RFC3339)+" "+events[rand.IntN(len(events))]+"\n", 100+rand.IntN(900))
	}
	const pace = 400 * time.Millisecond
	for ago := 100 * time.Second; ago > 0; ago -= pace {
		write(time.Now().Add(-ago))
	}
	doc.Every(pace, func() { write(time.Now()) })
	return file.Name(), nil
}

// follow hands on the lines of a file from shortly before its end on.
func follow(doc *panelgo.Document, name string) (*tail.Tail, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	log, err := tail.TailFile(name, tail.Config{
		Follow: true, ReOpen: true, Poll: true, MustExist: true, Logger: tail.DiscardingLogger,
		Location: &tail.SeekInfo{Offset: max(0, info.Size()-256<<10)},
	})
	return log, err
}
