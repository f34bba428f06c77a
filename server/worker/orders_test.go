//go:build unix

package worker_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/panelgo/panelgo/server/worker"
)

// inherit leaves orders where a worker finds them, and answers the supervisor's ends of both pipes.
func inherit(t *testing.T, orders *worker.Orders) (lifeline, report *os.File) {
	t.Helper()
	data, err := orders.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	in, lifeline := pipe(t)
	report, out := pipe(t)
	if _, err := lifeline.Write(data); err != nil {
		t.Fatal(err)
	}
	t.Setenv(worker.Variable, number(t, in)+","+number(t, out))
	return lifeline, report
}

// number is a descriptor of its own for what f is open on, as a new process would have it.
func number(t *testing.T, f *os.File) string {
	t.Helper()
	fd, err := syscall.Dup(int(f.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	return strconv.Itoa(fd)
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}

func TestOrdersArriveAndAreForgotten(t *testing.T) {
	sent := &worker.Orders{Flags: map[string][]string{"secret-key": {"very secret"}}, Key: "k"}
	inherit(t, sent)
	got, err := worker.Receive()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Given(), sent.Flags) || got.Key != "k" || got.Supervised() {
		t.Errorf("got %+v", got)
	}
	if where, said := os.LookupEnv(worker.Variable); said {
		t.Errorf("%s is still %s", worker.Variable, where)
	}
	if again, err := worker.Receive(); again != nil || err != nil {
		t.Errorf("received twice: %v, %v", again, err)
	}
	if got.Gone() != nil {
		t.Error("without a supervisor there is nobody to be gone")
	}
}

func TestAWorkerReportsAndHearsOfTheEnd(t *testing.T) {
	for name, row := range map[string]struct {
		farewell  []byte
		abandoned bool
	}{"with a farewell": {worker.Farewell, false}, "without a word": {nil, true}} {
		t.Run(name, func(t *testing.T) {
			lifeline, report := inherit(t, &worker.Orders{Socket: "/tmp/none.sock"})
			lifeline.Write(row.farewell)
			got, err := worker.Receive()
			if err != nil {
				t.Fatal(err)
			}
			if err := got.Ready(worker.Report{Port: 80, Slugs: []string{"a"}}); err != nil {
				t.Fatal(err)
			}
			var told worker.Report
			if err := json.NewDecoder(report).Decode(&told); err != nil || told.Port != 80 {
				t.Errorf("reported %+v, %v", told, err)
			}
			select {
			case <-got.Gone():
				t.Error("gone before the end")
			default:
			}
			lifeline.Close()
			<-got.Gone()
			if got.Abandoned() != row.abandoned {
				t.Errorf("abandoned: %v", got.Abandoned())
			}
		})
	}
}

func TestAVariableWithoutOrdersIsRefused(t *testing.T) {
	for _, where := range []string{"", "nonsense", "-1", "9999", "9999,9998"} {
		t.Setenv(worker.Variable, where)
		if _, err := worker.Receive(); err == nil || !strings.Contains(err.Error(), "unset it") {
			t.Errorf("%q: %v", where, err)
		}
	}
}

func TestOrdersFitIntoAPipe(t *testing.T) {
	big := &worker.Orders{Flags: map[string][]string{"title": {strings.Repeat("x", 1<<20)}}}
	if _, err := big.Bytes(); err == nil {
		t.Error("a megabyte of flags was taken")
	}
}
