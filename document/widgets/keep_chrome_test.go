package widgets_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// globe is a row that visitors edit.
type globe struct {
	Name  string
	Moons int
}

// TestAnOpenCellKeepsWhatIsTyped: rows come, change, move and go below an open editor. What is
// typed stays, in its own row, and is taken when the visitor is done.
func TestAnOpenCellKeepsWhatIsTyped(t *testing.T) {
	var table Table[globe]
	docs := make(chan *document.Document, 1)
	app := func(doc *document.Document) error {
		columns := ColumnsOf[globe]()
		columns[0].Editor, columns[1].Editor = EditText(), EditNumber()
		table = NewTable([]globe{{"Earth", 1}, {"Mars", 2}, {"Jupiter", 97}}, columns...)
		table.DataTabulator.Name.Set(document.Some("planets"))
		said := NewStaticText("last", "")
		table.OnEdit(func(e Edit) { said.SetValue(fmt.Sprintf("row %d: %v", e.Row, e.New)) })
		doc.Add(stack(said, table))
		docs <- doc
		return nil
	}
	tab := chrome.Open(t, publish(t, panelgo.Apps{"planets": app})+"/planets")
	doc := <-docs
	tab.Wait(cells("planets", "Name", `texts.join() === "Earth,Mars,Jupiter"`))
	tab.Click(tab.Inside("planets", ".tabulator-row:nth-child(2) .tabulator-cell[tabulator-field='Name']"))
	open := func(row int, text string) string { // JavaScript: the cell that is open, and its caret
		return inView("planets", fmt.Sprintf(`((field) => field != null && field.value === %q && v.shadow_el.activeElement === field
			&& field.selectionStart === %d && [...field.closest(".tabulator-row").parentElement.children].indexOf(field.closest(".tabulator-row")) === %d)(all(".tabulator-editing input")[0])`,
			text, len(text)-1, row))
	}
	tab.Keys(" the red" + chrome.ArrowLeft)
	tab.Wait(open(1, "Mars the red"))
	for _, step := range []struct {
		do   func()
		row  int
		rows string // the names and moons that are shown then, but for the open cell
	}{
		{func() { table.Append(0, globe{"Saturn", 146}) }, 1, "1,2,97,146"},
		{func() {
			if err := table.Rows.Source.Patch(map[string][]document.Cells{"Moons": {{Rows: 2, Values: 95}}}); err != nil {
				t.Error(err)
			}
		}, 1, "1,2,95,146"},
		{func() {
			table.SetRows([]globe{{"Mercury", 0}, {"Earth", 1}, {"Mars", 2}, {"Jupiter", 95}})
		}, 2, "0,1,2,95"},
		{func() { table.Append(4, globe{"Saturn", 146}) }, 1, "1,2,95,146"},
	} {
		doc.Next(step.do)
		tab.Wait(cells("planets", "Moons", fmt.Sprintf("texts.join() === %q", step.rows)))
		tab.Wait(open(step.row, "Mars the red"))
	}
	tab.Shot("kept.png")
	tab.Keys("!" + chrome.Enter)
	tab.WaitText("row 1: Mars the re!d")
	tab.Wait(cells("planets", "Name", `texts.join() === "Earth,Mars the re!d,Jupiter,Saturn"`))
	if problems := tab.Problems(); len(problems) > 0 {
		t.Errorf("%q", problems)
	}
}

// TestEachPickOfFilesIsOneEventInChromium: the same file again, one of equal content, an empty one,
// two at once.
func TestEachPickOfFilesIsOneEventInChromium(t *testing.T) {
	app := func(doc *document.Document) error {
		input, said := NewFileInput("Input"), NewStaticText("Heard", "")
		input.Multiple.Set(true)
		picks := 0
		input.OnChange(func(files []File) {
			picks++
			text := ""
			for _, f := range files {
				text += fmt.Sprintf(" %s of %d", f.Name, len(f.Data))
			}
			said.SetValue(fmt.Sprintf("pick %d:%s.", picks, text))
		})
		doc.Add(stack(input, said))
		return nil
	}
	folder := t.TempDir()
	put := func(name, text string) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	one, twin, empty := put("one.csv", "1,2"), put("twin.csv", "1,2"), put("empty.csv", "")
	tab := chrome.Open(t, publish(t, panelgo.Apps{"files": app})+"/files")
	for i, pick := range []struct {
		files []string
		said  string
	}{
		{[]string{one}, " one.csv of 3"},
		{[]string{one}, " one.csv of 3"},
		{[]string{twin}, " twin.csv of 3"},
		{[]string{empty}, " empty.csv of 0"},
		{[]string{empty}, " empty.csv of 0"},
		{[]string{one, twin, empty}, " one.csv of 3 twin.csv of 3 empty.csv of 0"},
	} {
		tab.Pick(tab.Inside("Input", "input"), pick.files...)
		tab.WaitText(fmt.Sprintf("pick %d:%s.", i+1, pick.said))
	}
}
