package static

import (
	"compress/gzip"
	"errors"
	"io"
)

// inflated reads a file kept with gzip as if it were kept plain, for the rare client that reads
// neither form and for parts of a file. It holds no more than the decompressor's window. Seeking
// forward reads and drops; backward starts anew.
type inflated struct {
	zipped io.ReadSeekCloser
	size   int64

	reader *gzip.Reader
	at     int64 // where reader stands
	wanted int64 // where the next Read is to begin
}

func (f *inflated) Read(p []byte) (int, error) {
	if err := f.reach(); err != nil {
		return 0, err
	}
	n, err := f.reader.Read(p)
	f.at += int64(n)
	f.wanted = f.at
	return n, err
}

func (f *inflated) reach() error {
	if f.reader == nil || f.at > f.wanted {
		if _, err := f.zipped.Seek(0, io.SeekStart); err != nil {
			return err
		}
		reader, err := gzip.NewReader(f.zipped)
		if err != nil {
			return err
		}
		f.reader, f.at = reader, 0
	}
	n, err := io.CopyN(io.Discard, f.reader, f.wanted-f.at)
	f.at += n
	return err
}

func (f *inflated) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.wanted
	case io.SeekEnd:
		offset += f.size
	}
	if offset < 0 {
		return 0, errors.New("static: seek before the beginning of a file")
	}
	f.wanted = offset
	return offset, nil
}

func (f *inflated) Close() error { return f.zipped.Close() }
