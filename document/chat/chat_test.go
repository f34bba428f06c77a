package chat_test

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	. "github.com/panelgo/panelgo/document/chat"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

var _ io.StringWriter = (*Answer)(nil)
var _ io.Writer = (*RunningStep)(nil)

// echo answers with what was said.
func echo(_ context.Context, said Message, answer *Answer) error {
	_, err := fmt.Fprintf(answer, "You said: %s", said.Text)
	return err
}

func ask(b *documenttest.Browser, f interface{ Ask(Message) error }, text string) (err error) {
	b.Turn(func() { err = f.Ask(Message{Text: text}) })
	b.Settle()
	return err
}

// says are the roles and texts of a conversation.
func says(history []Turn) (all []string) {
	for _, t := range history {
		all = append(all, string(t.Role)+": "+t.Content)
	}
	return all
}

func expect(t *testing.T, history []Turn, want ...string) {
	t.Helper()
	if got := says(history); !slices.Equal(got, want) {
		t.Errorf("the conversation is %q, want %q", got, want)
	}
}

func TestWhatIsSaidIsAnswered(t *testing.T) {
	f := NewFeed(400)
	var heard [][]Turn
	f.Respond(func(ctx context.Context, said Message, answer *Answer) error {
		heard = append(heard, answer.History())
		return echo(ctx, said, answer)
	})
	b := documenttest.Open(t, f)
	ask(b, f, "one")
	ask(b, f, "two")
	expect(t, f.History(), "user: one", "assistant: You said: one", "user: two", "assistant: You said: two")
	expect(t, heard[1], "user: one", "assistant: You said: one", "user: two")
	b.Turn(func() {
		if m, ok := f.Undo(); !ok || m.Text != "two" {
			t.Errorf("undone: %v %v", m, ok)
		}
		f.Rerun()
	})
	b.Settle()
	expect(t, f.History(), "user: one", "assistant: You said: one")
	b.Turn(f.Clear)
	if _, ok := f.Undo(); ok || f.Rerun() || len(f.Bubbles()) > 0 {
		t.Error("something is left")
	}
}

func TestAFastAnswerMakesFewTurns(t *testing.T) {
	f := NewFeed(400)
	f.Respond(func(_ context.Context, _ Message, answer *Answer) error {
		for i := range 1000 {
			fmt.Fprintf(answer, "w%d ", i)
		}
		return nil
	})
	b := documenttest.Open(t, f)
	ask(b, f, "go")
	if text := f.History()[1].Content; !strings.HasPrefix(text, "w0 w1 ") || !strings.HasSuffix(text, "w999 ") {
		t.Errorf("the answer is %.100q", text)
	}
	if b.Turns() > 4 {
		t.Errorf("%d turns were asked for", b.Turns())
	}
}

func TestGoroutinesWriteTogetherAndLettersStayWhole(t *testing.T) {
	f := NewFeed(400)
	f.Respond(func(_ context.Context, _ Message, answer *Answer) error {
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				s := answer.Step(fmt.Sprint("step ", i))
				for _, letter := range []byte("ü🌙") {
					s.Write([]byte{letter})
				}
				s.Done(nil)
			})
		}
		all.Wait()
		for _, letter := range []byte("Zürich 🌙") {
			answer.Write([]byte{letter})
		}
		return nil
	})
	b := documenttest.Open(t, f)
	ask(b, f, "go")
	if text := f.History()[1].Content; text != "Zürich 🌙" {
		t.Errorf("the answer is %q", text)
	}
	steps := 0
	for m := range b.Doc.Models() {
		if p, ok := m.(*models.PanelHTML); ok && strings.Contains(p.Text.Get(), "ü🌙") {
			steps++
		}
	}
	if steps != 8 {
		t.Errorf("%d steps tell something whole", steps)
	}
}

