package page

import (
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Notifications are short messages over a corner of the page. They go after a while, or when the
// visitor clicks on them; screen readers read them out.
type Notifications struct {
	model *notices
	last  int
}

// notices is the model that static/own/models.js draws.
type notices struct {
	document.Base `bokeh:"panelgo.Notifications"`
	Entries       document.Prop[[]notice] `bokeh:"entries"`

	area *Notifications
}

type notice struct {
	_        document.Tuple
	ID       int
	Kind     string
	Text     string
	Duration int // ms; 0: until it is clicked
}

const (
	usual = 4 * time.Second  // how long what is good or harmless stays
	long  = 10 * time.Second // how long what is bad stays

	maxNotices = 50 // the oldest go first
)

// Notify is where the document's notifications are.
//
//	page.Notify(doc).Success("Saved.")
//	page.Notify(doc).Error("The exchange does not answer.").For(0)
func Notify(doc *document.Document) *Notifications {
	return only(doc, func() *notices {
		m := document.New[notices]()
		m.area = &Notifications{model: m}
		document.ReadOnly(&m.Entries)
		m.OnEvent("notification_gone", func(e document.Event) {
			if id, ok := number(e.Values["id"]); ok {
				m.area.drop(id)
			}
		})
		return m
	}).area
}

func number(v any) (int, bool) {
	switch n := v.(type) {
	case int:
		return n, true
	case float64:
		return int(n), n == float64(int(n))
	}
	return 0, false
}

// Success tells that something went well. It stays for 4 s.
func (n *Notifications) Success(text string) *Notification { return n.add("success", text, usual) }

// Info tells something. It stays for 4 s.
func (n *Notifications) Info(text string) *Notification { return n.add("info", text, usual) }

// Warning tells of something that may go wrong. It stays for 10 s, and screen readers read it out
// at once.
func (n *Notifications) Warning(text string) *Notification { return n.add("warning", text, long) }

// Error tells of something that went wrong. It stays for 10 s, and screen readers read it out at
// once.
func (n *Notifications) Error(text string) *Notification { return n.add("error", text, long) }

// Clear takes all notifications away.
func (n *Notifications) Clear() { n.model.Entries.Set([]notice{}) }

// Len is how many notifications there are.
func (n *Notifications) Len() int { return len(n.model.Entries.Get()) }

func (n *Notifications) add(kind, text string, stay time.Duration) *Notification {
	n.last++
	all := append(slices.Clip(n.model.Entries.Get()), notice{ID: n.last, Kind: kind, Text: text, Duration: milliseconds(stay)})
	n.model.Entries.Set(all[max(0, len(all)-maxNotices):])
	return &Notification{n, n.last}
}

// milliseconds rounds up: what stays for a moment must not stay for good.
func milliseconds(d time.Duration) int {
	return int((max(0, d) + time.Millisecond - 1) / time.Millisecond)
}

func (n *Notifications) at(id int) int {
	return slices.IndexFunc(n.model.Entries.Get(), func(e notice) bool { return e.ID == id })
}

// change replaces a notification, if it is still there.
func (n *Notifications) change(id int, f func(*notice)) {
	if i := n.at(id); i >= 0 {
		all := slices.Clone(n.model.Entries.Get())
		f(&all[i])
		n.model.Entries.Set(all)
	}
}

func (n *Notifications) drop(id int) {
	if i := n.at(id); i >= 0 {
		n.model.Entries.Set(slices.Delete(slices.Clone(n.model.Entries.Get()), i, i+1))
	}
}

// Notification is one message, for as long as it is there; afterwards its methods do nothing.
type Notification struct {
	area *Notifications
	id   int
}

// For keeps the notification for so long, counted from when the page shows it; 0 is until the
// visitor clicks on it.
func (n *Notification) For(d time.Duration) *Notification {
	n.area.change(n.id, func(e *notice) { e.Duration = milliseconds(d) })
	return n
}

// SetText replaces the text, for example as work goes on.
func (n *Notification) SetText(text string) {
	n.area.change(n.id, func(e *notice) { e.Text = text })
}

// Close takes the notification away.
func (n *Notification) Close() { n.area.drop(n.id) }

// Open reports whether the notification is still there.
func (n *Notification) Open() bool { return n.area.at(n.id) >= 0 }
