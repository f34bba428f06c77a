package chat

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/internal/rescue"
)

// Respond has r answer what visitors say.
func (f *Feed) Respond(r Responder) { f.respond = r }

// Ask adds what a visitor says, and has it answered. While something else is answered it is refused
// with [ErrBusy], unless the [Limits] let it wait.
func (f *Feed) Ask(m Message) error {
	m.Role, m.Text = Visitor, strings.TrimSpace(m.Text)
	total := 0
	for _, file := range m.Files {
		total += len(file.Data)
	}
	switch {
	case m.empty():
		return errNothing
	case len(m.Files) > f.limits.Files || total > f.limits.FileBytes:
		return errors.New("chat: that is too much to attach")
	case f.running != nil && len(f.queue) >= f.limits.Waiting:
		return ErrBusy
	}
	if err := f.limits.checkText(m.Text); err != nil {
		return err
	}
	f.ask(m)
	return nil
}

func (f *Feed) ask(m Message) {
	b := f.Send(m)
	for _, g := range f.onSend {
		g(b.Message())
	}
	if f.running != nil {
		f.queue = append(f.queue, b)
		return
	}
	f.answer(b.Message())
}

// Answering reports whether something is being answered.
func (f *Feed) Answering() bool { return f.running != nil }

// answer runs the responder.
func (f *Feed) answer(said Message) {
	doc := f.Document()
	if f.respond == nil || doc == nil {
		return
	}
	history := f.history(f.queue)
	b := f.Send(Message{Role: Assistant})
	b.wait(f.words)
	ctx, cancel := context.WithCancelCause(doc.Context())
	a := &Answer{pump: &pump{doc: doc, limits: f.limits}, bubble: b, history: history, cancel: cancel}
	f.running = a
	f.tell()
	respond := f.respond
	doc.Go(func(context.Context) func() {
		err := rescue.Call(func() error { return respond(ctx, said, a) })
		return func() { f.finish(a, err) }
	})
}

// Stop ends what is being answered; what has come of it stays. A responder that does not heed its
// context is not waited for.
func (f *Feed) Stop() {
	if f.running != nil {
		f.finish(f.running, ErrStopped)
	}
}

// finish ends an answer, unless it has ended already.
func (f *Feed) finish(a *Answer, err error) {
	if a.over {
		return
	}
	a.over = true
	a.pump.end(ErrStopped)
	a.pump.flush()
	a.cancel(ErrStopped)
	if err == nil {
		err = a.pump.failed
	}
	f.running = nil
	f.close(a.bubble, err, a.pump.doc.Log())
	f.tell()
	if len(f.queue) > 0 {
		next := f.queue[0]
		f.queue = f.queue[1:]
		f.answer(next.Message())
	}
}

// close has a bubble show how its answer ended.
func (f *Feed) close(b *Bubble, err error, log *slog.Logger) {
	b.settle()
	b.foot.Visible.Set(true)
	for _, part := range b.content.Column.Children.Get() {
		if s, ok := part.(*Step); ok && s.Status() == Running {
			s.SetStatus(map[bool]Status{true: Success, false: Failed}[err == nil])
		}
	}
	switch {
	case errors.Is(err, ErrStopped):
		b.note("Stopped")
	case err != nil:
		log.Error("chat: an answer failed", "err", err)
		b.content.add(markup.NewAlert(markup.Danger, wordsOf(err)))
	case b.bare():
		f.remove(b)
	}
	b.draw()
}

func (f *Feed) remove(b *Bubble) {
	for i, other := range f.bubbles {
		if other == b {
			f.keep(append(f.bubbles[:i:i], f.bubbles[i+1:]...))
			return
		}
	}
}

// tell has others look whether something is being answered.
func (f *Feed) tell() {
	for _, g := range f.onState {
		g()
	}
}
