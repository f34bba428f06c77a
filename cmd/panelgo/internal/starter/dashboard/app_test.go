package dashboard

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest"
)

// A test opens the page as a browser does, moves what a visitor would, and says what they should see.
func TestSliderReachesReadout(t *testing.T) {
	tab := servertest.Open(t, App, "/")
	tab.Set("Frequency", 7)
	tab.Expect("Readout", "7 Hz")
}
