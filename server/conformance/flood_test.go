package conformance

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// record is a log that a test can look into.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *record) has(what string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Contains(r.text.String(), what)
}

func (r *record) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(r, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// A browser that does not read is closed as slow, and costs no more than its outbox until then. The
// others go on.
func TestHostileReaderThatNeverReads(t *testing.T) {
	var log record
	app := keep(desk)
	const outbox = 1 << 20
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Session.SessionOutbox, o.Server.Logger = outbox, log.logger() })
	token := s.token("/app")
	deaf, other := s.join("/app", token), s.join("/app", token)
	deaf.pull()
	other.pull()
	flat := heap()
	chunk := make([]float64, 64<<10) // 512 KiB
	for n := 0; !log.has("peer is too slow"); n++ {
		if n > 10_000 {
			t.Fatal("after more than a GiB the browser that does not read is still served")
		}
		app.act(func(live *panelgo.Document) {
			chunk[0]++
			find[*models.ColumnDataSource](live, "source").Data.Set(doc.Data{"x": append([]float64(nil), chunk...)})
		})
		other.readPatch()
	}
	if grown := heap() - flat; grown > 32 {
		t.Errorf("the heap grew by %.0f MiB", grown)
	}
	other.quiet()
	if code, _ := deaf.closed(); code != 1013 {
		t.Errorf("when it reads at last it finds the close code %d", code)
	}
	stillServes(t, s)
}

// Whoever asks without reading the answers is not read either: they do not pile up.
func TestHostileFloodOfQuestions(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Session.SessionOutbox = 1 << 20 })
	k, d := s.open("/app")
	k.set(d.id("text"), "text", `"`+strings.Repeat("x", 1<<20)+`"`)
	const questions = 60
	flat := heap()
	for range questions {
		k.send("PULL-DOC-REQ", "{}")
	}
	stillServes(t, s)
	if grown := heap() - flat; grown > 32 {
		t.Errorf("the heap has grown by %.0f MiB", grown)
	}
	for i := range questions {
		for part, want := range []string{fmt.Sprintf(`"reqid":"C%d"`, i+3), "{}", `{"doc":`} {
			if _, data, err := k.frame(); err != nil || !strings.Contains(string(data), want) {
				t.Fatalf("frame %d of answer %d: %v, %.100s", part, i, err, data)
			}
		}
	}
}

// Half a message is kept while its sender is there, and forgotten when that leaves.
func TestHostileHalfMessages(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	token := s.token("/app")
	k := s.join("/app", token)
	k.pull()
	stillServes(t, s) // the first visitor leaves some goroutines of the test's own
	goroutines, flat := runtime.NumGoroutine(), heap()
	big := strings.Repeat(" ", 1<<20)
	for _, half := range [][]any{
		{`{"msgid":"1","msgtype":"PATCH-DOC"}`},
		{`{"msgid":"1","msgtype":"PATCH-DOC"}`, "{}"},
		{`{"msgid":"1","msgtype":"PATCH-DOC","num_buffers":1000}`, "{}", `{"events":[]}` + big},
		{`{"msgid":"1","msgtype":"PATCH-DOC","num_buffers":2}`, "{}", "{}", `{"id":"0"}`, make([]byte, 10<<20), `{"id":"1"}`},
	} {
		for range 10 {
			h := s.join("/app", token)
			h.write(half...)
			h.conn.NetConn().Close()
		}
	}
	for range 10 { // half a frame
		h := s.join("/app", token)
		h.raw(0x81, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0, '{')
		h.conn.NetConn().Close()
	}
	eventually(t, "the connections are gone", func() bool { return runtime.NumGoroutine() <= goroutines+2 })
	eventually(t, "the halves are gone", func() bool { return heap()-flat < 16 })
	k.quiet()
	stillServes(t, s)
}

// A message may be 64 MiB in all its frames, and a connection holds no more than one.
func TestHostileMessageOfManyFramesIsBounded(t *testing.T) {
	s := serve(t, only(desk))
	k, _ := s.open("/app")
	k.write(`{"msgid":"1","msgtype":"PATCH-DOC","num_buffers":10}`, "{}", `{"events":[]}`)
	for i := range 10 {
		if k.put(fmt.Sprintf(`{"id":"%d"}`, i)) != nil || k.put(make([]byte, 10<<20)) != nil {
			break
		}
	}
	if code, _ := k.closed(); code != websocket.CloseMessageTooBig {
		t.Errorf("closed with %d", code)
	}
	stillServes(t, s)
}

