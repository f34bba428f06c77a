package table

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest"
)

func TestPageOpens(t *testing.T) {
	servertest.Open(t, App, "/").Expect("Summary", "Select rows; hold Ctrl for several.")
}

func TestSummary(t *testing.T) {
	if got := summarize(planets[:2]); got != "2 selected, 3 moons" {
		t.Error(got)
	}
}
