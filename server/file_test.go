package server_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/static"
)

func TestStaticFiles(t *testing.T) { // conformance 5
	if err := static.Ready(); err != nil {
		t.Fatal(err)
	}
	at := serve(t)
	url := "/static/" + static.URL("js/bokeh.min.js")
	file, _ := static.Lookup("js/bokeh.min.js")

	plain := request(t, at, "GET "+url)
	if plain.StatusCode != 200 || int64(len(plain.body)) != file.Size {
		t.Fatalf("status %d, %d bytes", plain.StatusCode, len(plain.body))
	}
	plain.has(t, "Content-Type", "text/javascript; charset=utf-8")
	plain.has(t, "Cache-Control", "public, max-age=31536000, immutable")
	plain.has(t, "X-Content-Type-Options", "nosniff")
	plain.has(t, "Accept-Ranges", "bytes")
	plain.has(t, "Vary", "Accept-Encoding")

	for _, query := range []string{"", "?v=1.9.4", "?v=" + file.Hash + "0"} {
		got := request(t, at, "GET /static/js/bokeh.min.js"+query)
		got.has(t, "Cache-Control", "public, max-age=0, must-revalidate")
	}

	for name, decode := range map[string]func(io.Reader) (io.Reader, error){
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	} {
		got := request(t, at, "GET "+url, "Accept-Encoding: "+name)
		got.has(t, "Content-Encoding", name)
		r, err := decode(strings.NewReader(got.body))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(r); err != nil || string(text) != plain.body {
			t.Errorf("%s differs from the plain form: %v", name, err)
		}
		if got.Header.Get("ETag") == plain.Header.Get("ETag") {
			t.Errorf("%s has the tag of the plain form", name)
		}
		again := request(t, at, "GET "+url, "Accept-Encoding: "+name, "If-None-Match: "+got.Header.Get("ETag"))
		if again.StatusCode != 304 || again.body != "" {
			t.Errorf("%s: status %d where nothing has changed", name, again.StatusCode)
		}
	}

	part := request(t, at, "GET "+url, "Range: bytes=1000-1009", "Accept-Encoding: gzip, br")
	if part.StatusCode != 206 || part.body != plain.body[1000:1010] || part.Header.Get("Content-Encoding") != "" {
		t.Errorf("range: status %d, %q", part.StatusCode, part.body)
	}
	if got := request(t, at, "GET "+url, "Range: bytes=99999999-"); got.StatusCode != 416 {
		t.Errorf("range beyond the end: status %d", got.StatusCode)
	}
	head := request(t, at, "HEAD "+url)
	if head.StatusCode != 200 || head.ContentLength != file.Size || head.body != "" {
		t.Errorf("HEAD: status %d, %d bytes", head.StatusCode, head.ContentLength)
	}
	if got := request(t, at, "POST "+url); got.StatusCode != 405 {
		t.Errorf("POST: status %d", got.StatusCode)
	}
}

func TestStaticNegotiation(t *testing.T) {
	at := serve(t)
	for accept, want := range map[string]string{
		"gzip, deflate, br, zstd": "br", "gzip": "gzip", "GZIP;q=0.5": "gzip", "br;q=0, gzip": "gzip", "br;q=0,gzip;q=0.0": "", "deflate": "", "identity": "",
	} {
		request(t, at, "GET /static/js/bokeh.min.js", "Accept-Encoding: "+accept).has(t, "Content-Encoding", want)
	}
}

func TestStaticRefusals(t *testing.T) {
	at := servertest.Serve(t, apps, server.Options{Prefix: "/x"}, sessions)
	for _, path := range []string{
		"/x/static/", "/x/static", "/x/static/nothing.js", "/x/static/js/", "/x/static/../manifest.json", "/x/static/%2e%2e/manifest.json",
		"/x/static/..%2fmanifest.json", "/x/static/js/..%5c..%5cmanifest.json", "/x/static/extensions/unknown/a.js", "/x/static/extensions/panel",
		"/x/static//etc/passwd", "/static/js/bokeh.min.js", "/x/static/js/bokeh.min.js/", "/x/static/js/bokeh.min.js%00",
	} {
		if got := request(t, at, "GET "+path); got.StatusCode != 404 {
			t.Errorf("%s: status %d", path, got.StatusCode)
		}
	}
	for _, path := range []string{"/x/static/js/bokeh.min.js", "/x/static/extensions/panel/panel.min.js", "/x/counter/static/js/bokeh.min.js"} {
		if got := request(t, at, "GET "+path); got.StatusCode != 200 {
			t.Errorf("%s: status %d", path, got.StatusCode)
		}
	}
}

func TestOperatorsDirectory(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "secret")
	for name, text := range map[string]string{filepath.Join(dir, "a.txt"): "hello", outside: "secret"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	at := servertest.Serve(t, apps, server.Options{StaticDirs: []string{"assets=" + dir}}, sessions)
	got := request(t, at, "GET /assets/a.txt")
	if got.body != "hello" {
		t.Errorf("status %d, %q", got.StatusCode, got.body)
	}
	for _, path := range []string{"/assets/", "/assets/link", "/assets/../secret", "/assets/%2e%2e/secret", "/assets/b.txt"} {
		if got := request(t, at, "GET "+path); got.StatusCode != 404 || strings.Contains(got.body, "secret") {
			t.Errorf("%s: status %d, %q", path, got.StatusCode, got.body)
		}
	}
}

func TestIcon(t *testing.T) {
	for _, path := range []string{"/favicon.ico", "/x/favicon.ico"} {
		got := request(t, servertest.Serve(t, apps, server.Options{Prefix: "/x"}, sessions), "GET "+path)
		got.has(t, "Content-Type", "image/x-icon")
		if !bytes.HasPrefix([]byte(got.body), []byte{0, 0, 1, 0}) {
			t.Errorf("%s: %.10q", path, got.body)
		}
	}
	if got := request(t, servertest.Serve(t, apps, server.Options{IcoPath: "none"}, sessions), "GET /favicon.ico"); got.StatusCode != 404 {
		t.Errorf("status %d", got.StatusCode)
	}
}
