package tour_test

import (
	"testing"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/tour"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"

	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/session"
)

func TestTourIsLive(t *testing.T) {
	tab := chrome.Open(t, servertest.Serve(t, server.Apps{"/": tour.App}, server.Options{}, session.Options{})+"/")
	tab.WaitText("1 Hz, level 1")
	tab.Drag("Frequency", 1)
	tab.WaitText("10 Hz, level 1")
	tab.Shot("tour")
}
