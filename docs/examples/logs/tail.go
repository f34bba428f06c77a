package logs

import (
	"bytes"
	"io"
	"os"
	"strings"
)

// tail reads what is added to a file, and goes on in the next one when that takes its name.
type tail struct {
	name string
	file *os.File
	rest []byte // of a line that is not complete
}

const before = 256 << 10 // bytes of a file that are read to begin with

// open opens a file: the demo's, if none is named.
func open(name string) (*tail, error) {
	if name == "" {
		name = demo
		write()
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if size, err := file.Seek(0, io.SeekEnd); err == nil {
		file.Seek(max(0, size-before), io.SeekStart)
	}
	return &tail{name: name, file: file}, nil
}

func (t *tail) close() { t.file.Close() }

// read answers the lines that were completed since it was last called.
func (t *tail) read() []string {
	if t.name == demo {
		write()
	}
	t.take()
	if next, err := os.Stat(t.name); err == nil {
		now, err := t.file.Stat()
		at, _ := t.file.Seek(0, io.SeekCurrent)
		switch {
		case err == nil && os.SameFile(now, next) && at > next.Size(): // it was emptied
			t.file.Seek(0, io.SeekStart)
			t.take()
		case err == nil && !os.SameFile(now, next): // it was moved away, and there is another
			if file, err := os.Open(t.name); err == nil {
				t.file.Close()
				t.file = file
				t.take()
			}
		}
	}
	end := bytes.LastIndexByte(t.rest, '\n')
	if end < 0 {
		return nil
	}
	lines := strings.Split(string(t.rest[:end]), "\n")
	t.rest = bytes.Clone(t.rest[end+1:])
	return lines
}

func (t *tail) take() {
	more, _ := io.ReadAll(io.LimitReader(t.file, 4*before)) // what is more comes next time
	t.rest = append(t.rest, more...)
}