func TestStoppingKeepsWhatCame(t *testing.T) {
	f := NewFeed(400)
	begun, late := make(chan bool), make(chan error)
	f.Respond(func(ctx context.Context, _ Message, answer *Answer) error {
		answer.WriteString("The beginning")
		close(begun)
		<-ctx.Done()
		_, err := answer.WriteString("the end")
		late <- errors.Join(err, context.Cause(ctx))
		return ctx.Err()
	})
	b := documenttest.Open(t, f)
	b.Turn(func() { f.Ask(Message{Text: "go"}) })
	<-begun
	b.Turn(func() {
		if err := f.Ask(Message{Text: "again"}); !errors.Is(err, ErrBusy) || !f.Answering() {
			t.Errorf("asked meanwhile: %v", err)
		}
		f.Stop()
	})
	if err := <-late; !errors.Is(err, ErrStopped) {
		t.Errorf("writing on answers %v", err)
	}
	b.Settle()
	expect(t, f.History(), "user: go", "assistant: The beginning")
	if f.Answering() || !strings.Contains(b.Hears(), "Stopped") {
		t.Error("the page does not say that it was stopped")
	}
}

func TestErrorsAndPanicsAreShown(t *testing.T) {
	f := NewFeed(400)
	b := documenttest.Open(t, f)
	for want, r := range map[string]Responder{
		"something went wrong": func(context.Context, Message, *Answer) error { return errors.New("secret") },
		"went wrong.":          func(context.Context, Message, *Answer) error { panic("secret") },
		"no such city": func(context.Context, Message, *Answer) error {
			return fmt.Errorf("ask: %w", Excuse("There is no such city"))
		},
		"too long": func(_ context.Context, _ Message, a *Answer) error {
			for {
				if _, err := a.WriteString(strings.Repeat("x", 300_000)); err != nil {
					return err
				}
			}
		},
		"wrong": func(_ context.Context, _ Message, a *Answer) error { return a.Do(func(*Bubble) { panic("secret") }) },
	} {
		logged := len(b.Log())
		b.Turn(func() { f.Respond(r) })
		b.Hears()
		if err := ask(b, f, "go"); err != nil {
			t.Fatal(err)
		}
		if told := b.Hears(); !strings.Contains(told, want) || strings.Contains(told, "secret") || f.Answering() {
			t.Errorf("%s: the page is told %.300s", want, told)
		}
		if want != "no such city" && want != "too long" && !strings.Contains(b.Log()[logged:], "secret") {
			t.Errorf("%s: the log does not tell why: %s", want, b.Log()[logged:])
		}
	}
}

func TestWhatWaitsIsAnsweredInOrder(t *testing.T) {
	f := NewFeed(400)
	f.SetLimits(Limits{Waiting: 1})
	gate := make(chan bool, 3)
	f.Respond(func(ctx context.Context, said Message, answer *Answer) error {
		<-gate
		return echo(ctx, said, answer)
	})
	b := documenttest.Open(t, f)
	b.Turn(func() {
		for i, want := range []error{nil, nil, ErrBusy} {
			if err := f.Ask(Message{Text: fmt.Sprint(i)}); err != want {
				t.Errorf("message %d: %v", i, err)
			}
		}
	})
	gate <- true
	gate <- true
	b.Settle()
	b.Settle()
	expect(t, f.History(), "user: 0", "assistant: You said: 0", "user: 1", "assistant: You said: 1")
}

func TestAFeedForgetsTheOldest(t *testing.T) {
	f := NewFeed(400)
	f.SetLimits(Limits{Messages: 3})
	b := documenttest.Open(t, f)
	b.Turn(func() {
		for i := range 10 {
			f.Send(Message{Text: fmt.Sprint(i)})
		}
	})
	expect(t, f.History(), "assistant: 7", "assistant: 8", "assistant: 9")
}

func TestAScriptInAMessageDoesNothing(t *testing.T) {
	i := NewInterface()
	i.SetPerson(Visitor, `<img src=x onerror=alert(1)>`, Emoji(`<script>1</script>`))
	b := documenttest.Open(t, i)
	b.Turn(func() {
		i.Ask(Message{Text: "hello <script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))", Files: []widgets.File{{Name: `"><script>`, Type: "image/png", Data: []byte("x")}}})
	})
	for m := range b.Doc.Models() {
		text := ""
		switch m := m.(type) {
		case *models.Div:
			text = m.Text.Get()
		case *models.PanelHTML:
			text = html.UnescapeString(m.Text.Get()) // it travels escaped
		}
		for _, bad := range []string{"<script", "<img src=x", "<img src=\"x\" onerror", "javascript:"} {
			if strings.Contains(text, bad) {
				t.Errorf("%T shows %s", m, text)
			}
		}
	}
}

