package widgets

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
)

// Upload is a file on its way. It is an io.Reader of what the browser sends; what has come and is
// not read yet waits in a temporary file, so that a slow reader costs no memory. Its name and type
// are what the browser says.
type Upload struct {
	Name string // without a folder, or a path below the folder that was dropped
	Type string // as in "text/csv"

	chunks, of int   // that have come, that there are; for turns only
	size       int64 // bytes that have come; for turns only
	file       *os.File

	mu     sync.Mutex
	come   sync.Cond
	stored int64 // bytes in the file, guarded by mu
	err    error // why nothing more comes; io.EOF at the file's end; guarded by mu
	read   int64 // bytes that were read; for the reader only
}

func newUpload(c chunk) (*Upload, error) {
	file, err := os.CreateTemp("", "panelgo-upload-*")
	if err != nil {
		return nil, fmt.Errorf("widgets: upload: %w", err)
	}
	u := &Upload{Name: strings.ReplaceAll(c.name, `\`, "/"), Type: c.kind, of: c.of, file: file}
	u.come.L = &u.mu
	return u, nil
}

// Read reads on, and waits for bytes that have not come yet.
func (u *Upload) Read(p []byte) (int, error) {
	there, err := u.wait()
	if there == 0 {
		return 0, err
	}
	n, err := u.file.ReadAt(p[:min(int64(len(p)), there)], u.read)
	u.read += int64(n)
	if n > 0 {
		err = nil
	}
	return n, err
}

// wait returns how many bytes can be read; if there are none, why there will not be any.
func (u *Upload) wait() (int64, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for u.read == u.stored && u.err == nil {
		u.come.Wait()
	}
	return u.stored - u.read, u.err
}

// write adds a chunk. What comes after the reader has seen enough is dropped.
func (u *Upload) write(data []byte) error {
	n, err := u.file.WriteAt(data, u.size)
	if err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("widgets: upload: %w", err)
	}
	u.chunks, u.size = u.chunks+1, u.size+int64(len(data))
	u.mu.Lock()
	defer u.mu.Unlock()
	u.stored += int64(n)
	u.come.Broadcast()
	return nil
}

// end says that nothing more comes: nil after the last chunk.
func (u *Upload) end(err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.err == nil {
		u.err = cmp.Or(err, io.EOF)
	}
	u.come.Broadcast()
}

// close drops the file.
func (u *Upload) close() {
	u.file.Close()
	os.Remove(u.file.Name())
}
