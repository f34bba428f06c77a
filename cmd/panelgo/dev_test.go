package main

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
	"github.com/panelgo/panelgo/cmd/panelgo/internal/dev"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/server/settings"
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
func startDev(t *testing.T, file string, flags settings.Flags) string {
	t.Helper()
	t.Setenv("PANELGO_CACHE", filepath.Join(t.TempDir(), "cache"))
	cache, err := build.OpenCache()
	if err != nil {
		t.Fatal(err)
	}
	var opts panelgo.Options
	opts.Server.Port = panelgo.AnyPort
	command := serve{Files: []string{file}}
	said := new(terminal)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- dev.Run(ctx, dev.Config{Plan: command.plan, Cache: cache, Words: command.Files, Flags: flags, Options: opts, Say: said})
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
	tab := chrome.Open(t, startDev(t, file, nil))
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

// An app that fails when it is opened says where, and the page that said so shows the next version
// without being reloaded by hand. So does a sign-in page.
func TestAPageThatCouldNotBeDrawnFollowsItsAuthor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "app.go")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save(strings.Replace(devApp, "\treturn nil", "\tvar list []int\n\tlist[3]++\n\treturn nil", 1))
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(startDev(t, file, settings.Flags{"dev": {"true"}}))
	const page = `document.body.innerText`
	tab.Wait(page + `.includes("index out of range [3]")`)
	for _, want := range []string{"app.go:13", "list[3]++", "This page cannot be shown"} {
		if !chrome.Eval[bool](tab, page+`.includes(`+strconv.Quote(want)+`)`) {
			t.Errorf("the page lacks %q: %s", want, chrome.Eval[string](tab, page))
		}
	}
	tab.Shot("failed.png")
	tab.Forgive() // the status 500 is one of the console's problems
	save(strings.Replace(devApp, "first words", "mended words", 1))
	tab.WaitText("mended words")
}

func TestASignInPageFollowsItsAuthor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "app.go")
	if err := os.WriteFile(file, []byte(devApp), 0o644); err != nil {
		t.Fatal(err)
	}
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(startDev(t, file, settings.Flags{"basic-auth": {"open sesame"}}))
	tab.Wait(`document.querySelector("input[type=password]") !== null`)
	const version = `document.querySelector("script[data-version]").dataset.version`
	first := chrome.Eval[string](tab, version)
	if err := os.WriteFile(file, []byte(strings.Replace(devApp, "first words", "other words", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	tab.Wait(version + ` !== ` + strconv.Quote(first))
}

func TestASwapKeepsPeopleSignedIn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "app.go")
	save := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	save(devApp)
	address := startDev(t, file, settings.Flags{"basic-auth": {"open sesame"}})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	visitor := &http.Client{Jar: jar}
	page := visit(t, visitor.Get, address)
	token := regexp.MustCompile(`name="state" value="([^"]*)"`).FindStringSubmatch(page)
	if token == nil {
		t.Fatalf("this is no form to sign in:\n%s", page)
	}
	form := url.Values{"name": {"ali"}, "password": {"open sesame"}, "state": {token[1]}}
	page = visit(t, func(to string) (*http.Response, error) { return visitor.PostForm(to, form) }, strings.TrimSuffix(address, "app")+"login")
	if !strings.Contains(page, "panelgo-items") {
		t.Fatalf("signing in leads to:\n%s", page)
	}
	save(strings.Replace(devApp, "doc.Add(", "doc.SetTitle(\"Other\")\n\tdoc.Add(", 1))
	for end := time.Now().Add(patience); !strings.Contains(page, "<title>Other</title>"); time.Sleep(10 * time.Millisecond) {
		if page = visit(t, visitor.Get, address); strings.Contains(page, "password") || time.Now().After(end) {
			t.Fatalf("after a swap the visitor sees:\n%s", page)
		}
	}
}

// visit answers the page that a request ends at.
func visit(t *testing.T, request func(string) (*http.Response, error), address string) string {
	t.Helper()
	resp, err := request(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestManySwapsLeaveNothingBehind(t *testing.T) {
	file := filepath.Join(t.TempDir(), "app.go")
	texts := [2]string{devApp, strings.Replace(devApp, "doc.Add(", "doc.SetTitle(\"Other\")\n\tdoc.Add(", 1)}
	titles := [2]string{"<title>panelgo app</title>", "<title>Other</title>"}
	swap := func(address string, n int) {
		t.Helper()
		if err := os.WriteFile(file, []byte(texts[n%2]), 0o644); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
			if strings.Contains(ask(address, titles[n%2]), titles[n%2]) {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("swap %d did not come", n)
			}
		}
	}
	if err := os.WriteFile(file, []byte(texts[0]), 0o644); err != nil {
		t.Fatal(err)
	}
	address := startDev(t, file, nil)
	swap(address, 1)
	files, goroutines := openFiles(t), runtime.NumGoroutine()
	for n := 2; n < 12; n++ {
		swap(address, n)
	}
	// The last worker's forerunner may still be on its way out.
	for end := time.Now().Add(patience); openFiles(t) > files+4 || runtime.NumGoroutine() > goroutines+4; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d files and %d goroutines, before %d and %d", openFiles(t), runtime.NumGoroutine(), files, goroutines)
		}
	}
}

// openFiles counts the descriptors of this process, where the system tells them.
func openFiles(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/dev/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
