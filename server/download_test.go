package server_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

// shop is an app that offers files, and tells where and how that went.
type shop struct {
	mu    sync.Mutex
	offer []document.Offer
	at    []string // addresses, guarded by mu
	done  chan error
	log   logbook
	srv   *server.Server
}

func (s *shop) app(d *document.Document) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, o := range s.offer {
		o.Done = func(err error) { s.done <- err }
		s.at = append(s.at, "/"+d.Offer(o))
	}
	return nil
}

// open opens a shop that offers some files, and answers where it is.
func openShop(t *testing.T, files ...document.Offer) (s *shop, address string) {
	t.Helper()
	s = &shop{offer: files, done: make(chan error, 8)}
	srv, err := server.New(server.Apps{"/shop": s.app}, server.Options{Logger: slog.New(slog.NewTextHandler(&s.log, nil))}, sessions)
	if err != nil {
		t.Fatal(err)
	}
	s.srv, address = srv, servertest.Host(t, srv)
	request(t, address, "GET /shop")
	return s, address
}

func text(content string) func(context.Context, io.Writer) error {
	return func(_ context.Context, w io.Writer) error { _, err := io.WriteString(w, content); return err }
}

func TestAFileIsFetchedOnce(t *testing.T) {
	s, address := openShop(t, document.Offer{Name: "über \"alles\".csv", Write: text("1,2\n")})
	a := request(t, address, "GET "+s.at[0])
	if a.StatusCode != 200 || a.body != "1,2\n" {
		t.Fatalf("%d %q", a.StatusCode, a.body)
	}
	a.has(t, "Content-Type", "text/csv; charset=utf-8")
	a.has(t, "Content-Disposition", `attachment; filename="_ber _alles_.csv"; filename*=UTF-8''%C3%BCber%20%22alles%22.csv`)
	a.has(t, "Cache-Control", "no-store")
	a.has(t, "X-Content-Type-Options", "nosniff")
	if err := <-s.done; err != nil {
		t.Error(err)
	}
	if a := request(t, address, "GET "+s.at[0]); a.StatusCode != http.StatusNotFound {
		t.Errorf("the second time: %d", a.StatusCode)
	}
	_, query, _ := strings.Cut(s.at[0], "?")
	for secret := range strings.FieldsFuncSeq(query, func(r rune) bool { return r == '&' || r == '=' }) {
		if log := s.log.String(); len(secret) > 10 && strings.Contains(log, secret) {
			t.Errorf("the log says where the file was: %s", log)
		}
	}
}

func TestNobodyElseFetchesAFile(t *testing.T) {
	s, address := openShop(t, document.Offer{Name: "a.txt", Write: text("secret")})
	at := s.at[0]
	path, query, _ := strings.Cut(at, "?")
	asked, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	key, from := "key="+asked.Get("key"), "session="+asked.Get("session")
	for _, wrong := range []string{path, path + "?" + key, path + "?" + from, path + "?session=another&" + key,
		path + "?key=AAAAAAAAAAAAAAAAAAAAAAAAAA&" + from, path + "?key=&" + from, path + "/..?" + query, path + "?x" + query, at + "x"} {
		if a := request(t, address, "GET "+wrong); a.StatusCode != http.StatusNotFound || strings.Contains(a.body, "secret") {
			t.Errorf("%s: %d %q", wrong, a.StatusCode, a.body)
		}
	}
	if a := request(t, address, "POST "+at); a.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", a.StatusCode)
	}
}

func TestAnEmptyFileIsAFile(t *testing.T) {
	s, address := openShop(t, document.Offer{Name: "empty", Write: text("")})
	a := request(t, address, "GET "+s.at[0])
	if a.StatusCode != 200 || a.body != "" {
		t.Fatalf("%d %q", a.StatusCode, a.body)
	}
	a.has(t, "Content-Type", "application/octet-stream")
	a.has(t, "Content-Disposition", `attachment; filename="empty"`)
}

