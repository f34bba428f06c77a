package session

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"sync"
)

// maxPayload bounds a token's payload once it is inflated, in bytes.
const maxPayload = 256 << 10

var errInflate = errors.New("session: compressed payload is malformed or too long")

// A zlib.Writer weighs several hundred KiB, more than a session.
var deflaters = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // the level exists
	return w
}}

func deflate(data []byte) []byte {
	var packed bytes.Buffer
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	w.Reset(&packed)
	_, _ = w.Write(data) // a bytes.Buffer takes everything
	_ = w.Close()
	return packed.Bytes()
}

// inflater is a zlib reader that goes from payload to payload: a new one takes 40 KiB.
type inflater interface {
	io.Reader
	zlib.Resetter
}

var inflaters sync.Pool // of inflater

func inflate(packed []byte) ([]byte, error) {
	r, err := newInflater(bytes.NewReader(packed))
	if err != nil {
		return nil, errInflate
	}
	defer inflaters.Put(r)
	data, err := io.ReadAll(io.LimitReader(r, maxPayload+1))
	if err != nil || len(data) > maxPayload {
		return nil, errInflate
	}
	return data, nil
}

func newInflater(from io.Reader) (inflater, error) {
	if r, ok := inflaters.Get().(inflater); ok {
		return r, r.Reset(from, nil)
	}
	r, err := zlib.NewReader(from)
	if err != nil {
		return nil, err
	}
	return r.(inflater), nil
}
