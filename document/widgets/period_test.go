package widgets_test

import (
	"testing"
	"time"

	. "github.com/panelgo/panelgo/document/widgets"
)

func TestAPeriodIsReadInAZone(t *testing.T) {
	east := time.FixedZone("east", 2*3600)
	p := Period{Start: day("2026-05-01").Add(12 * time.Hour)}.In(east)
	if want := time.Date(2026, 5, 1, 12, 0, 0, 0, east); !p.Start.Equal(want) || p.Start.Location() != east || !p.End.IsZero() {
		t.Errorf("%v, want from %v, to nothing", p, want)
	}
}
