package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Button is something to click.
type Button struct{ *models.Button }

// NewButton makes a button.
func NewButton(label string) Button {
	b := Button{document.New[models.Button]()}
	b.Label.Set(models.Str(label))
	return b
}

// OnClick has f run at each click. The returned function ends that.
func (b Button) OnClick(f func()) (stop func()) {
	return b.OnEvent("button_click", func(document.Event) { f() })
}
