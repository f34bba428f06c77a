package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAMonitorWatchesThisMachine(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/monitor")
	samples := `[...Bokeh.documents[0]._all_models.values()].find((m) => m.type === "ColumnDataSource" && m.data.Memory && m.data.Received).data`
	tab.Wait(samples + ".CPU.length >= 4")
	tab.Wait(rowsOfTable + " > 0")
	tab.Shot("watched.png")
	if wrong := chrome.Eval[bool](tab, samples+".Memory.some((x) => !(x > 0 && x <= 100)) || "+samples+".CPU.some((x) => !(x >= 0 && x <= 100))"); wrong {
		t.Error("a share of what there is lies beyond 0 and 100 %")
	}
}
