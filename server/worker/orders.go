package worker

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Variable names the environment variable that tells where the orders are: a file descriptor, or
// two of them with a comma between, the second for the report. "0" is standard input, for systems
// that cannot pass any other.
const Variable = "PANELGO_ORDERS"

// RemoteHeader carries the browser's address from the supervisor, as host:port. It is believed on
// its socket alone.
const RemoteHeader = "X-Panelgo-Remote"

// SecureHeader is set where the browser came by https. It is believed on the supervisor's socket
// alone.
const SecureHeader = "X-Panelgo-Secure"

// maxOrders is less than the smallest pipe buffer of the systems supported, so that a process can
// write its orders before it becomes the one that reads them.
const maxOrders = 16 << 10

// Orders is what the command tells its worker.
type Orders struct {
	Flags  map[string][]string `json:"flags,omitempty"`
	Socket string              `json:"socket,omitempty"` // unix socket to listen on for the supervisor
	Key    string              `json:"key,omitempty"`    // signs sessions when no key is configured, so that they outlive the worker

	gone   chan struct{} // closed at the end of the pipe
	left   bool          // the pipe ended without a word; set before gone is closed
	report *os.File
}

// Report is what a supervised worker says when it is ready.
type Report struct {
	Address string   `json:"address"`
	Port    int      `json:"port"`
	Prefix  string   `json:"prefix"`
	Public  string   `json:"public,omitempty"` // address that visitors type
	Slugs   []string `json:"slugs"`
	Cert    string   `json:"cert,omitempty"` // files, for the supervisor that has the port
	Key     string   `json:"key,omitempty"`
}

// Bytes encodes the orders for a pipe.
func (o *Orders) Bytes() ([]byte, error) {
	data, err := json.Marshal(o)
	data = append(data, '\n')
	if err == nil && len(data) > maxOrders {
		err = fmt.Errorf("worker: the flags are %d bytes long, at most %d fit", len(data), maxOrders)
	}
	return data, err
}

// Receive reads the orders that the command left for this process and forgets where they were.
// Without any it returns nil.
func Receive() (*Orders, error) {
	where, said := os.LookupEnv(Variable)
	if !said {
		return nil, nil
	}
	if err := os.Unsetenv(Variable); err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	in, out, err := open(where)
	if err != nil {
		return nil, err
	}
	o := &Orders{gone: make(chan struct{}), report: out}
	line, err := readLine(in)
	if err == nil {
		err = json.Unmarshal(line, o)
	}
	if err != nil {
		return nil, fmt.Errorf("worker: read the command's orders from descriptor %s: %w", where, err)
	}
	if !o.Supervised() {
		return o, in.Close()
	}
	go o.wait(in)
	return o, nil
}

// readLine reads byte by byte, so that what follows the line stays in the pipe.
func readLine(in io.Reader) ([]byte, error) {
	line := make([]byte, 0, 512)
	for one := make([]byte, 1); len(line) < maxOrders; line = append(line, one[0]) {
		if _, err := io.ReadFull(in, one); err != nil {
			return nil, err
		}
		if one[0] == '\n' {
			break
		}
	}
	return line, nil
}

// wait ends with the pipe, and so with the supervisor however that ended.
func (o *Orders) wait(in *os.File) {
	defer close(o.gone)
	n, err := io.Copy(io.Discard, in)
	o.left = n == 0 && err == nil
}

// Farewell is what a supervisor writes into the pipe of the orders before it closes it. A pipe that
// ends without it ended with its supervisor.
var Farewell = []byte("\n")

// Supervised reports whether somebody else has the port and waits for a report. The pipe of the
// orders then stays open, and when it ends, so shall the worker.
func (o *Orders) Supervised() bool { return o != nil && o.Socket != "" }

// Given are the flags that the command was given; without a command there are none.
func (o *Orders) Given() map[string][]string {
	if o == nil {
		return nil
	}
	return o.Flags
}

// Gone is closed when the supervisor no longer exists. It is nil, and so blocks for ever, without
// one.
func (o *Orders) Gone() <-chan struct{} {
	if !o.Supervised() {
		return nil
	}
	return o.gone
}

// Abandoned reports, once Gone is closed, whether the supervisor ended without a farewell.
func (o *Orders) Abandoned() bool { return o.left }

// Ready tells the supervisor that the worker takes requests. Without one it does nothing.
func (o *Orders) Ready(r Report) error {
	if o == nil || o.report == nil {
		return nil
	}
	return errors.Join(json.NewEncoder(o.report).Encode(r), o.report.Close())
}

func open(where string) (in, out *os.File, err error) {
	first, second, both := strings.Cut(where, ",")
	if in, err = descriptor(first, "orders"); err == nil && both {
		out, err = descriptor(second, "report")
	}
	return in, out, err
}

func descriptor(word, name string) (*os.File, error) {
	n, err := strconv.Atoi(word)
	if err != nil || n < 0 {
		return nil, fmt.Errorf("worker: %s is meant for the panelgo command alone: unset it", Variable)
	}
	f := os.NewFile(uintptr(n), name)
	if _, err := f.Stat(); err != nil {
		return nil, fmt.Errorf("worker: %s=%s is left over from another program: unset it", Variable, word)
	}
	closeOnExec(f)
	return f, nil
}
