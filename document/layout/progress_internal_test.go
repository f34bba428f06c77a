package layout

import (
	"strings"
	"testing"
	"time"
)

func TestProgressSaysHowLongItTakes(t *testing.T) {
	now := time.Unix(1000, 0)
	p := NewProgress("Work")
	p.now = func() time.Time { return now }
	p.Start(10)
	if _, known := p.Remaining(); known {
		t.Error("the end is known before anything is done")
	}
	now = now.Add(30 * time.Second)
	p.Set(2)
	if rest, known := p.Remaining(); !known || rest != 2*time.Minute || !strings.Contains(p.Div.Text.Get(), "2 of 10, 2 min 0 s left") {
		t.Errorf("the rest takes %v: %s", rest, p.Div.Text.Get())
	}
	p.Add(99)
	if !strings.Contains(p.Div.Text.Get(), "10 of 10, done") {
		t.Errorf("all done reads %s", p.Div.Text.Get())
	}
}
