package chrome

import (
	"context"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Press presses one key as a keyboard does: a page that keeps its effect from happening does so.
// [Tab.Keys] types the letter all the same, for example Enter's new line into a field that sends at
// Enter.
func (tab *Tab) Press(key string, with ...Modifier) {
	tab.t.Helper()
	for _, letter := range key {
		events := kb.Encode(letter)
		down, up := *events[0], *events[len(events)-1]
		if len(events) > 2 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		down.Type = input.DispatchKeyEventTypeKeyDown
		for _, m := range with {
			down.Modifiers |= int64(m)
			up.Modifiers |= int64(m)
		}
		do(tab, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, down); err != nil {
				return err
			}
			_, err := chromedp.Call(ctx, input.DispatchKeyEvent, up)
			return err
		}))
	}
}

// Modifier is a key that is held down while another is pressed.
type Modifier int64

// Shift is a modifier.
const Shift Modifier = 8
