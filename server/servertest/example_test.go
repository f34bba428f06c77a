package servertest_test

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest"
)

// A test of an app opens it, does what a visitor does, and says what the visitor should see.
func ExampleOpen() {
	_ = func(t *testing.T) { // func TestSlider(t *testing.T)
		tab := servertest.Open(t, waves, "/")
		tab.Set("Frequency", 7)
		tab.Expect("Readout", "7.0 Hz")
	}
}
