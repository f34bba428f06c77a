package server

import (
	"net"
	"sync"
	"time"
)

// maxCork is how much is gathered before it is written, in bytes. What is bigger goes out by itself, uncopied.
const maxCork = 16 << 10

// cork is a connection that gathers what is written until it is pulled, so that the frames of several messages make one
// system call and one packet. Whoever writes for the peer lends it a buffer and pulls; the websocket library may add a
// control frame of its own meanwhile, from the reading goroutine.
type cork struct {
	net.Conn

	mu   sync.Mutex
	held []byte // guarded by mu
}

func (c *cork) Write(p []byte) (int, error) {
	c.mu.Lock()
	if len(c.held)+len(p) <= maxCork {
		c.held = append(c.held, p...)
		c.mu.Unlock()
		return len(p), nil
	}
	c.mu.Unlock()
	if err := c.pull(); err != nil {
		return 0, err
	}
	return c.Conn.Write(p)
}

// SetWriteDeadline is what the websocket library calls before each frame. Nothing is written then; whoever pulls sets one.
func (c *cork) SetWriteDeadline(time.Time) error { return nil }

// pull writes what was gathered.
func (c *cork) pull() error {
	c.mu.Lock()
	out := c.held
	c.held = nil
	c.mu.Unlock()
	if len(out) == 0 {
		return nil
	}
	_, err := c.Conn.Write(out)
	c.mu.Lock()
	c.held = append(out[:0], c.held...)
	c.mu.Unlock()
	return err
}

// allow gives the writes from now on until a deadline.
func (c *cork) allow(d time.Duration) error { return c.Conn.SetWriteDeadline(time.Now().Add(d)) }

// lend and take let idle connections share buffers: one holds none between writes.
func (c *cork) lend(buffer []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = append(buffer[:0], c.held...)
}

func (c *cork) take() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	held := c.held
	c.held = nil
	return held
}
