package widgets_test

import (
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// contrast is how much a button's words stand out, as WCAG 2.2 counts it.
const contrast = `(() => {
	const parts = (css) => css.match(/[\d.]+/g).slice(0, 3).map((c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
	const light = (css) => { const [r, g, b] = parts(css); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const style = getComputedStyle(every(v.shadow_el, "button")[0]);
	const [a, b] = [light(style.color), light(style.backgroundColor)].sort((a, b) => b - a);
	return (a + 0.05) / (b + 0.05);
})()`

func TestButtonsOfEveryColourCanBeReadInEveryLight(t *testing.T) {
	colors := []Color{Default, Primary, Success, Warning, Danger, Light}
	address := publish(t, panelgo.Apps{"buttons": func(doc *document.Document) error {
		for _, c := range colors {
			b := NewButton(string(c))
			b.SetColor(c)
			b.SetIcon(heart)
			doc.Add(b)
		}
		plain := NewButton("plain")
		off := NewButton("off")
		off.Disabled.Set(true)
		send := NewButton("send")
		send.SetColor(Primary)
		send.Disabled.Set(true)
		doc.Add(layout.Row(plain, off, send))
		return nil
	}})
	for name, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}} {
		t.Run(name, func(t *testing.T) {
			tab := chrome.OpenAs(t, address+"/buttons", view)
			tab.Shot("buttons.png")
			for _, c := range colors {
				if got := chrome.Eval[float64](tab, inView(string(c), contrast)); got < 4.5 {
					t.Errorf("the contrast of %s is %.1f", c, got)
				}
				if !chrome.Eval[bool](tab, inView(string(c), `getComputedStyle(all(".bk-SVGIcon")[0]).color === getComputedStyle(all("button")[0]).color`)) {
					t.Errorf("the icon of %s has another colour than its words", c)
				}
			}
			for _, name := range []string{"off", "send"} {
				if got := chrome.Eval[float64](tab, inView(name, contrast)); got < 3 {
					t.Errorf("the contrast of %s, which is disabled, is %.1f", name, got)
				}
			}
			icon, plain := tab.Inside(string(Default), "button"), tab.Inside("plain", "button")
			if icon.H != plain.H {
				t.Errorf("a button is %v px high with an icon, %v px without", icon.H, plain.H)
			}
		})
	}
}
