package layout

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Modal is a window over the page, which waits behind it.
type Modal struct{ *models.Modal }

// NewModal makes a closed window. It must be part of the page: hand it to doc.Add, too.
func NewModal(children ...models.UIElement) *Modal {
	m := &Modal{document.New[models.Modal]()}
	m.Modal.Children.Set(children)
	m.Modal.Spacing.Set(gap)
	style(&m.Stylesheets, modalStyle)
	return m
}

const modalStyle = `
.dialog-content { background: var(--pg-surface); color: var(--pg-text); border: 1px solid var(--pg-border); border-radius: 10px;
	padding: 28px 24px 20px; box-shadow: 0 12px 40px var(--pg-shadow); min-width: min(360px, 80vw); max-width: 92vw;
	--bk-border-fill-color: var(--pg-surface); --bk-background-fill-color: var(--pg-surface); }
.pnx-dialog-close { color: var(--pg-muted); border-radius: 6px; cursor: pointer; }
.pnx-dialog-close:hover { color: var(--pg-text); background: var(--pg-raised); }`

// Show opens the window.
func (m *Modal) Show() { m.turn(true) }

// Hide closes the window.
func (m *Modal) Hide() { m.turn(false) }

// turn tells the pages that show the window, and those that come to show it.
func (m *Modal) turn(open bool) {
	m.Modal.Open.Set(open)
	if m.Document() != nil {
		document.Send(m, "modal-dialog-event", map[string]any{"open": open})
	}
}

// OnClose calls f when the window closes, be it by a visitor. Calling stop ends it.
func (m *Modal) OnClose(f func()) (stop func()) {
	return m.Modal.Open.OnChange(func(change document.Change[bool]) {
		if change.Old && !change.New {
			f()
		}
	})
}

// Float is a window over the page that visitors move, resize and fold, while they use the page. It
// must be part of the page: hand it to doc.Add, too. Set Visible to hide it and to show it again.
func Float(title string, content models.UIElement) *models.Dialog {
	d := document.New[models.Dialog]()
	d.Title.Set(models.Str(title))
	d.Content.Set(content)
	d.CloseAction.Set(models.CloseActionHide)
	style(&d.Stylesheets, floatStyle)
	return d
}

const floatStyle = `
:host { background: var(--pg-surface); color: var(--pg-text); border: 1px solid var(--pg-border); border-radius: 8px;
	box-shadow: 0 8px 30px var(--pg-shadow); max-width: 96vw; --bk-border-fill-color: var(--pg-surface); --bk-background-fill-color: var(--pg-surface); }`
