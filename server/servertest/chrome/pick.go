package chrome

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Pick clicks into the middle of a box, which has to open the browser's window for picking files,
// and picks some there, given by their paths.
func (tab *Tab) Pick(b Box, paths ...string) {
	tab.t.Helper()
	do(tab, call(page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true}))
	tab.Click(b)
	var input *page.EventFileChooserOpened
	tab.WaitFrames(func() bool {
		input = tab.chooser.Swap(nil)
		return input != nil
	})
	do(tab, call(dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, BackendNodeID: input.BackendNodeID}))
}

// call is a command of the browser as an action.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[R] {
	return func(ctx context.Context, _ *chromedp.Target) (R, error) { return chromedp.Call(ctx, command, params) }
}
