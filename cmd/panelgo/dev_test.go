package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/dev"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

const devApp = `package main

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

func App(doc *panelgo.Document) error {
	doc.Add(layout.Column(widgets.NewIntSlider("Value", 0, 10), pane.NewText("first words")))
	return nil
}
`

// terminal is what the supervisor says, to be read while it still speaks.
type terminal struct {
	mu   sync.Mutex
	text strings.Builder // guarded by mu
}

func (s *terminal) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *terminal) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// startDev watches over a file and answers the address of its app.
func startDev(t *testing.T, file string) string {
	t.Helper()
	t.Setenv("PANELGO_CACHE", filepath.Join(t.TempDir(), "cache"))
	cache, err := build.OpenCache()
	if err != nil {
		t.Fatal(err)
	}
	var opts panelgo.Options
	opts.Port = panelgo.AnyPort
	command := serve{Files: []string{file}}
	said := new(terminal)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- dev.Run(ctx, dev.Config{Plan: command.plan, Cache: cache, Words: command.Files, Options: opts, Say: said})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		t.Log(said)
	})
	address := regexp.MustCompile(`http://\S+/app`)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if found := address.FindString(said.String()); found != "" {
			return found
		}
	}
	t.Fatalf("no address was told in %v:\n%s", patience, said)
	return ""
}

func TestAnOpenPageFollowsItsAuthor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "app.go")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save(devApp)
	tab := chrome.Open(t, startDev(t, file))
	tab.WaitText("first words")
	const overlay = `(document.querySelector("panelgo-live")?.shadowRoot.textContent ?? "")`

	save(strings.Replace(devApp, "return nil", "return 5", 1))
	tab.Wait(overlay + `.includes("cannot use 5 (constant of type int) as error value")`)
	tab.Wait(overlay + `.includes("12  \treturn 5")`)
	tab.Wait(overlay + `.includes("app.go:12:9")`)
	tab.Shot("overlay.png")
	tab.Keys("\u001b")
	tab.Wait(overlay + ` === ""`)
	tab.Drag("Value", 0.5) // the version before goes on
	tab.WaitModel("Value", "m.value === 5")

	save(strings.Replace(devApp, "first words", "second words", 1))
	tab.WaitText("second words")
	tab.WaitReady()
	tab.Wait(overlay + ` === ""`)
}
