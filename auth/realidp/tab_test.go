package realidp

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// tab is one page in Chromium. Signing in leads from page to page, so that all
// questions are asked from outside and asked again when a page goes away.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// look is how pages are looked at; the zero value is a desktop in light colours.
type look struct{ dark, phone bool }

// patience is when a test gives up on something that never comes.
const patience = 30 * time.Second

// openBrowser starts a Chromium with a profile of its own.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	flags := []chromedp.ExecAllocatorOption{chromedp.ExecPath("chromium"), chromedp.UserDataDir(t.TempDir()), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.WindowSize(1200, 900)}
	for _, name := range []string{"disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars"} {
		flags = append(flags, chromedp.Flag(name, true))
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(stop)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	t.Cleanup(stopBrowser)
	if _, err := chromedp.Run(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal("chromium is needed for this test: apt-get install -y --no-install-recommends chromium: ", err)
	}
	return ctx
}

// open opens a tab of a browser.
func open(t *testing.T, browser context.Context, l look) *tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	tb := &tab{t, ctx}
	// The first action opens the tab and must not have a limit: the tab would
	// close with it.
	_, err := chromedp.Run(ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		size := emulation.SetDeviceMetricsOverrideParams{Width: 1000, Height: 700, DeviceScaleFactor: 1}
		if l.phone {
			size = emulation.SetDeviceMetricsOverrideParams{Width: 390, Height: 844, DeviceScaleFactor: 2, Mobile: true}
		}
		if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
			return err
		}
		scheme := "light"
		if l.dark {
			scheme = "dark"
		}
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
	if err != nil {
		t.Fatal("chromium: ", err)
	}
	return tb
}

func run[T any](tb *tab, a chromedp.Action[T]) T {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		tb.t.Fatal("chromium: ", err)
	}
	return v
}

func (tb *tab) visit(address string) {
	tb.t.Helper()
	run(tb, chromedp.Navigate(address))
}

// wait waits until an expression is true on whatever page the tab shows by then.
func (tb *tab) wait(expression string) {
	tb.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		ok, err := chromedp.Run(tb.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && ok {
			return
		}
	}
	text, _ := chromedp.Run(tb.ctx, chromedp.Evaluate[string]("location.href + ' ' + document.body.innerText"))
	tb.t.Fatalf("chromium: never %s; the page is %.500s", expression, text)
}

func (tb *tab) waitText(words string) {
	tb.t.Helper()
	tb.wait(fmt.Sprintf("document.body && document.body.innerText.includes(%q)", words))
}

// fill types into the first form and sends it.
func (tb *tab) fill(fields map[string]string) {
	tb.t.Helper()
	script := ""
	for name, value := range fields {
		script += fmt.Sprintf("f.elements[%q].value = %q;", name, value)
	}
	run(tb, chromedp.Evaluate[bool](`(() => {const f = document.forms[0];`+script+`
		const b = f.querySelector("button:not([type=button]), input[type=submit]"); setTimeout(() => b.click()); return true})()`))
}

// shot takes a picture into the folder that PANELGO_SHOTS names, if it does.
func (tb *tab) shot(name string) {
	tb.t.Helper()
	dir := os.Getenv("PANELGO_SHOTS")
	if dir == "" {
		return
	}
	file := filepath.Join(dir, strings.ReplaceAll(tb.t.Name(), "/", "-")+"-"+name+".png")
	if err := os.WriteFile(file, run(tb, chromedp.CaptureScreenshot()), 0o644); err != nil {
		tb.t.Log(err)
	}
}
