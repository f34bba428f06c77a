package server

import (
	"bytes"
	"io"
	"math"
	"sync"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document/wire"
)

// scratch is where a frame is gathered before it is copied to its own size: most are far smaller than what a growing
// buffer would leave behind, and an idle connection keeps none.
var scratch = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// maxScratch is what a scratch may keep, in bytes.
const maxScratch = 64 << 10

var noMetadata = []byte("{}")

// read reads the next frame, which is one whole websocket message. One over the limit is a *wire.ProtocolError. The
// library's own limit is not used: it answers by itself, and does not read on for the browser to hear why.
func (p *peer) read(limit int64) (wire.Frame, error) {
	kind, r, err := p.conn.NextReader()
	if err != nil {
		return wire.Frame{}, err
	}
	buffer := scratch.Get().(*bytes.Buffer)
	buffer.Reset()
	if limit > 0 && limit < math.MaxInt64 {
		r = io.LimitReader(r, limit+1)
	}
	_, err = buffer.ReadFrom(r)
	if limit > 0 && int64(buffer.Len()) > limit {
		return wire.Frame{}, &wire.ProtocolError{Code: wire.CloseTooBig, Reason: "frame is too big"}
	}
	frame := wire.Frame{Binary: kind == websocket.BinaryMessage}
	switch {
	case err == nil && buffer.Cap() > maxScratch:
		frame.Data = buffer.Bytes()
		return frame, nil // too big to keep: the frame takes it along
	case bytes.Equal(buffer.Bytes(), noMetadata):
		frame.Data = noMetadata
	default:
		frame.Data = bytes.Clone(buffer.Bytes())
	}
	scratch.Put(buffer)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return frame, err
}
