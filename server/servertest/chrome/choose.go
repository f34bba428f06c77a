package chrome

import (
	"context"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Choose picks files of this machine in an input of type file within a view, which is found by
// name, label, title or id: what the browser's own window of files does when a person has picked
// them there.
func (tab *Tab) Choose(name, selector string, files ...string) {
	tab.t.Helper()
	do(tab, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		found, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{
			Expression: js(`every(view(model(%s)).el.shadowRoot, %s)[0]`, name, selector),
		})
		if err != nil {
			return err
		}
		_, err = chromedp.Call(ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: found.Result.ObjectID})
		return err
	}))
}
