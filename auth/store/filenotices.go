package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// Notify implements [Store] by appending a line that the others read.
func (f *Files) Notify(_ context.Context, n Notice) error {
	line, err := json.Marshal(n)
	if err != nil {
		return err
	}
	flags := os.O_CREATE | os.O_APPEND | os.O_WRONLY
	if info, err := os.Stat(f.path(noticeFile)); err == nil && info.Size() > maxNotices {
		flags |= os.O_TRUNC
	}
	file, err := os.OpenFile(f.path(noticeFile), flags, 0o600)
	if err != nil {
		return fmt.Errorf("store: tell other processes: %w", err)
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}

// Listen implements [Store] by looking for new lines.
func (f *Files) Listen(ctx context.Context, hear func(Notice), caughtUp func()) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		lines, missed := f.news()
		if missed {
			caughtUp()
		}
		for _, line := range lines {
			var n Notice
			if json.Unmarshal(line, &n) == nil && n.Key != "" {
				hear(n)
			}
		}
	}
}

// news reads the whole lines that were added since the last look.
func (f *Files) news() (lines [][]byte, missed bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := os.Open(f.path(noticeFile))
	if err != nil {
		return nil, false
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() < f.seen {
		f.seen, missed = 0, true // it started anew
	}
	raw, err := io.ReadAll(io.NewSectionReader(file, f.seen, maxNotices*2))
	if err != nil {
		return nil, missed
	}
	end := bytes.LastIndexByte(raw, '\n') + 1
	f.seen += int64(end)
	return bytes.Split(raw[:end], []byte("\n")), missed
}
