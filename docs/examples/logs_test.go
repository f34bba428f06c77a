package examples

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// logTo adds lines to a file.
func logTo(t *testing.T, name string, lines ...string) {
	t.Helper()
	file, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, line := range lines {
		fmt.Fprintln(file, time.Now().UTC().Format("2006-01-02T15:04:05Z"), line)
	}
}

func TestALogIsFollowedThroughItsRotation(t *testing.T) {
	name := filepath.Join(t.TempDir(), "app.log")
	t.Setenv("LOG_FILE", name)
	logTo(t, name, "INFO started", "ERROR no disk", "DEBUG detail")
	address := serve(t) + "/logs"
	tab, other := chrome.Open(t, address), chrome.Open(t, address)
	tab.WaitText("no disk")
	logTo(t, name, "WARN nearly full")
	tab.WaitText("nearly full")

	tab.ClickText("label", "ERROR")
	tab.Wait(rowsOfTable + " === 3")
	logTo(t, name, "INFO last of the old file")
	if err := os.Rename(name, name+".1"); err != nil {
		t.Fatal(err)
	}
	logTo(t, name, "INFO first of the new file")
	tab.WaitText("last of the old file")
	for _, page := range []*chrome.Tab{tab, other} { // each reads for itself, before the file is emptied
		page.WaitText("first of the new file")
	}
	if err := os.Truncate(name, 0); err != nil {
		t.Fatal(err)
	}
	logTo(t, name, "INFO emptied")
	tab.WaitText("emptied")

	before := chrome.Eval[int](tab, rowsOfTable)
	tab.Click(tab.Inside("Follow", ".bk-body")) // the page stands still, and misses nothing
	tab.Wait(chrome.JS(`!model("Follow").active`))
	logTo(t, name, "INFO in the meantime")
	other.WaitText("in the meantime")
	if there := chrome.Eval[int](tab, rowsOfTable); there != before {
		t.Errorf("%d rows while the page is paused", there)
	}
	tab.Click(tab.Inside("Follow", ".bk-body"))
	tab.WaitText("in the meantime")

	tab.Focus("Text", "input")
	tab.Keys("FULL" + chrome.Enter)
	tab.Wait(rowsOfTable + " === 1")
	other.WaitText("no disk") // filters are each visitor's own
	other.Wait(rowsOfTable + " === 8")
}

func TestALogIsWrittenWhereNoneIsNamed(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/logs")
	before := chrome.Eval[int](tab, rowsOfTable)
	tab.Wait(fmt.Sprint(rowsOfTable, " > ", before))
	tab.Shot("written.png")
	tab.Click(tab.Inside("Follow", ".bk-body"))
	tab.Wait(chrome.JS(`!model("Follow").active`))
}
