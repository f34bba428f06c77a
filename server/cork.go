package server

import (
	"net"
	"time"
)

// maxCork is how much is gathered before it is written, in bytes. What is bigger goes out by itself, uncopied.
const maxCork = 16 << 10

// cork is a connection that gathers what is written until it is pulled, so that the frames of several messages make one
// system call and one packet. It belongs to whoever writes; see peer.
type cork struct {
	net.Conn
	held []byte
}

func (c *cork) Write(p []byte) (int, error) {
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
	return c.Conn.Write(p)
}

// SetWriteDeadline is what the websocket library calls before each frame. Nothing is written then; pull sets its own.
func (c *cork) SetWriteDeadline(time.Time) error { return nil }

// pull writes what was gathered.
func (c *cork) pull() error {
	if len(c.held) == 0 {
		return nil
	}
	_, err := c.Conn.Write(c.held)
	c.held = c.held[:0]
	return err
}

// allow gives the writes from now on until a deadline.
func (c *cork) allow(d time.Duration) error { return c.Conn.SetWriteDeadline(time.Now().Add(d)) }

// lend and take let idle connections share buffers: one holds none between writes.
func (c *cork) lend(buffer []byte) { c.held = append(buffer[:0], c.held...) }

func (c *cork) take() []byte {
	held := c.held
	c.held = nil
	return held
}
