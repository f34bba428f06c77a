package chrome

import (
	"context"
	"os"
	"path/filepath"
	"time"

	commands "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// Saves has the browser save what is downloaded into a folder that ends with the test. Tests that
// run at the same time share it.
func (tab *Tab) Saves() (folder string) {
	tab.t.Helper()
	folder = tab.t.TempDir()
	params := commands.SetDownloadBehaviorParams{Behavior: commands.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}
	do(tab, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, commands.SetDownloadBehavior, params)
		return err
	}))
	return folder
}

// WaitFile waits until a file has been saved whole, and answers what is in it: at least a byte.
// Chromium makes an empty file of that name, for its permissions, an instant before it moves the
// whole one there.
func (tab *Tab) WaitFile(folder, name string) []byte {
	tab.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err == nil && len(data) > 0 {
			return data
		}
		if time.Now().After(end) {
			found, _ := filepath.Glob(filepath.Join(folder, "*"))
			tab.t.Fatalf("chrome: %s was never saved; there is %q; problems: %q", name, found, tab.Problems())
		}
	}
}
