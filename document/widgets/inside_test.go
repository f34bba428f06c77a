package widgets_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestAWidgetMayStandWhereATextMay(t *testing.T) {
	window := document.New[models.Dialog]()
	window.Content.Set(NewTextInput("Name")) // content is a text or a component
	b := open(t, window)
	var page string
	b.turn(func() { page = string(b.doc.Pull(b.view)) })
	if !strings.Contains(page, `"TextInput"`) {
		t.Errorf("the widget is not in %s", page)
	}
}
