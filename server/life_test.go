package server_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

func TestStopTellsBrowsersToComeBack(t *testing.T) {
	ended := make(chan struct{})
	app := func(d *document.Document) error {
		d.OnClose(func() { close(ended) })
		return counter(d)
	}
	srv, err := server.New(server.Apps{"/": app}, server.Options{Port: server.AnyPort}, sessions)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- srv.Run(ctx, l) }()
	tab := servertest.Visit(t, "http://"+l.Addr().String()+"/")
	stop()
	tab.ExpectClosed(1012)
	<-ended
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("the port is still open")
	}
}

func TestStoppingServerTakesNobody(t *testing.T) {
	srv, err := server.New(apps, server.Options{}, sessions)
	if err != nil {
		t.Fatal(err)
	}
	srv.Start()
	if err := srv.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/counter", "/readiness"} {
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 503 || w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

func TestManyTabsAtOnce(t *testing.T) {
	at := serve(t)
	var tabs sync.WaitGroup
	for i := range 40 {
		tab := servertest.Visit(t, at+"/counter")
		tabs.Go(func() {
			for n := range 10 {
				tab.Set("Value", i*10+n)
				tab.Expect("text", fmt.Sprintf("value: %d", i*10+n))
			}
		})
	}
	tabs.Wait()
}

func TestTwoFirstRequestsMakeOneSession(t *testing.T) { // conformance 47
	at := serve(t)
	id := session.NewSigner([]byte(key)).SignID("both")
	var both sync.WaitGroup
	statuses := make([]int, 8)
	for i := range statuses {
		both.Go(func() {
			resp, err := http.Get(at + "/failing?bokeh-session-id=" + id)
			if err == nil {
				statuses[i] = resp.StatusCode
				resp.Body.Close()
			}
		})
	}
	both.Wait()
	for _, s := range statuses {
		if s != 500 {
			t.Error("statuses", statuses)
			break
		}
	}
}

func TestLimitOfSessions(t *testing.T) {
	so := sessions
	so.MaxSessions = 1
	at := servertest.Serve(t, apps, server.Options{}, so)
	tab := servertest.Visit(t, at+"/counter")
	defer tab.Close()
	if got := request(t, at, "GET /counter"); got.StatusCode != 503 {
		t.Errorf("status %d", got.StatusCode)
	}
}

func TestRefusalIsAnErrorOfTheTab(t *testing.T) {
	tab := servertest.Visit(t, serve(t)+"/counter")
	tab.Drop()
	tab.Token = "nonsense"
	var refused *servertest.Refused
	if err := tab.TryJoin(); !errors.As(err, &refused) || refused.Status != 403 {
		t.Error(err)
	}
}

func TestLogHoldsNoToken(t *testing.T) {
	var log strings.Builder
	var mu sync.Mutex
	handler := slog.NewTextHandler(lockedWriter{&mu, &log}, &slog.HandlerOptions{Level: slog.LevelDebug})
	at := servertest.Serve(t, apps, server.Options{Logger: slog.New(handler)}, sessions)
	secret := token("tab", time.Minute)
	tab := servertest.Visit(t, at+"/counter?bokeh-token="+secret)
	tab.Set("Value", 1)
	request(t, at, "GET /counter/ws", upgrade("bokeh, "+secret+"x")...)
	tab.Close()
	mu.Lock()
	defer mu.Unlock()
	for _, part := range append(strings.Split(secret, "."), strings.Split(tab.Token, ".")...) {
		if strings.Contains(log.String(), part) {
			t.Errorf("a token stands in the log:\n%s", log.String())
		}
	}
}

type lockedWriter struct {
	mu *sync.Mutex
	to *strings.Builder
}

func (w lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(p)
}

func TestTooManyBrowsersOnOneSession(t *testing.T) {
	tab := servertest.Visit(t, serve(t)+"/counter")
	for range 63 {
		tab.Again()
	}
	var refused *servertest.Refused
	if err := tab.TryAgain(); !errors.As(err, &refused) || refused.Status != 503 {
		t.Errorf("browser 65: %v", err)
	}
}

// TestWhoDoesNotReadIsNotRead asks for far more than the outbox holds, pings coming in between, and
// then reads it all.
func TestWhoDoesNotReadIsNotRead(t *testing.T) {
	so := sessions
	so.SessionOutbox, so.KeepAlive = 1<<20, time.Millisecond
	big := func(d *document.Document) error {
		d.SetTitle(strings.Repeat("x", 1<<20))
		return counter(d)
	}
	conn := dial(t, servertest.Serve(t, server.Apps{"/": big}, server.Options{Logger: quiet}, so), "/ws", token("tab", time.Minute))
	const questions = 40
	var asking sync.WaitGroup
	asking.Go(func() {
		for range questions {
			for f := range wire.NewPullDocReq().Frames() {
				if conn.WriteMessage(websocket.TextMessage, f.Data) != nil {
					return
				}
			}
		}
	})
	asking.Wait() // the questions are small: the server need not read them for us to be done
	for answered := 0; answered < questions; {
		_, frame, err := conn.ReadMessage()
		if err != nil {
			t.Fatalf("after %d answers: %v", answered, err)
		}
		if strings.Contains(string(frame[:min(len(frame), 100)]), "PULL-DOC-REPLY") {
			answered++
		}
	}
}
