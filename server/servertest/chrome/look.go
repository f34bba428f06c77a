package chrome

import (
	"context"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// View is how a page is looked at. The zero View is a desktop in light colours.
type View struct {
	Width, Height int64 // px; 0: 1200 by 900
	Dark          bool
	Phone         bool // 390 by 844 px, touch
	Paper         bool // as it is printed
}

func (tab *Tab) look(view View) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		size := emulation.SetDeviceMetricsOverrideParams{Width: 1200, Height: 900, DeviceScaleFactor: 1}
		if view.Width > 0 {
			size.Width, size.Height = view.Width, view.Height
		}
		if view.Phone {
			size.Width, size.Height, size.DeviceScaleFactor, size.Mobile = 390, 844, 2, true
		}
		if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
			return err
		}
		scheme, media := "light", ""
		if view.Paper {
			media = "print"
		}
		if view.Dark {
			scheme = "dark"
		}
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	})
}

// Look changes how the page is looked at, without loading it anew.
func (tab *Tab) Look(view View) {
	tab.t.Helper()
	do(tab, tab.look(view))
}

// Quiet waits until the page has nothing left to draw: two frames have passed, and all pictures and
// fonts are there.
func (tab *Tab) Quiet() {
	tab.t.Helper()
	do(tab, chromedp.Evaluate[bool](js(`(async () => {
		await document.fonts.ready;
		await Promise.all(every(document, "img").filter((el) => el.loading !== "lazy").map((el) => el.decode().catch(() => {})));
		for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
		return true;
	})()`), chromedp.EvalAwaitPromise))
}

// Picture takes a picture of a part of the page as WebP, so many px of the picture for one of the
// page. The quality lies between 0 and 100.
func (tab *Tab) Picture(part Box, scale float64, quality int64) []byte {
	tab.t.Helper()
	return do(tab, chromedp.Action[[]byte](func(ctx context.Context, _ *chromedp.Target) ([]byte, error) {
		r, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
			Format: page.CaptureScreenshotFormatWebp, Quality: &quality,
			Clip: &page.Viewport{X: part.X, Y: part.Y, Width: part.W, Height: part.H, Scale: scale},
		})
		return r.Data, err
	}))
}
