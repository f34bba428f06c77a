package dev

import (
	"crypto/rand"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
)

// The paths of the live script and of what it listens to, below whatever folder a page is in.
const (
	scriptPath = "/.panelgo/live.js"
	livePath   = "/.panelgo/live"
)

//go:embed live.js
var script []byte

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// live is what open pages are told: which version is served, and what is wrong with the next one.
type live struct {
	run string // tells this supervisor's versions from those of one before it

	mu    sync.Mutex
	state state         // guarded by mu
	next  chan struct{} // guarded by mu; closed when state changes
}

type state struct {
	Version  string   `json:"version"` // served now; empty when none is
	Building bool     `json:"building"`
	Failure  *failure `json:"failure"`
}

// failure is a build.Failure with the source around its places.
type failure struct {
	Output string  `json:"output"`
	Hint   string  `json:"hint"`
	Places []place `json:"places"`
}

type place struct {
	build.Diagnostic
	Frame []line `json:"frame"`
}

func newLive() *live { return &live{run: rand.Text()[:8], next: make(chan struct{})} }

// version names the nth worker.
func (l *live) version(n int) string { return l.run + "-" + strconv.Itoa(n) }

func (l *live) building()            { l.change(func(s *state) { s.Building = true }) }
func (l *live) ready(version string) { l.change(func(s *state) { *s = state{Version: version} }) }

func (l *live) fail(f *build.Failure) {
	shown := &failure{Output: f.Output, Hint: strings.TrimSpace(f.Hint)}
	for _, d := range f.Places {
		shown.Places = append(shown.Places, place{d, frame(d)})
	}
	l.change(func(s *state) { s.Building, s.Failure = false, shown })
}

func (l *live) gone() { l.change(func(s *state) { s.Version = "" }) }

func (l *live) change(f func(*state)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f(&l.state)
	close(l.next)
	l.next = make(chan struct{})
}

func (l *live) now() (state, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state, l.next
}

// ServeHTTP gives the script, and to the script the state: now, and again whenever it changes.
func (l *live) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if strings.HasSuffix(r.URL.Path, scriptPath) {
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(script) // a browser that went away needs no answer
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	idle := time.NewTicker(20 * time.Second) // shorter than the patience of proxies
	defer idle.Stop()
	for {
		state, next := l.now()
		data, err := json.Marshal(state)
		if err == nil {
			_, err = fmt.Fprintf(w, "data: %s\n\n", data)
		}
		for waiting := true; waiting; {
			if err != nil || out.Flush() != nil {
				return
			}
			select {
			case <-r.Context().Done():
				return
			case <-next:
				waiting = false
			case <-idle.C:
				_, err = fmt.Fprint(w, ":\n\n")
			}
		}
	}
}

// page stands in while no version can be served. Strangers are not told why.
func (l *live) page(w http.ResponseWriter, r *http.Request, ours bool) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", "1")
	state, _ := l.now()
	if !ours || r.Method != http.MethodGet || !strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, "the app is being built", http.StatusServiceUnavailable)
		return
	}
	nonce := rand.Text()
	w.Header().Set("Content-Security-Policy", "default-src 'none'; connect-src 'self'; style-src 'nonce-"+nonce+"'; script-src 'nonce-"+nonce+"'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusServiceUnavailable)
	_ = pageTemplate.Execute(w, map[string]any{ // a browser that went away needs no answer
		"Nonce": nonce, "Failure": state.Failure, "Script": template.HTML(scriptTag(r.URL, state.Version, nonce)),
	})
}
