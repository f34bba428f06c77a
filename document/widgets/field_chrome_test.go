package widgets_test

import (
	"errors"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAComplaintLeavesThePasswordsEyeInItsField(t *testing.T) {
	address := publish(t, panelgo.Apps{"password": func(doc *document.Document) error {
		p := NewPasswordInput("Password")
		p.Validate(func(string) error { return errors.New("12 characters, please") })
		doc.Add(p)
		return nil
	}})
	tab := chrome.Open(t, address+"/password")
	inField := func() {
		t.Helper()
		field, eye := tab.Inside("Password", "input"), tab.Inside("Password", ".bk-toggle")
		if eye.Y < field.Y-1 || eye.Y+eye.H > field.Y+field.H+1 {
			t.Errorf("the eye is at %v, the field at %v", eye, field)
		}
	}
	inField()
	tab.Click(tab.Inside("Password", "input"))
	tab.Keys("short" + chrome.Enter)
	tab.WaitModel("Password", `m.css_classes.includes("pg-invalid")`)
	inField()
	tab.Click(tab.Inside("Password", ".bk-toggle"))
	tab.Wait(inView("Password", `all("input")[0].type === "text"`))
}
