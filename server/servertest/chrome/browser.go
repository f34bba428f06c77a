package chrome

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// browser is the one Chromium of a test binary: starting one takes longer than most tests.
var browser struct {
	mu      sync.Mutex
	ctx     context.Context
	stop    func()
	tests   int
	profile string
}

// path is where Chromium is.
func path(t testing.TB) string {
	t.Helper()
	for _, name := range []string{cmp.Or(os.Getenv("PANELGO_CHROMIUM"), "chromium"), "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Fatal("chrome: no Chromium found: `make tools` installs it (apt-get install chromium), PANELGO_CHROMIUM names another one")
	return ""
}

// start answers the running Chromium, started at the first call and stopped when the last test that
// uses it ends.
func start(t testing.TB) context.Context {
	t.Helper()
	browser.mu.Lock()
	defer browser.mu.Unlock()
	if browser.tests++; browser.tests == 1 {
		launch(t)
	}
	t.Cleanup(func() {
		browser.mu.Lock()
		defer browser.mu.Unlock()
		if browser.tests--; browser.tests == 0 {
			browser.stop()
			os.RemoveAll(browser.profile)
		}
	})
	return browser.ctx
}

// launch starts Chromium so that it talks to nobody by itself and runs as root in a container, too.
func launch(t testing.TB) {
	t.Helper()
	profile, err := os.MkdirTemp("", "panelgo-chromium-")
	if err != nil {
		t.Fatal(err)
	}
	flags := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path(t)), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.WindowSize(1200, 900),
	}
	for _, name := range []string{"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars", "mute-audio", "use-fake-ui-for-media-stream", "use-fake-device-for-media-stream"} {
		flags = append(flags, chromedp.Flag(name, true))
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	browser.profile = profile
	browser.ctx, browser.stop = ctx, func() { stopBrowser(); stopAllocator() }
	if _, err := chromedp.Run(ctx, chromedp.Navigate("about:blank")); err != nil {
		browser.stop()
		browser.tests = 0
		t.Fatalf("chrome: start Chromium: %v", err)
	}
}
