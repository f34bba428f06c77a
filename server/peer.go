package server

import (
	"cmp"
	"errors"
	"io"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

var errSlow = errors.New("server: more waits to be sent than --session-outbox allows")

// farewell is how long a browser may take to answer that a connection closes.
const farewell = 3 * time.Second

// peer is one browser's websocket. One goroutine reads it and handles what it reads. Whoever finds
// messages waiting and nobody writing writes them: after a message was handled that is the reading
// goroutine, which saves a hand-over, else one started for the purpose. An idle peer has no writer
// and no buffers. A new peer counts as being written to until it is served: it has no connection
// yet.
type peer struct {
	conn  *websocket.Conn
	cork  *cork // below conn; belongs to whoever writes
	limit int64 // bytes that may wait; negative: any number
	log   *slog.Logger
	start func(func()) // starts a goroutine that the server waits for

	receipt  receipt       // what is being read
	patience time.Duration // for the answer to a ping; not positive: for ever
	pinged   atomic.Int64  // when the oldest ping was sent that is not answered, in Unix nanoseconds; 0: none; or notListening

	mu      sync.Mutex
	waiting []outgoing    // guarded by mu
	bytes   int64         // guarded by mu: of waiting, and of what is being written
	writing bool          // guarded by mu: somebody writes, and will look again for what waits
	reading bool          // guarded by mu: the reading goroutine handles a message, and will write afterwards
	closed  bool          // guarded by mu: nothing is taken any more
	taken   chan struct{} // guarded by mu: closed when what waits now has been written, if the reading goroutine wants to know
	ended   bool          // guarded by mu: nobody reads any more, and who writes last closes the connection
	pings   int           // guarded by mu
}

// usualBatch is how many parcels an idle peer keeps room for.
const usualBatch = 4

// outgoing is something to be written: a message, or a control frame.
type outgoing struct {
	message *wire.Message
	control int // websocket.PingMessage, PongMessage, CloseMessage; 0 with a message
	data    []byte
}

// size is what a parcel counts as, in bytes. Control frames are small, and few.
func (p outgoing) size() int64 {
	if p.message != nil {
		return int64(p.message.Size())
	}
	return 0
}

// Send queues a message. It never blocks; the error says that the peer is closed or too slow.
func (p *peer) Send(m *wire.Message) error { return p.queue(outgoing{message: m}) }

// Close says why and ends the connection, after what was queued before.
func (p *peer) Close(code int, reason string) {
	_ = p.queue(outgoing{control: websocket.CloseMessage, data: websocket.FormatCloseMessage(code, reason)})
}

// notListening is the value of peer.pinged while a message is read or handled: a browser that sends
// one cannot answer in the middle of a frame, and is not heard while one is handled.
const notListening = -1

// ping sends the next number, as Bokeh's servers do, so that proxies see traffic. If one before is
// without an answer for too long, the browser is gone, or might as well be.
func (p *peer) ping() {
	now := time.Now()
	if since := p.pinged.Load(); p.patience > 0 && since > 0 && now.Sub(time.Unix(0, since)) >= p.patience {
		p.log.Debug("pings are not answered", "for", now.Sub(time.Unix(0, since)))
		p.Close(wire.CloseInternal, "pings are not answered")
		return
	}
	p.pinged.CompareAndSwap(0, now.UnixNano())
	p.mu.Lock()
	n := p.pings
	p.pings++
	p.mu.Unlock()
	_ = p.queue(outgoing{control: websocket.PingMessage, data: strconv.AppendInt(nil, int64(n), 10)})
}

func (p *peer) queue(what outgoing) error {
	size := what.size()
	p.mu.Lock()
	switch {
	case p.closed:
		p.mu.Unlock()
		return websocket.ErrCloseSent
	case what.message != nil && p.limit >= 0 && p.bytes >= p.limit: // so that one message may be of any size
		p.mu.Unlock()
		return errSlow
	}
	p.closed = what.control == websocket.CloseMessage
	p.waiting = append(p.waiting, what)
	p.bytes += size
	// A close does not wait for the message that is being handled: that may be what takes too long.
	alone := !p.writing && (!p.reading || p.closed) && !p.ended
	p.writing = p.writing || alone
	p.mu.Unlock()
	if alone {
		p.start(p.write)
	}
	return nil
}

// write writes what waits until nothing does. The caller has set writing.
func (p *peer) write() {
	var batch []outgoing
	for {
		var done int64
		for i := range batch {
			done += batch[i].size()
			batch[i] = outgoing{}
		}
		p.mu.Lock()
		p.bytes -= done
		if len(p.waiting) == 0 {
			p.writing = false
			p.waiting = nil
			if cap(batch) <= usualBatch {
				p.waiting = batch[:0]
			}
			ended := p.ended
			p.mu.Unlock()
			if ended {
				_ = p.conn.Close()
			}
			return
		}
		batch, p.waiting = p.waiting, batch[:0]
		taken := p.taken
		p.taken = nil
		p.mu.Unlock()
		err := p.writeAll(batch)
		if taken != nil {
			close(taken)
		}
		if err != nil {
			p.abandon(err)
			return
		}
	}
}

var corks = sync.Pool{New: func() any {
	buffer := make([]byte, 0, maxCork)
	return &buffer
}}

func (p *peer) writeAll(batch []outgoing) (err error) {
	buffer := corks.Get().(*[]byte)
	defer corks.Put(buffer)
	p.cork.lend(*buffer)
	defer func() {
		var last error
		*buffer, last = p.cork.release()
		err = cmp.Or(err, last)
	}()
	for _, what := range batch {
		if err := p.writeOne(what); err != nil {
			return err
		}
	}
	return nil
}

func (p *peer) writeOne(what outgoing) error {
	if what.control != 0 {
		err := p.conn.WriteControl(what.control, what.data, time.Time{})
		if what.control == websocket.CloseMessage {
			_ = p.conn.SetReadDeadline(time.Now().Add(farewell))
		}
		return err
	}
	for frame := range what.message.Frames() {
		kind := websocket.TextMessage
		if frame.Binary {
			kind = websocket.BinaryMessage
		}
		if err := p.conn.WriteMessage(kind, frame.Data); err != nil {
			return err
		}
	}
	return nil
}

// abandon gives a connection up that cannot be written to. The reading goroutine notices and ends;
// it also closes the connection if nothing is wrong but that a close frame went out before.
func (p *peer) abandon(err error) {
	said := errors.Is(err, websocket.ErrCloseSent)
	p.mu.Lock()
	p.closed, p.waiting = true, nil
	p.writing = !said || p.ended // nobody else needs to try
	last, taken := p.writing, p.taken
	p.taken = nil
	p.mu.Unlock()
	if taken != nil {
		close(taken)
	}
	if last {
		_ = p.conn.Close()
	}
	if !said {
		p.log.Debug("websocket lost while writing", "err", err)
	}
}

// serve reads until the connection or the session ends.
func (p *peer) serve(s *session.Session, limits wire.Limits) {
	assembler := wire.Assembler{Limits: limits, Accept: wire.Type.FromClient}
	defer p.forget()
	p.write() // what waits since the peer was attached
	for {
		frame, err := p.read(&assembler)
		var m *wire.Message
		if err == nil {
			m, err = assembler.Add(frame)
		}
		if broken := (*wire.ProtocolError)(nil); errors.As(err, &broken) {
			p.log.Debug("protocol broken by the browser", "err", err)
			frame.Data, assembler = nil, wire.Assembler{} // nothing is held while the browser is waited for
			p.forget()
			p.Close(broken.Code, broken.Reason)
			p.drop()
			return
		}
		if err != nil {
			p.leave(err)
			return
		}
		if m == nil {
			continue
		}
		p.complete()
		p.expect()
		err = s.Deliver(p, m)
		p.deliverAnswers()
		p.forget()
		p.pinged.Store(0)
		if err != nil {
			p.drop()
			return
		}
	}
}

// expect says that the reading goroutine writes what is queued from now on, when it is done with a
// message.
func (p *peer) expect() {
	p.mu.Lock()
	p.reading = true
	p.mu.Unlock()
}

// deliverAnswers writes what a message has caused, or waits until that is written by whoever writes
// already: who asks and does not read is not read either.
func (p *peer) deliverAnswers() {
	p.mu.Lock()
	p.reading = false
	some, alone := len(p.waiting) > 0, !p.writing
	var taken chan struct{}
	switch {
	case some && alone:
		p.writing = true
	case some && !p.closed:
		taken = make(chan struct{})
		p.taken = taken
	}
	p.mu.Unlock()
	switch {
	case taken != nil:
		<-taken
	case some && alone:
		p.write()
	}
}

// leave answers the end of a connection. The browser's own close frame is sent back, as the
// protocol wants (RFC 6455, 5.5.1).
func (p *peer) leave(err error) {
	p.log.Debug("websocket ended", "err", err)
	var closed *websocket.CloseError
	var network net.Error
	switch {
	case errors.As(err, &closed) && closed.Code == websocket.CloseNoStatusReceived:
		p.end(websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
	case errors.As(err, &closed) && closed.Code == websocket.CloseAbnormalClosure, errors.As(err, &network):
	case errors.As(err, &closed):
		p.end(websocket.FormatCloseMessage(closed.Code, ""))
	default: // a broken frame, or one that is too big: the library has answered and reads no more
		p.drain()
	}
}

// drain takes what the browser has sent already. Closed with bytes unread, the connection would be
// reset, and the close frame lost (RFC 9293, 3.10.4 and RFC 2525, 2.17).
func (p *peer) drain() {
	_ = p.conn.SetReadDeadline(time.Now().Add(farewell))
	_, _ = io.Copy(io.Discard, p.conn.NetConn())
}

// drop reads on until the browser has answered the close frame, or has taken too long.
func (p *peer) drop() {
	_ = p.conn.SetReadDeadline(time.Now().Add(farewell))
	for {
		if _, _, err := p.conn.NextReader(); err != nil {
			return
		}
	}
}

// end takes nothing more, and closes the connection once what was queued before is written, with
// the last word after it.
func (p *peer) end(lastWord []byte) {
	p.mu.Lock()
	if lastWord != nil && !p.closed {
		p.waiting = append(p.waiting, outgoing{control: websocket.CloseMessage, data: lastWord})
	}
	first := !p.ended
	p.closed, p.ended = true, true
	alone := first && !p.writing
	p.writing = true
	p.mu.Unlock()
	if alone {
		p.write()
	}
}
