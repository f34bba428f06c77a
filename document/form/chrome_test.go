package form_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func publish(t *testing.T, app panelgo.App) string {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	server, err := panelgo.New(panelgo.Apps{"app": app}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server)
}

func TestAFormOfEverythingIsDrawn(t *testing.T) {
	address := publish(t, func(doc *document.Document) error {
		f, err := form.New(first)
		if err != nil {
			return err
		}
		f.OnSubmit(func(everything) error { return nil })
		doc.Add(f)
		check := widgets.NewButton("Complain")
		check.OnClick(func() {
			var all []error
			for _, path := range []string{"Name", "Size", "Rank", "Tags", "Lines", "Count", "Share", "Agreed", "On", "Day", "Long", "Paint", "File", "Home", "Home.City", "Guests", "Guests[0].Name"} {
				all = append(all, form.At(path, "this is wrong with %s", path))
			}
			f.Validate(func(everything) error { return joined(all) })
			_ = f.Check()
		})
		doc.Add(check)
		return nil
	})
	for look, view := range map[string]chrome.View{"light": {Width: 900, Height: 2900}, "dark": {Width: 900, Height: 2900, Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) {
			tab := chrome.OpenAs(t, address+"/app", view)
			tab.WaitText("Submit")
			tab.Shot("drawn.png")
			if look == "phone" {
				if chrome.Eval[bool](tab, "document.documentElement.scrollWidth > innerWidth") {
					t.Error("the page is wider than the screen")
				}
				return
			}
			tab.ClickText("button", "Complain")
			tab.WaitText("Not everything is right yet")
			tab.Shot("wrong.png")
		})
	}
}

type errorsList []error

func (l errorsList) Error() string   { return "several" }
func (l errorsList) Unwrap() []error { return l }

func joined(all []error) error { return errorsList(all) }

// order is a form as people know them.
type order struct {
	Name     string    `form:"required" help:"As on the bell"`
	Size     string    `options:"S,M,L"`
	Count    int       `min:"1" max:"20"`
	Delivery time.Time `min:"2024-01-01" section:"Delivery"`
	Gift     bool      `label:"It is a gift"`
}

func ordering(doc *document.Document) error {
	f, err := form.New(order{Count: 1})
	if err != nil {
		return err
	}
	said := pane.NewText("nothing ordered")
	f.Validate(func(o order) error {
		if o.Gift && o.Count > 10 {
			return form.At("Count", "a gift is of 10 at most")
		}
		return nil
	})
	f.Review()
	f.OnSubmitWork(func(_ context.Context, o order) (func(), error) {
		if o.Name == "Eve" {
			return nil, fmt.Errorf("%s is not served", o.Name)
		}
		return func() { said.SetText(fmt.Sprintf("ordered %s %d %s gift %t", o.Name, o.Count, o.Size, o.Gift)) }, nil
	})
	live := pane.NewText("")
	f.OnChange(func(o order) { live.SetText(fmt.Sprintf("now %q %d", o.Name, o.Count)) })
	doc.Add(layout.Column(f, live, said))
	return nil
}

func TestAFormIsFilledInReviewedAndSubmitted(t *testing.T) {
	tab := chrome.Open(t, publish(t, ordering)+"/app")
	tab.ClickText("button", "Review")
	tab.WaitText("Not everything is right yet")
	tab.Wait(chrome.JS(`getComputedStyle(view(model("Name *")).el, "::after").content.includes("needed")`))
	tab.Shot("needed.png")
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys("Eve" + chrome.TabKey)
	tab.WaitText(`now "Eve" 1`)
	tab.Click(tab.Inside("Count", "input"))
	tab.Keys(chrome.Backspace + "12" + chrome.Enter)
	tab.WaitText(`now "Eve" 12`)
	tab.Click(tab.Inside("It is a gift", "input"))
	tab.ClickText("button", "Review")
	tab.Wait(chrome.JS(`getComputedStyle(view(model("Count")).el, "::after").content.includes("10 at most")`))
	tab.Click(tab.Inside("Count", "input"))
	tab.Keys(chrome.Backspace + chrome.Backspace + "8" + chrome.Enter)
	tab.WaitText(`now "Eve" 8`)
	tab.ClickText("button", "Review")
	tab.WaitText("Confirm")
	tab.Shot("review.png")
	tab.ClickText("button", "Confirm")
	tab.WaitText("Eve is not served")
	tab.ClickText("button", "Back")
	tab.Inside("Name *", "") // waits until it is seen
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys(strings.Repeat(chrome.Backspace, 3) + "Ada" + chrome.TabKey)
	tab.WaitText(`now "Ada" 8`)
	tab.ClickText("button", "Review")
	tab.WaitText("Confirm")
	tab.ClickText("button", "Confirm")
	tab.WaitText("ordered Ada 8  gift true")
}

func TestResetShowsAgainWhatTheFormBeganWith(t *testing.T) {
	tab := chrome.Open(t, publish(t, ordering)+"/app")
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys("Ada" + chrome.TabKey)
	tab.WaitText(`now "Ada" 1`)
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys(strings.Repeat(chrome.Backspace, 3) + chrome.TabKey) // refused: the program still has Ada
	tab.Wait(chrome.JS(`getComputedStyle(view(model("Name *")).el, "::after").content.includes("needed")`))
	tab.ClickText("button", "Reset")
	tab.WaitText(`now "" 1`)
	tab.Wait(chrome.JS(`!view(model("Name *")).el.classList.contains("pg-invalid")`))
	tab.Click(tab.Inside("Name *", "input"))
	tab.Keys("  " + chrome.TabKey) // refused at once
	tab.Wait(chrome.JS(`view(model("Name *")).el.classList.contains("pg-invalid")`))
	tab.ClickText("button", "Reset")
	tab.Wait(chrome.JS(`every(view(model("Name *")).shadow_el, "input")[0].value === ""`))
}
