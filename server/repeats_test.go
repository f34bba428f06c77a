package server

import (
	"bytes"
	"fmt"
	"log"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatRepeatsIsToldOnceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRepeats()
		told := 0
		var summed, sums atomic.Int64
		for range 3 {
			for range 1000 {
				if r.tell("x", func(untold int) { summed.Add(int64(untold)); sums.Add(1) }) {
					told++
				}
			}
			time.Sleep(1500 * time.Millisecond) // of the test's own clock
			synctest.Wait()
		}
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if told+int(summed.Load()) != 3000 || told > 3*toldEach || sums.Load() > 6 {
			t.Errorf("%d told, %d counted in %d sums", told, summed.Load(), sums.Load())
		}
		if r.kinds() != 0 {
			t.Errorf("%d kinds are kept", r.kinds())
		}
		for i := range 10_000 { // strangers cannot make it grow
			r.tell(fmt.Sprint(i), func(int) {})
		}
		if r.kinds() > manyKinds+1 {
			t.Errorf("%d kinds are kept", r.kinds())
		}
		time.Sleep(5 * time.Second)
	})
}

// kinds is how many kinds are counted now.
func (t *repeats) kinds() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.all)
}

func TestConnectionsThatFailAreToldOf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		l := log.New(connectionLog{slog.New(slog.NewTextHandler(&out, nil)), newRepeats()}, "", 0)
		for range 100 {
			l.Print("http: TLS handshake error from 192.0.2.1:1: remote error: tls: unknown certificate")
			l.Print("http: Accept error: accept tcp 127.0.0.1:1: accept4: too many open files; retrying in 5ms")
			l.Print("http: panic serving 192.0.2.1:1: oh")
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		text := out.String()
		for _, want := range []string{`level=INFO msg="TLS handshake failed"`, `level=ERROR msg="a connection could not be accepted"`, "too many open files", "more=90", "level=ERROR msg=\"connection failed\""} {
			if !strings.Contains(text, want) {
				t.Errorf("%s is missing in\n%s", want, text)
			}
		}
		if n := strings.Count(text, "\n"); n > 3*(toldEach+1) {
			t.Errorf("%d lines", n)
		}
	})
}

func TestBytesAreGivenBack(t *testing.T) {
	in := newIncoming(100, 60)
	a, b := []string{"address a", "user x"}, []string{"address b", "user x"}
	switch {
	case !in.take(a, 50):
		t.Error("50 of 60 are refused")
	case in.take(b, 20):
		t.Error("a user has 70 of 60 from two addresses")
	case in.take([]string{"address c"}, 61):
		t.Error("an address has 61 of 60")
	case !in.take([]string{"address c"}, 50):
		t.Error("all have 100 of 100, and are refused")
	case in.take([]string{"address d"}, 1):
		t.Error("all have 101 of 100")
	}
	in.free(a, 50)
	in.free([]string{"address c"}, 50)
	if in.held != 0 || len(in.of) != 0 {
		t.Errorf("%d bytes of %v are left", in.held, in.of)
	}
}