func TestAFileThatCannotBeMadeIsAnError(t *testing.T) {
	broken := errors.New("the disk is gone")
	s, address := openShop(t,
		document.Offer{Name: "a", Write: func(context.Context, io.Writer) error { return broken }},
		document.Offer{Name: "b", Write: func(context.Context, io.Writer) error { panic("oh") }},
		document.Offer{Name: "c", Write: func(_ context.Context, w io.Writer) error {
			_, _ = io.WriteString(w, strings.Repeat("x", 1<<20))
			return broken
		}})
	for _, at := range s.at[:2] {
		if a := request(t, address, "GET "+at); a.StatusCode != http.StatusInternalServerError || strings.Contains(a.body, "disk") {
			t.Errorf("%d %q", a.StatusCode, a.body)
		}
	}
	if err := <-s.done; !errors.Is(err, broken) {
		t.Errorf("the app is told %v", err)
	}
	if err, panicked := <-s.done, (*session.PanicError)(nil); !errors.As(err, &panicked) {
		t.Errorf("the app is told %v", err)
	}
	resp, err := http.Get(address + s.at[2])
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if n, err := io.Copy(io.Discard, resp.Body); err == nil {
		t.Errorf("a part of %d bytes came as if it were the whole", n)
	}
}

func TestADownloadThatTheVisitorStopsIsNoError(t *testing.T) {
	own := errors.New("the query was stopped")
	until := func(begun chan struct{}, first int) func(context.Context, io.Writer) error {
		return func(ctx context.Context, w io.Writer) error {
			_, _ = w.Write(make([]byte, first))
			close(begun)
			<-ctx.Done()
			return own // an app's own words for it
		}
	}
	for name, first := range map[string]int{"before the first byte": 0, "on the way": 1 << 16} {
		t.Run(name, func(t *testing.T) {
			begun := make(chan struct{})
			s, address := openShop(t, document.Offer{Name: "a", Write: until(begun, first)})
			ctx, stop := context.WithCancel(t.Context())
			ask, err := http.NewRequestWithContext(ctx, http.MethodGet, address+s.at[0], nil)
			if err != nil {
				t.Fatal(err)
			}
			go func() { <-begun; stop() }()
			if resp, err := http.DefaultClient.Do(ask); err == nil {
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
			if err := <-s.done; !errors.Is(err, own) {
				t.Errorf("the app is told %v", err)
			}
			if err := s.srv.Stop(context.Background()); err != nil { // by then all is logged
				t.Error(err)
			}
			if log := s.log.String(); strings.Contains(log, "level=ERROR") || strings.Contains(log, "level=WARN") {
				t.Error(log)
			}
		})
	}
}

func TestADownloadEndsWithItsSession(t *testing.T) {
	begun := make(chan struct{})
	s, address := openShop(t, document.Offer{Name: "a", Write: func(ctx context.Context, w io.Writer) error {
		_, _ = io.WriteString(w, strings.Repeat("x", 1<<16))
		close(begun)
		for {
			if _, err := w.Write(make([]byte, 1<<10)); err != nil {
				return err
			}
		}
	}})
	ended := make(chan error, 1)
	go func() {
		resp, err := http.Get(address + s.at[0])
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
		ended <- err
	}()
	<-begun
	if err := s.srv.Stop(context.Background()); err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("the download went on to an end that it has not")
	}
}

func TestOffersAreBounded(t *testing.T) {
	files := make([]document.Offer, 40)
	for i := range files {
		files[i] = document.Offer{Name: "a", Write: text("content")}
	}
	s, address := openShop(t, files...)
	if a := request(t, address, "GET "+s.at[0]); a.StatusCode != http.StatusNotFound {
		t.Errorf("the oldest is still there: %d", a.StatusCode)
	}
	if a := request(t, address, "GET "+s.at[39]); a.StatusCode != 200 {
		t.Errorf("the latest is not there: %d", a.StatusCode)
	}
}