func TestHostileNumberOfSessions(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open), func(o *panelgo.Options) { o.Session.MaxSessions = 20 })
	for range 100 {
		s.token("/app") // nobody joins: these give way to each other
	}
	var token string
	for range 20 {
		token = s.token("/app")
		s.join("/app", token)
	}
	made := app.count()
	for range 50 {
		r := s.get("/app", "Accept", "text/html")
		if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" || !strings.Contains(r.body, "Busy") {
			t.Fatalf("one visitor too many got %s: %.300s", r.Status, r.body)
		}
		if status := s.refused("/app/ws", []string{"bokeh", tokenOf(secret, claims{"session_id": signed(secret, "more"), "session_expiry": in(300)})}); status != http.StatusServiceUnavailable {
			t.Fatalf("one websocket too many got %d", status)
		}
	}
	if app.count() != made {
		t.Errorf("%d sessions too many were made", app.count()-made)
	}
	s.join("/app", token).pull() // who is in may join
}

func TestHostileNumberOfBrowsersOnOneSession(t *testing.T) {
	s := serve(t, only(desk))
	token := s.token("/app")
	var all []*socket
	for range 64 {
		all = append(all, s.join("/app", token))
	}
	k, resp, err := s.dial("/app/ws", []string{"bokeh", token})
	switch {
	case err != nil && resp != nil && resp.StatusCode == http.StatusServiceUnavailable:
	case err == nil:
		if code, _ := k.closed(); code != websocket.CloseTryAgainLater {
			t.Errorf("the 65th was closed with %d", code)
		}
	default:
		t.Errorf("the 65th: %v", err)
	}
	all[0].quiet()
	all[63].conn.NetConn().Close()
	eventually(t, "the seat is free again", func() bool {
		k, _, err := s.dial("/app/ws", []string{"bokeh", token})
		if err != nil {
			return false
		}
		m, err := k.next()
		return err == nil && m.kind == "ACK"
	})
}

func TestHostileHeaders(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	token := s.token("/app")
	for what, headers := range map[string][]string{
		"70 KiB of cookies":     {"Cookie", "a=" + strings.Repeat("x", 70<<10)},
		"70 KiB of subprotocol": {"X-Padding", strings.Repeat("x", 70<<10)},
	} {
		status := s.refused("/app/ws", []string{"bokeh", token}, headers...)
		if status != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("%s: %d", what, status)
		}
	}
	if status := s.refused("/app/ws", []string{"bokeh", strings.Repeat("x", 50<<10)}); status != http.StatusForbidden {
		t.Errorf("50 KiB of nonsense as a token: %d", status)
	}
	long := strings.Repeat("x", 20<<10)
	if r := s.get("/app?a=" + long); r.StatusCode != http.StatusOK || app.last().Visit().Argument("a") != long {
		t.Errorf("a long query: %s", r.Status)
	}
	if r := s.get("/app/autoload.js?bokeh-autoload-element=E&a=" + long); r.StatusCode != http.StatusOK || len(tokenIn.FindStringSubmatch(r.body)[1]) > 16<<10 {
		t.Errorf("a long query of an embedded app: %s", r.Status)
	}
}

// What a browser sends is kept as the document's, up to a bound; what is replaced makes room again.
func TestHostileAmountOfContent(t *testing.T) {
	s := serve(t, only(desk))
	k, d := s.open("/app")
	var made []string
	for i := range 40 {
		made = append(made, fmt.Sprintf(`{"type":"object","name":"Div","id":"m%d"}`, i))
	}
	k.set(d.id("text"), "tags", "["+strings.Join(made, ",")+"]")
	flat := heap()
	const big, small = `[{"type":"bytes","data":{"id":"0"}}]`, "[]"
	content := blob{"0", make([]byte, 16<<20)}
	taken := 0
	for i := range 40 {
		if reply, _ := k.patch(changed(fmt.Sprintf("m%d", i), "tags", big), content); reply.kind == "ERROR" {
			break
		}
		taken++
	}
	if taken < 10 || taken > 20 {
		t.Errorf("16 MiB were taken %d times", taken)
	}
	if grown := heap() - flat; grown > 400 {
		t.Errorf("the heap grew by %.0f MiB", grown)
	}
	for i := range taken {
		k.set(fmt.Sprintf("m%d", i), "tags", small)
	}
	for range 5 { // one and the same place, again and again
		k.set("m0", "tags", big, content)
	}
	k.set(d.id("text"), "tags", "[]")
	k.quiet()
	if grown := heap() - flat; grown > 32 {
		t.Errorf("once its models have left, %.0f MiB are left", grown)
	}
	stillServes(t, s)
}
