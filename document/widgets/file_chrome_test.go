package widgets_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// files makes a file of 2 GiB, which takes no room on the disk, and a small one.
func files(t *testing.T) (huge, small string) {
	t.Helper()
	folder := t.TempDir()
	huge, small = filepath.Join(folder, "huge.csv"), filepath.Join(folder, "small.csv")
	for _, name := range []string{huge, small} {
		if err := os.WriteFile(name, []byte("1,2"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(huge, 2<<30); err != nil {
		t.Fatal(err)
	}
	return huge, small
}

func TestAPageRefusesTwoGigabytesAndGoesOn(t *testing.T) {
	app := func(doc *document.Document) error {
		input, drop, said := NewFileInput("Input"), NewFileDropper("Drop"), NewStaticText("Heard", "")
		input.OnChange(func(files []File) { said.SetValue(files[0].Name + " " + string(files[0].Data)) })
		drop.OnFile(func(_ context.Context, file *Upload) func() {
			data, err := io.ReadAll(file)
			return func() {
				if err == nil {
					said.SetValue("dropped " + file.Name + " " + string(data))
				}
			}
		})
		column := document.New[models.Column]()
		column.Children.Set([]models.UIElement{input, drop, said})
		doc.Add(column)
		return nil
	}
	tab := chrome.Open(t, publish(t, panelgo.Apps{"files": app})+"/files")
	huge, small := files(t)
	tab.Choose("Input", "input", huge)
	tab.Wait(inView("Input", `getComputedStyle(v.el, "::after").content.includes("2147 MB are too many, 10 MB are allowed") && v.input_el.files.length === 0`))
	tab.Shot("refused.png")
	tab.Choose("Input", "input", small)
	tab.WaitText("small.csv 1,2")
	tab.Wait(inView("Input", `getComputedStyle(v.el, "::after").content === "none"`))
	tab.Choose("Drop", ".filepond--browser", huge)
	tab.Wait(inView("Drop", `all(".filepond--file-status-main").some((el) => el.textContent === "File is too large")`))
	tab.Choose("Drop", ".filepond--browser", small)
	tab.WaitText("dropped small.csv 1,2")
	if n := tab.Sent("huge.csv"); n > 0 {
		t.Errorf("the page sent %d messages about a file that it refused", n)
	}
}
