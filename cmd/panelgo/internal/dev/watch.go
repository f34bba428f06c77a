package dev

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
)

// debounce gathers the several events of one save.
const debounce = 50 * time.Millisecond

// watcher tells that something changed which may change the build. Whole folders are watched, since
// editors replace files instead of writing into them.
type watcher struct {
	changed chan struct{} // holds one: several changes are as good as one
	words   []string      // absolute

	fs *fsnotify.Watcher

	mu     sync.Mutex
	inputs *build.Inputs // guarded by mu; nil until a build told
}

func newWatcher(words []string) (*watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("dev: watch files: %w", err)
	}
	w := &watcher{changed: make(chan struct{}, 1), fs: events}
	for _, word := range words {
		w.watchWord(word)
	}
	go w.gather() // ends with close
	return w, nil
}

// watchWord watches what a word on the command line names, and the folder that it lies in.
func (w *watcher) watchWord(word string) {
	if _, err := os.Stat(word); err != nil {
		if _, path, named := strings.Cut(word, "="); named {
			word = path
		}
	}
	path, err := filepath.Abs(word)
	if err != nil {
		return
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	w.words = append(w.words, path)
	_ = w.fs.Add(filepath.Dir(path)) // a folder that is not there cannot be watched and is not missed
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		_ = w.fs.Add(path)
		below, _ := filepath.Glob(filepath.Join(path, "*", "*.go"))
		for _, file := range below {
			_ = w.fs.Add(filepath.Dir(file))
		}
	}
}

// set watches what a build was made of. What changed before it was watched counts as a change now.
func (w *watcher) set(in *build.Inputs) {
	w.mu.Lock()
	w.inputs = in
	w.mu.Unlock()
	for _, dir := range in.Watch() {
		_ = w.fs.Add(dir)
	}
	if in.Stale() {
		w.again()
	}
}

// again makes the next wait end at once.
func (w *watcher) again() {
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

func (w *watcher) gather() {
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case event, open := <-w.fs.Events:
			if !open {
				return
			}
			if event.Op != fsnotify.Chmod && w.matters(event.Name) {
				quiet.Reset(debounce)
			}
		case _, open := <-w.fs.Errors:
			if !open {
				return
			}
			quiet.Reset(debounce) // events may have been lost: look for oneself
		case <-quiet.C:
			w.again()
		}
	}
}

func (w *watcher) matters(path string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.inputs != nil && w.inputs.Touches(path) {
		return true
	}
	for _, word := range w.words {
		rel, err := filepath.Rel(word, path)
		if err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
			continue
		}
		// The named file itself, or Go files in a named folder and one level below.
		if rel == "." || filepath.Ext(path) == ".go" && strings.Count(filepath.ToSlash(rel), "/") <= 1 && !strings.HasPrefix(filepath.Base(path), ".") {
			return true
		}
	}
	return false
}

func (w *watcher) close() { _ = w.fs.Close() }
