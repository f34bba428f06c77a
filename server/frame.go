package server

import (
	"bytes"
	"errors"
	"io"
	"math"
	"net"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document/wire"
)

// scratch is where a frame is gathered before it is copied to its own size: most are far smaller
// than what a growing buffer would leave behind, and an idle connection keeps none.
var scratch = sync.Pool{New: func() any {
	buffer := make([]byte, 0, 4<<10)
	return &buffer
}}

// maxScratch is what a scratch may keep, and what a message may have without being counted, in
// bytes: all that clicks and sliders send.
const maxScratch = 64 << 10

var noMetadata = []byte("{}")

var (
	errFlood = &wire.ProtocolError{Code: wire.CloseSlow, Reason: "too much is on its way at once"}
	errTrick = &wire.ProtocolError{Code: wire.ClosePolicy, Reason: "a message took too long to arrive"}
)

// receipt is the message that is being received. It belongs to the reading goroutine.
type receipt struct {
	incoming *incoming
	owners   []string
	timeout  time.Duration // for the message, or a further maxSend bytes of it; not positive: none

	begun   bool
	counted int64 // bytes taken from incoming
	small   int64 // bytes of small frames that are not counted
	piece   int   // bytes since the deadline was set last
}

// begin sets the deadline when the first frame of a message begins.
func (p *peer) begin() {
	if p.receipt.begun {
		return
	}
	p.receipt.begun = true
	p.pinged.Store(notListening)
	if p.receipt.timeout > 0 {
		p.deadline(time.Now().Add(p.receipt.timeout))
	}
}

// received counts what has arrived, and sets the deadline anew whenever another piece has.
func (p *peer) received(n int) {
	if p.receipt.piece += n; p.receipt.piece >= maxSend && p.receipt.timeout > 0 {
		p.receipt.piece = 0
		p.deadline(time.Now().Add(p.receipt.timeout))
	}
}

// complete lifts the deadline: the message is there.
func (p *peer) complete() {
	p.receipt.begun, p.receipt.piece = false, 0
	if p.receipt.timeout > 0 {
		p.deadline(time.Time{})
	}
}

// forget gives back what a message was counted for, when it is handled or given up.
func (p *peer) forget() {
	p.receipt.incoming.free(p.receipt.owners, p.receipt.counted)
	p.receipt.counted, p.receipt.small = 0, 0
}

// deadline is for reading. When the connection is being closed, that has set its own.
func (p *peer) deadline(at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		_ = p.conn.SetReadDeadline(at)
	}
}

// read reads the next frame, of which the protocol's sense is one whole websocket message. It reads
// no more than the assembler takes, and no frame of the wrong kind: the assembler refuses those.
func (p *peer) read(next *wire.Assembler) (wire.Frame, error) {
	kind, r, err := p.conn.NextReader()
	if err != nil {
		return wire.Frame{}, p.late(err)
	}
	p.begin()
	frame := wire.Frame{Binary: kind == websocket.BinaryMessage}
	binary, most := next.Next()
	if frame.Binary != binary {
		return frame, nil
	}
	kept := scratch.Get().(*[]byte)
	gathered, err := p.gather(r, (*kept)[:0], min(most, math.MaxInt64-1)+1)
	if cap(gathered) > maxScratch {
		scratch.Put(kept)
		frame.Data = gathered // too big to keep: the frame takes it along
		if frame.Binary && err == nil && cap(gathered)-len(gathered) > len(gathered)/8 {
			frame.Data, err = p.fit(gathered)
		}
		return frame, err
	}
	defer scratch.Put(kept)
	*kept = gathered
	if err != nil {
		return frame, err
	}
	if bytes.Equal(gathered, noMetadata) {
		frame.Data = noMetadata
		return frame, nil
	}
	frame.Data = bytes.Clone(gathered)
	if p.receipt.small += int64(len(gathered)); p.receipt.small > maxScratch {
		err = p.take(int64(len(gathered)))
	}
	return frame, err
}

// gather reads r to its end, or most bytes of it, into a buffer that grows; what it grows to is
// counted first.
func (p *peer) gather(r io.Reader, b []byte, most int64) ([]byte, error) {
	for int64(len(b)) < most {
		if len(b) == cap(b) {
			var err error
			if b, err = p.grow(b, int(min(most, 2*int64(cap(b))))); err != nil {
				return b, err
			}
		}
		n, err := r.Read(b[len(b):int(min(most, int64(cap(b))))])
		b = b[:len(b)+n]
		p.received(n)
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, p.late(err)
		}
	}
	return b, nil
}

// grow copies b to a buffer of the given capacity. While it is copied both are held, and counted.
func (p *peer) grow(b []byte, to int) ([]byte, error) {
	if to > maxScratch {
		if err := p.take(int64(to)); err != nil {
			return b, err
		}
	}
	grown := append(make([]byte, 0, to), b...)
	if cap(b) > maxScratch {
		p.give(int64(cap(b)))
	}
	return grown, nil
}

// fit copies b to its own size: it may stay as a value, without the room that growing leaves.
func (p *peer) fit(b []byte) ([]byte, error) {
	if err := p.take(int64(len(b))); err != nil {
		return nil, err
	}
	fitted := bytes.Clone(b)
	p.give(int64(cap(b)))
	return fitted, nil
}

func (p *peer) take(n int64) error {
	if !p.receipt.incoming.take(p.receipt.owners, n) {
		return errFlood
	}
	p.receipt.counted += n
	return nil
}

func (p *peer) give(n int64) {
	p.receipt.incoming.free(p.receipt.owners, n)
	p.receipt.counted -= n
}

// late makes of a deadline that has passed what the browser is told.
func (p *peer) late(err error) error {
	var network net.Error // the websocket library hides which
	if !errors.As(err, &network) || !network.Timeout() || !p.receipt.begun {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return err // the deadline of a farewell
	}
	return errTrick
}
