package reactive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
)

const (
	tailBefore = 256 << 10 // bytes of a file that are read to begin with
	tailLine   = 64 << 10  // bytes of the longest line; what is longer comes in pieces
	tailAll    = math.MaxInt64
	tailPause  = 250 * time.Millisecond
)

// Tail follows a text file as it grows, such as a log. It first reads the last 256 KiB of what is
// there, and from then on calls f in a turn with the lines that each period has added, as
// [Gather] does. Call it in a turn. It returns an error if the file cannot be opened.
//
//	reactive.Tail(doc, "app.log", time.Second, func(lines []string) { log.Append(lines...) })
//
// A file that is moved away is read to its end, and then the one that has taken its name; one that
// is emptied is read from its start again. Lines come without their ends, empty ones not at all;
// those above 64 KiB come in pieces. It ends with the session, or when the returned function is
// called.
func Tail(doc *document.Document, name string, period time.Duration, f func(lines []string)) (stop func(), err error) {
	t := &tail{name: name}
	if err := t.open(tailBefore); err != nil {
		return nil, fmt.Errorf("reactive: follow a file: %w", err)
	}
	ctx, cancel := context.WithCancel(doc.Context())
	lines := make(chan string)
	doc.Go(func(context.Context) func() {
		defer close(lines)
		if err := t.follow(ctx, lines); err != nil && ctx.Err() == nil {
			doc.Log().Error("a file is followed no longer", "file", name, "err", err)
		}
		return nil
	})
	stopGathering := Gather(doc, period, lines, f)
	return func() { cancel(); stopGathering() }, nil
}

// tail is a file that is read while it grows. It belongs to one goroutine.
type tail struct {
	name string
	file *os.File
	in   *bufio.Reader
	line []byte // what is known of a line that has not ended
	part bool   // reading has begun within a line, which is left out
}

// open opens the file that has the name now, with so many bytes before its end.
func (t *tail) open(before int64) error {
	file, err := os.Open(t.name)
	if err != nil {
		return err
	}
	if info, err := file.Stat(); err == nil && info.Size() > before {
		_, err = file.Seek(-before, io.SeekEnd)
		t.part = err == nil
	}
	if t.file != nil {
		t.file.Close()
	}
	t.file, t.in = file, bufio.NewReaderSize(file, tailLine)
	return nil
}

// follow sends lines until its context ends.
func (t *tail) follow(ctx context.Context, to chan<- string) error {
	defer func() { t.file.Close() }()
	moved := false // the file has another name now
	for ctx.Err() == nil {
		piece, err := t.in.ReadSlice('\n')
		t.line = append(t.line, piece...)
		switch {
		case err == nil || len(t.line) >= tailLine:
			t.send(ctx, to)
			continue
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != io.EOF:
			return err
		}
		next, err := t.look()
		moved = moved && next
		switch {
		case err != nil:
			return err
		case next && !moved:
			moved = true // and what was added before is read now
			continue
		case next:
			t.send(ctx, to)
			if t.open(tailAll) == nil {
				moved = false
				continue
			}
		}
		wait(ctx, tailPause)
	}
	return ctx.Err()
}

// look tells at the end of the file whether another has taken its name. If it was emptied, it is
// read from its start again.
func (t *tail) look() (next bool, err error) {
	held, err := t.file.Stat()
	if err != nil {
		return false, err
	}
	if named, err := os.Stat(t.name); err != nil || !os.SameFile(held, named) {
		return err == nil, nil // while there is none, who writes may still write to this one
	}
	at, err := t.file.Seek(0, io.SeekCurrent)
	if err != nil || held.Size() >= at {
		return false, err
	}
	t.line, t.part = nil, false
	_, err = t.file.Seek(0, io.SeekStart)
	t.in.Reset(t.file)
	return false, err
}

// send hands on the line that has been read.
func (t *tail) send(ctx context.Context, to chan<- string) {
	line := strings.TrimRight(string(t.line), "\r\n")
	t.line = t.line[:0]
	if t.part || line == "" {
		t.part = false
		return
	}
	select {
	case to <- line:
	case <-ctx.Done():
	}
}

func wait(ctx context.Context, pause time.Duration) {
	select {
	case <-time.After(pause):
	case <-ctx.Done():
	}
}
