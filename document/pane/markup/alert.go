package markup

import "github.com/panelgo/panelgo/document/pane"

// AlertKind is how urgent an alert is.
type AlertKind string

// The kinds of alerts.
const (
	Info    AlertKind = "info"
	Success AlertKind = "success"
	Warning AlertKind = "warning"
	Danger  AlertKind = "danger"
)

// Alert shows a message, in Markdown, in a box of its own.
type Alert struct{ pane.TrustedHTML }

// NewAlert makes an Alert.
func NewAlert(kind AlertKind, text string) Alert {
	a := Alert{pane.NewTrustedHTML("")}
	a.Show(kind, text)
	return a
}

// Show changes the message and how urgent it is.
func (a Alert) Show(kind AlertKind, text string) {
	a.CSSClasses.Set([]string{"pg-prose", "pg-alert", "pg-" + string(kind)})
	a.HTMLAttributes.Set(map[string]string{"role": "alert"})
	a.SetHTML(render(text))
}
