package widgets_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestAWidgetMayStandWhereATextMay(t *testing.T) {
	window := document.New[models.Dialog]()
	window.Content.Set(NewTextInput("Name")) // content is a text or a component
	b := documenttest.Open(t, window)
	var page string
	b.Turn(func() { page = string(b.Driver.Pull(b.View)) })
	if !strings.Contains(page, `"TextInput"`) {
		t.Errorf("the widget is not in %s", page)
	}
}
