package server

import (
	"net"
	"sync"
	"time"
)

// maxCork is how much is gathered before it is written, in bytes. What is bigger goes out by
// itself, uncopied.
const maxCork = 16 << 10

// cork is a connection that can gather what is written, so that the frames of several messages make
// one system call and one packet. It gathers from the start, for the answer to the upgrade, and
// from lend to release, which is the peer's writer's business. The reading goroutine writes as
// well: the websocket library answers a broken frame by itself.
type cork struct {
	net.Conn

	mu   sync.Mutex // held while writing: two writers must not mix
	open bool       // guarded by mu: nothing is gathered
	held []byte     // guarded by mu
}

func (c *cork) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open {
		return c.send(p)
	}
	if len(c.held)+len(p) <= maxCork {
		c.held = append(c.held, p...)
		return len(p), nil
	}
	if err := c.pull(); err != nil {
		return 0, err
	}
	if len(p) <= maxCork/2 {
		c.held = append(c.held, p...)
		return len(p), nil
	}
	return c.send(p)
}

// maxSend is how much a browser has to take within writeTime, in bytes: 13 KB/s is enough.
const maxSend = 256 << 10

// send writes to the connection piece by piece; mu is held. A big document may take a slow line
// minutes, as long as it moves.
func (c *cork) send(p []byte) (sent int, err error) {
	for len(p) > 0 && err == nil {
		n := min(len(p), maxSend)
		if err = c.Conn.SetWriteDeadline(time.Now().Add(writeTime)); err == nil {
			n, err = c.Conn.Write(p[:n])
			sent, p = sent+n, p[n:]
		}
	}
	return sent, err
}

// SetWriteDeadline is what the websocket library calls before each frame. Nothing is written then;
// writes set their own.
func (c *cork) SetWriteDeadline(time.Time) error { return nil }

// pull writes what was gathered; mu is held.
func (c *cork) pull() error {
	if len(c.held) == 0 {
		return nil
	}
	_, err := c.send(c.held)
	c.held = c.held[:0]
	return err
}

// lend makes the connection gather, in a buffer that is only borrowed: idle connections hold none.
func (c *cork) lend(buffer []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held, c.open = append(buffer[:0], c.held...), false
}

// release writes what was gathered and gives the buffer back.
func (c *cork) release() (buffer []byte, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	err = c.pull()
	buffer, c.held, c.open = c.held, nil, true
	return buffer, err
}