func TestForgedEventsChangeNothing(t *testing.T) {
	i := NewInterface()
	i.SetLimits(Limits{Text: 10})
	i.SetReactions(Like)
	var reacted []string
	i.OnReact(func(_ *Bubble, name string, on bool) { reacted = append(reacted, fmt.Sprint(name, on)) })
	b := documenttest.Open(t, i)
	var said *Bubble
	b.Turn(func() { said = i.Send(Message{Text: "Hello"}) })
	area := find(b, func(*models.ChatAreaInput) bool { return true })
	like := find(b, func(*models.Toggle) bool { return true })
	for name, err := range map[string]error{
		"a long text":        b.Fire(area, "chat_message_event", `"value":"`+strings.Repeat("x", 11)+`"`),
		"no text":            b.Fire(area, "chat_message_event", `"value":5`),
		"a long field":       b.Set(area, "value_input", `"`+strings.Repeat("x", 11)+`"`),
		"a wider field":      b.Set(area, "max_length", "1000000"),
		"another label":      b.Set(like, "label", `"hate"`),
		"Enter while busy":   b.Set(area, "disabled_enter", "true"),
		"no such reaction":   b.Set(like, "active", `"maybe"`),
		"an unknown message": b.Send(area, nil, `{"kind":"ModelChanged","model":{"id":"p9999"},"attr":"active","new":true}`),
	} {
		if err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	expect(t, i.History(), "assistant: Hello")
	if len(reacted) > 0 || said.Reactions() != nil {
		t.Errorf("reacted: %v", reacted)
	}
	if err := b.Set(like, "active", "true"); err != nil || !reflect.DeepEqual(reacted, []string{"liketrue"}) || !slices.Equal(said.Reactions(), []string{"like"}) {
		t.Errorf("%v, reacted: %v", err, reacted)
	}
	if err := b.Fire(area, "chat_message_event", `"value":"  hi  "`); err != nil {
		t.Error(err)
	}
	expect(t, i.History(), "assistant: Hello", "user: hi")
}

func TestAStepFoldsWhenItSucceeds(t *testing.T) {
	s := NewStep("Read <b>")
	b := documenttest.Open(t, Steps(s))
	b.Turn(func() {
		s.SetStatus(Running)
		s.Append("12 rows")
	})
	if s.Card.Collapsed.Get() || s.Text() != "12 rows" {
		t.Error("it does not tell what it does")
	}
	b.Turn(func() { s.SetStatus(Success) })
	if !s.Card.Collapsed.Get() || strings.Contains(b.Hears(), "<b>") {
		t.Error("it stays open, or its title is markup")
	}
	b.Turn(func() { s.SetStatus(Failed) })
	if s.Card.Collapsed.Get() || s.Status() != Failed {
		t.Error("it hides why it failed")
	}
}

func TestAnEditIsAnsweredAnew(t *testing.T) {
	i := NewInterface()
	i.SetEditable(true)
	i.Respond(echo)
	b := documenttest.Open(t, i)
	ask(b, i, "one")
	ask(b, i, "two")
	click := func(label string) {
		t.Helper()
		button := find(b, func(m *models.Button) bool { return fmt.Sprint(m.Label.Get()) == label })
		if err := b.Fire(button, "button_click", ""); err != nil {
			t.Fatal(err)
		}
	}
	b.Turn(func() { i.Undo() })
	click("Edit")
	area := find(b, func(m *models.TextAreaInput) bool { return true })
	if err := b.Set(area, "value", `"three"`); err != nil {
		t.Fatal(err)
	}
	click("Save")
	b.Settle()
	expect(t, i.History(), "user: three", "assistant: You said: three")
}

func TestComponentsLieBetweenTexts(t *testing.T) {
	f := NewFeed(400)
	f.Respond(func(_ context.Context, _ Message, a *Answer) error {
		a.WriteString("above")
		a.Add(pane.NewText("a component"))
		a.WriteString("below")
		return nil
	})
	b := documenttest.Open(t, f)
	ask(b, f, "go")
	expect(t, f.History(), "user: go", "assistant: above\n\nbelow")
	if parts := f.Messages()[1].Parts; len(parts) != 1 {
		t.Errorf("parts: %v", parts)
	}
}
