package examples

import (
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// ask replaces the query in the editor and runs it with Ctrl-Enter.
func ask(tab *chrome.Tab, query string) {
	chrome.Eval[bool](tab, chrome.JS(`(() => { const e = every(document, ".ace_editor")[0].env.editor; e.focus(); e.setValue(`+"`"+query+"`"+`, 1); return true })()`))
	tab.Ctrl(chrome.Enter)
}

func TestAConsoleAnswersQueriesAndSaysWhatIsWrong(t *testing.T) {
	address := serve(t) + "/sql"
	tab, other := chrome.Open(t, address), chrome.Open(t, address)
	tab.WaitText("30 rows in")
	tab.Shot("page.png")
	ask(tab, "SELECT count(*) AS n FROM customers")
	tab.WaitText("1 rows in")
	ask(tab, "SELECT name\nFROM teas\nWHERE nope = 1")
	tab.WaitText("line 3, column 7: ")
	tab.Shot("wrong.png")
	other.WaitText("30 rows in")
}
