package markup

import "github.com/panelgo/panelgo/document/pane"

// HTML shows markup from anybody: scripts, styles and whatever else could act on the page are
// dropped.
type HTML struct{ pane.TrustedHTML }

// NewHTML makes an HTML.
func NewHTML(markup string) HTML { return HTML{pane.NewTrustedHTML(sanitize(markup))} }

// SetHTML changes what is shown.
func (h HTML) SetHTML(markup string) { h.TrustedHTML.SetHTML(sanitize(markup)) }
