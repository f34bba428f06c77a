package widgets

import (
	"errors"
	"io"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Terminal shows what a program writes, with the colours and moves of a terminal's escape
// sequences, and hears keys. It is an io.Writer, for turns only.
type Terminal struct {
	*models.Terminal
	state *printed
}

// printed is what has gone to a terminal.
type printed struct {
	all  string // its end, for browsers that come later
	turn string // what was written in this turn
}

// scrollback is how much of what was written a browser that comes later gets, bytes.
const scrollback = 64 << 10

// NewTerminal makes an empty terminal.
func NewTerminal() Terminal {
	t := Terminal{document.New[models.Terminal](), &printed{}}
	t.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	t.Height.Set(document.Some(300.0))
	t.Margin.Set(models.Float(5)) // as its neighbours have
	document.ReadOnly(&t.Output, &t.Clears, &t.Options)
	return t
}

// Write adds to what is shown. It never fails.
func (t Terminal) Write(p []byte) (int, error) {
	text := string(p)
	t.state.all += text
	if n := len(t.state.all) - scrollback; n > 0 {
		t.state.all = t.state.all[n:]
	}
	doc := t.Document()
	if doc == nil {
		t.Output.Set(t.state.all)
		return len(p), nil
	}
	if t.state.turn == "" {
		doc.Next(func() { // by then it has left, and what stands is for those who come later
			t.state.turn = ""
			document.SetSilently(&t.Output, t.state.all)
		})
	}
	t.state.turn += text
	if t.state.turn == t.Output.Get() {
		t.state.turn += "\x00" // terminals ignore it, and the front end writes only what differs
	}
	t.Output.Set(t.state.turn)
	return len(p), nil
}

// wipe takes away what is seen and what has scrolled out of sight, and starts at the top.
const wipe = "\x1b[2J\x1b[3J\x1b[H"

// Clear empties the terminal.
func (t Terminal) Clear() {
	t.state.all = ""
	if t.Document() == nil {
		t.Output.Set("")
		return
	}
	io.WriteString(t, wipe)
}

// OnKey calls f with what a visitor types: a character, a key's escape sequence, or a text that is
// pasted. Nothing of it shows unless the program writes it. Calling stop ends it.
func (t Terminal) OnKey(f func(keys string)) (stop func()) {
	return t.OnEvent("keystroke", func(e document.Event) {
		keys, ok := e.Values["key"].(string)
		if !ok || len(keys) > maxText || t.Disabled.Get() {
			e.Refuse(errors.New("those are no keys"))
			return
		}
		f(keys)
	})
}
