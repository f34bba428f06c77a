package chrome

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"
)

// patience is when a test gives up on something that never comes. Nothing depends on how much
// sooner it does.
const patience = time.Minute

// Tab is one page in Chromium.
type Tab struct {
	t      testing.TB
	ctx    context.Context
	origin string

	mu       sync.Mutex
	problems []string // guarded by mu
	sent     []string // text frames that the page sent, guarded by mu
	got      []string // text frames that the page received, guarded by mu

	chooser atomic.Pointer[page.EventFileChooserOpened] // that Pick has not answered yet
}

// Open shows a page and waits until the front end has drawn it. When the test ends it fails if the
// page met a problem: an error in the console, a failed request, or a request to another origin.
func Open(t testing.TB, address string) *Tab { return OpenAs(t, address, View{}) }

// OpenAs is Open with a look at the page.
func OpenAs(t testing.TB, address string, view View) *Tab {
	t.Helper()
	tab := Blank(t, view)
	tab.Go(address)
	tab.WaitReady()
	t.Cleanup(func() {
		for _, problem := range tab.Problems() {
			t.Errorf("chrome: %s: %s", address, problem)
		}
	})
	return tab
}

// Blank is an empty tab, for pages that are not apps.
func Blank(t testing.TB, view View) *Tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(start(t))
	tab := &Tab{t: t, ctx: ctx}
	t.Cleanup(stop)
	if err := chromedp.Listen(ctx, tab.note); err != nil {
		t.Fatalf("chrome: open a tab: %v", err)
	}
	for _, enable := range []chromedp.Action[chromedp.Void]{
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, network.Enable, network.EnableParams{})
			return err
		}),
		tab.look(view),
	} {
		if _, err := chromedp.Run(ctx, enable); err != nil {
			t.Fatalf("chrome: open a tab: %v", err)
		}
	}
	return tab
}

// note keeps what the browser tells of the page.
func (tab *Tab) note(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	problem := func(format string, args ...any) { tab.problems = append(tab.problems, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		problem("exception: %s", text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			if isQuirk(said(e.Args)) {
				return
			}
			problem("console %s: %s", e.Type, said(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			problem("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && strings.HasPrefix(u.Scheme, "http") && tab.origin != "" && u.Host != tab.origin {
			problem("request to another origin: %s", e.Request.URL)
		}
	case *network.EventWebSocketFrameSent:
		tab.sent = append(tab.sent, string(e.Response.PayloadData))
	case *page.EventFileChooserOpened:
		tab.chooser.Store(e)
	case *network.EventWebSocketFrameReceived:
		tab.got = append(tab.got, string(e.Response.PayloadData))
	}
}

// quirks are warnings that the front end's libraries write about themselves, which nobody here can
// do anything about.
var quirks = []string{
	"Deprecation warning: allowHTML will default to false", // choices.js, under MultiChoice
}

func isQuirk(text string) bool {
	return slices.ContainsFunc(quirks, func(q string) bool { return strings.Contains(text, q) })
}

func said(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		if arg.Description != "" {
			words = append(words, arg.Description)
		} else {
			words = append(words, string(arg.Value))
		}
	}
	return strings.Join(words, " ")
}

// Problems are what went wrong in the page so far.
func (tab *Tab) Problems() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return append([]string(nil), tab.problems...)
}

// Forgive drops the problems so far: those of a test that cuts the connection, for example.
func (tab *Tab) Forgive() {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.problems = nil
}

// Sent counts the text frames that the page has sent and that hold some text, for example
// "document_ready".
func (tab *Tab) Sent(text string) int {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return count(tab.sent, text)
}

// Got counts the text frames that the page has received and that hold some text.
func (tab *Tab) Got(text string) int {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return count(tab.got, text)
}

func count(frames []string, text string) (n int) {
	for _, frame := range frames {
		if strings.Contains(frame, text) {
			n++
		}
	}
	return n
}

// Go navigates the tab. Requests to other origins than this address's are problems from then on.
func (tab *Tab) Go(address string) {
	tab.t.Helper()
	if u, err := url.Parse(address); err == nil {
		tab.mu.Lock()
		tab.origin = u.Host
		tab.mu.Unlock()
	}
	do(tab, chromedp.Navigate(address))
}

// TrustAll has the tab take any certificate, for servers that made their own.
func (tab *Tab) TrustAll() {
	tab.t.Helper()
	do(tab, call(security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true}))
}

// Reload loads the page anew.
func (tab *Tab) Reload() {
	tab.t.Helper()
	do(tab, chromedp.Reload())
}

// WaitReady waits until the front end has drawn every root of the page.
func (tab *Tab) WaitReady() {
	tab.t.Helper()
	tab.Wait("window.Bokeh && Bokeh.documents.length > 0 && Bokeh.documents.every((d) => d.is_idle)")
}

// Wait waits until a JavaScript expression is truthy, and fails the test if it never is. A page
// that loads anew in the meantime is asked again.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	truthy := chromedp.Poll[bool]("!!("+expression+")", chromedp.WithPollingInterval(25*time.Millisecond), chromedp.WithPollingTimeout(patience))
	_, err := run(tab, truthy)
	for end := time.Now().Add(patience); navigated(err) && time.Now().Before(end); {
		_, err = run(tab, truthy)
	}
	if err != nil {
		tab.Shot("failed.png")
		tab.t.Fatalf("chrome: waiting for %s: %v\nproblems: %q", expression, err, tab.Problems())
	}
}

// navigated reports whether an expression was lost because its page made way for another.
func navigated(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "navigated or closed") || strings.Contains(err.Error(), "context was destroyed") ||
		strings.Contains(err.Error(), "Cannot find context"))
}

// Eval answers a JavaScript expression.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	return do(tab, chromedp.Evaluate[T](expression))
}

// Shot takes a picture of the page as PNG. It goes into the folder that PANELGO_SHOTS names, else
// nowhere.
func (tab *Tab) Shot(name string) {
	tab.t.Helper()
	dir := os.Getenv("PANELGO_SHOTS")
	if dir == "" {
		return
	}
	png, err := run(tab, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(tab.t.Name(), "/", "-")+"-"+name), png, 0o644)
	}
	if err != nil {
		tab.t.Logf("chrome: picture: %v", err)
	}
}

func run[T any](tab *Tab, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(tab.ctx, patience+10*time.Second)
	defer cancel()
	return chromedp.Run(ctx, action)
}

// do runs an action and fails the test if it does.
func do[T any](tab *Tab, action chromedp.Action[T]) T {
	tab.t.Helper()
	v, err := run(tab, action)
	if err != nil {
		tab.t.Fatalf("chrome: %v", err)
	}
	return v
}
