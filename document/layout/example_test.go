package layout_test

import (
	"context"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
)

func ExampleNewTabs() {
	tabs := layout.NewTabs().Page("Overview", layout.NewNumber("Visitors", "%.0f", 1280))
	tabs.Lazy("Details", func() models.UIElement { return layout.Cells(2, layout.Spinner("Loading")) })
}

func ExampleProgress_Run() {
	app := func(doc *document.Document) error {
		files := []string{"a.csv", "b.csv"}
		progress := layout.NewProgress("Import")
		progress.Run(doc, len(files), func(ctx context.Context, step func()) error {
			for range files {
				step() // after each file
			}
			return ctx.Err()
		}, nil)
		doc.Add(progress)
		return nil
	}
	_ = app
}
