package chat

import (
	"context"

	"github.com/panelgo/panelgo/document/models"
)

// Responder answers what somebody said. It runs in a goroutine of its own, and may take its time;
// the context ends when a visitor stops the answer, and with the session. An error is shown in the
// conversation, see [Excuse]; so is a panic.
type Responder func(ctx context.Context, said Message, answer *Answer) error

// Answer is what a [Responder] says. Its methods may be called from any goroutine until the
// responder returns: what they do reaches the page in order, in turns of the document, a few dozen
// times a second at most. Each answers an error once the answer is over, so that whoever writes it
// can stop.
//
// It is an io.Writer and an io.StringWriter of Markdown.
type Answer struct {
	pump    *pump
	bubble  *Bubble
	history []Turn
	cancel  context.CancelCauseFunc
	over    bool // belongs to the turns
}

// History is the conversation up to what is answered, which is its last turn.
func (a *Answer) History() []Turn { return a.history }

// Write adds to the text.
func (a *Answer) Write(text []byte) (int, error) { return a.pump.write(a.bubble, string(text)) }

// WriteString adds to the text.
func (a *Answer) WriteString(text string) (int, error) { return a.pump.write(a.bubble, text) }

// Add puts components below what has been written: plots, tables, buttons. Text that follows goes
// below them. Components that were added belong to the document's turns, see [Answer.Do].
func (a *Answer) Add(components ...models.UIElement) error {
	return a.pump.part(func() { a.bubble.Add(components...) })
}

// Step begins a step, which runs until it is done, or the answer is.
//
//	step := answer.Step("Read the table")
//	fmt.Fprintf(step, "%d rows", len(rows))
//	step.Done(nil)
func (a *Answer) Step(title string) *RunningStep {
	s := &RunningStep{pump: a.pump, step: NewStep(title)}
	s.step.SetStatus(Running)
	_ = a.pump.part(func() { a.bubble.settle(); a.bubble.content.add(s.step) })
	return s
}

// Do runs f in a turn of the document, after what has been said so far.
func (a *Answer) Do(f func(b *Bubble)) error { return a.pump.do(func() { f(a.bubble) }) }

// RunningStep is a step of an answer that is being given. Its methods may be called from any
// goroutine. It is an io.Writer and an io.StringWriter of Markdown.
type RunningStep struct {
	pump *pump
	step *Step
}

// Write adds to what the step tells.
func (s *RunningStep) Write(text []byte) (int, error) { return s.pump.write(s.step, string(text)) }

// WriteString adds to what the step tells.
func (s *RunningStep) WriteString(text string) (int, error) { return s.pump.write(s.step, text) }

// SetTitle changes what the step says it does.
func (s *RunningStep) SetTitle(title string) error {
	return s.pump.do(func() { s.step.SetTitle(title) })
}

// Add puts components below what the step tells.
func (s *RunningStep) Add(components ...models.UIElement) error {
	return s.pump.part(func() { s.step.Add(components...) })
}

// Done ends the step: with success, or with an error, which is shown in it; see [Excuse].
func (s *RunningStep) Done(err error) {
	_ = s.pump.do(func() {
		if err == nil {
			s.step.SetStatus(Success)
			return
		}
		s.pump.doc.Log().Error("chat: a step failed", "step", s.step.Title(), "err", err)
		s.step.Append("\n\n" + wordsOf(err))
		s.step.SetStatus(Failed)
	})
}
