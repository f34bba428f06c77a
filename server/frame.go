package server

import (
	"bytes"
	"io"
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

// read reads the next frame, of which the protocol's sense is one whole websocket message.
func (p *peer) read() (wire.Frame, error) {
	kind, r, err := p.conn.NextReader()
	if err != nil {
		return wire.Frame{}, err
	}
	buffer := scratch.Get().(*bytes.Buffer)
	buffer.Reset()
	_, err = buffer.ReadFrom(r)
	frame := wire.Frame{Binary: kind == websocket.BinaryMessage}
	switch {
	case err == nil && buffer.Cap() > maxScratch:
		frame.Data = buffer.Bytes() // too big to keep: the frame takes it along
		if frame.Binary {
			frame.Data = bytes.Clone(frame.Data) // it may stay as a value, without the room that growing leaves
		}
		return frame, nil
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
