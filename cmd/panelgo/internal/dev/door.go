package dev

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/server/worker"
)

// door takes every request: those for the live script itself, all others for the worker of the
// moment.
type door struct {
	live    *live
	target  atomic.Pointer[target]
	server  *http.Server
	origins []string // set before the server begins
}

// target is a way to one worker.
type target struct {
	version string
	proxy   *httputil.ReverseProxy
}

// silence keeps to itself that browsers go away in the middle of an answer.
var silence = log.New(io.Discard, "", 0)

func newDoor(l *live) *door {
	d := &door{live: l}
	d.server = &http.Server{Handler: d, ReadHeaderTimeout: 20 * time.Second, ErrorLog: silence}
	return d
}

// open begins to serve. The goroutine ends with close.
func (d *door) open(ln net.Listener, origins []string) {
	d.origins = origins
	go func() { _ = d.server.Serve(ln) }() // always ErrServerClosed; a listener of our own does not fail otherwise
}

func (d *door) close() { _ = d.server.Close() }

// to leads all further requests to a worker, or to none.
func (d *door) to(c *child) {
	if c == nil {
		d.target.Store(nil)
		return
	}
	d.target.Store(&target{c.version, d.proxy(c)})
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at := d.target.Load()
	switch {
	case strings.HasSuffix(r.URL.Path, livePath), strings.HasSuffix(r.URL.Path, scriptPath):
		if !d.ours(r) {
			http.Error(w, "the development server answers its own pages only", http.StatusForbidden)
			return
		}
		d.live.ServeHTTP(w, r)
	case at == nil:
		d.live.page(w, r, d.ours(r))
	default:
		at.proxy.ServeHTTP(w, r)
	}
}

// ours keeps source text from other sites: one that points its own name at this machine, and one
// that only embeds us.
func (d *door) ours(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	_, notIP := netip.ParseAddr(strings.Trim(host, "[]"))
	return notIP == nil || host == "localhost" || strings.HasSuffix(host, ".localhost") ||
		slices.ContainsFunc(d.origins, func(o string) bool { return o == host || o == r.Host || strings.HasPrefix(o, host+":") })
}

// proxy hands requests and websockets on as they came. The worker learns the browser's address in a
// header that it believes on this socket alone.
func (d *door) proxy(c *child) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "http", "worker", r.In.Host
			for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
				if values := r.In.Header.Values(name); len(values) > 0 {
					r.Out.Header[name] = values
				}
			}
			r.Out.Header.Set(worker.RemoteHeader, r.In.RemoteAddr)
			r.Out.Header.Del(worker.SecureHeader)
			if r.In.TLS != nil {
				r.Out.Header.Set(worker.SecureHeader, "1")
			}
			if strings.Contains(r.In.Header.Get("Accept"), "text/html") {
				r.Out.Header.Del("Accept-Encoding") // a page is about to be written to
			}
		},
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
				return new(net.Dialer).DialContext(ctx, "unix", c.socket)
			},
			DisableCompression: true,
		},
		FlushInterval:  -1,
		ErrorLog:       silence,
		ModifyResponse: func(r *http.Response) error { return inject(r, c.version) },
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, _ error) {
			d.live.page(w, r, d.ours(r))
		},
	}
}

// inject appends the live script to a page. After the end of the document is where a script may
// stand whatever the page looks like, and nothing has to be held back or searched.
func inject(r *http.Response, version string) error {
	dest := r.Request.Header.Get("Sec-Fetch-Dest")
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || r.Header.Get("Content-Encoding") != "" ||
		r.Request.Method != http.MethodGet || r.StatusCode == http.StatusPartialContent || dest != "" && dest != "document" {
		return nil
	}
	tag := scriptTag(r.Request.URL, version, admit(r.Header))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(r.Body, strings.NewReader(tag)), r.Body}
	if r.ContentLength >= 0 {
		r.ContentLength += int64(len(tag))
		r.Header.Set("Content-Length", strconv.FormatInt(r.ContentLength, 10))
	}
	r.Header.Del("Etag")
	r.Header.Set("Cache-Control", "no-store")
	return nil
}

// scriptTag stands beside the page, so that it also works behind a proxy that forwards a part of
// the paths.
func scriptTag(page *url.URL, version, nonce string) string {
	dir := page.EscapedPath()[:strings.LastIndex(page.EscapedPath(), "/")]
	return fmt.Sprintf("\n<script src=\"%s%s\" data-version=\"%s\" nonce=\"%s\"></script>\n", dir, scriptPath, version, nonce)
}
