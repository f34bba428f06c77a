package form

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest"
)

func TestPageOpens(t *testing.T) {
	tab := servertest.Open(t, App, "/")
	tab.Set("Count", 3)
	tab.Expect("Count", 3)
}

func TestManyNeedANote(t *testing.T) {
	if err := check(order{Count: 11}); err == nil {
		t.Error("eleven without a note are taken")
	}
	if err := check(order{Count: 11, Note: "party"}); err != nil {
		t.Error(err)
	}
}
