package dev

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/server/worker"
)

// grace is how long a worker may take to say goodbye to its visitors.
const grace = 3 * time.Second

// child is one worker. Its fields are set before it is handed out; done is closed when it has
// ended.
type child struct {
	cmd      *exec.Cmd
	version  string
	socket   string
	report   worker.Report
	began    time.Time
	lifeline *os.File // closed when the supervisor ends, however it ends: the worker then ends too
	said     *tail
	done     chan struct{}
}

// startChild starts a program and waits until it takes requests.
func startChild(ctx context.Context, binary string, orders *worker.Orders, version string, say io.Writer) (*child, error) {
	c := &child{version: version, socket: orders.Socket, began: time.Now(), said: &tail{}, done: make(chan struct{})}
	c.cmd = exec.Command(binary)
	c.cmd.Stdout, c.cmd.Stderr = say, io.MultiWriter(say, c.said)
	c.cmd.WaitDelay = time.Second
	ownGroup(c.cmd)
	report, err := c.start(orders)
	if err != nil {
		return nil, err
	}
	defer report.Close()
	ready := make(chan error, 1)
	go func() { ready <- json.NewDecoder(report).Decode(&c.report) }() // ends with the worker at the latest
	select {
	case <-ctx.Done():
		c.stop()
		return nil, ctx.Err()
	case err = <-ready:
	}
	if err != nil {
		// The report ended unsaid, which the end of the process does.
		select {
		case <-c.done:
		case <-time.After(grace):
		case <-ctx.Done():
		}
		c.stop()
		return nil, c.failure()
	}
	return c, nil
}

// start hands the orders over and returns the pipe of the report.
func (c *child) start(orders *worker.Orders) (*os.File, error) {
	data, err := orders.Bytes()
	if err != nil {
		return nil, err
	}
	in, lifeline, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("dev: %w", err)
	}
	defer in.Close()
	report, out, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("dev: %w", err), lifeline.Close())
	}
	defer out.Close()
	c.lifeline = lifeline
	c.cmd.ExtraFiles = []*os.File{in, out}
	c.cmd.Env = append(os.Environ(), worker.Variable+"=3,4")
	if _, err = lifeline.Write(data); err == nil {
		err = c.launch()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("dev: start the app's program: %w", err), lifeline.Close(), report.Close())
	}
	return report, nil
}

// launch starts the process from a thread that lives as long as it does: on Linux the kernel ends
// the process with that thread, should this one be killed.
func (c *child) launch() error {
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		err := c.cmd.Start()
		started <- err
		if err != nil {
			return
		}
		_ = c.cmd.Wait() // how it ended is in ProcessState
		kill(c.cmd)      // what it may have left in its group
		close(c.done)
	}()
	return <-started
}

// stop asks the worker to end, then makes it.
func (c *child) stop() {
	_, _ = c.lifeline.Write(worker.Farewell) // fails when nobody listens any more
	_ = c.lifeline.Close()
	select {
	case <-c.done:
	default:
		terminate(c.cmd)
	}
	select {
	case <-c.done:
	case <-time.After(grace):
		kill(c.cmd)
		<-c.done
	}
	_ = os.Remove(c.socket) // gone already when the worker closed it itself
}

func (c *child) how() string {
	if c.cmd.ProcessState == nil {
		return "still starting"
	}
	return c.cmd.ProcessState.String()
}

// failure is what there is to say about a worker that ended unasked.
func (c *child) failure() error {
	return &build.Failure{Output: strings.TrimSpace(fmt.Sprintf("the app's program ended: %s\n\n%s", c.how(), c.said))}
}

// tail keeps the end of what a worker said.
type tail struct {
	mu   sync.Mutex
	text []byte // guarded by mu
}

// tailSize is enough for a panic and the top of its stack.
const tailSize = 8 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if extra := len(t.text) - tailSize; extra > 0 {
		t.text = append(t.text[:0], t.text[extra:]...)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
