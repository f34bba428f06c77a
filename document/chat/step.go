package chat

import (
	"html"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Status is how far a step is.
type Status string

// The statuses.
const (
	Pending Status = "pending"
	Running Status = "running"
	Success Status = "success"
	Failed  Status = "failed"
)

// Step shows something that is done on the way to an answer: a title with a status, and what there
// is to tell about it, which folds away when the step has succeeded.
type Step struct {
	*models.Card
	head    *models.Div
	content *content
	title   string
	status  Status
}

// NewStep makes a step that is pending. It goes into a [Bubble], into [Steps], or anywhere else.
//
//	step := chat.NewStep("Read the table")
//	step.SetStatus(chat.Running)
//	step.Append("12,000 rows")
//	step.SetStatus(chat.Success)
func NewStep(title string) *Step {
	s := &Step{Card: document.New[models.Card](), head: div(""), content: newContent("pg-step-body"), title: title}
	s.Card.Children.Set([]models.UIElement{s.head, s.content})
	s.Card.Collapsed.Set(true)
	s.Card.HeaderCSSClasses.Set([]string{"pg-step-head"})
	s.Card.ButtonCSSClasses.Set([]string{"pg-fold"})
	s.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	s.SetStatus(Pending)
	return s
}

// Steps are steps below each other, as one thing.
func Steps(steps ...*Step) *models.Column {
	c := column("pg-steps")
	for _, s := range steps {
		join(&c.Children, s)
	}
	return c
}

// Title is what the step says it does.
func (s *Step) Title() string { return s.title }

// SetTitle changes what the step says it does.
func (s *Step) SetTitle(title string) {
	s.title = title
	s.draw()
}

// Status is how far the step is.
func (s *Step) Status() Status { return s.status }

// SetStatus says how far the step is. One that has succeeded folds; one that has failed opens.
func (s *Step) SetStatus(status Status) {
	s.status = status
	s.draw()
	switch status {
	case Success:
		s.Card.Collapsed.Set(true)
	case Failed:
		s.Card.Collapsed.Set(s.bare())
	}
}

// Append adds Markdown to what the step tells, and opens it while it runs.
func (s *Step) Append(text string) { s.append([]byte(text)) }

func (s *Step) append(text []byte) {
	s.content.append(text)
	s.grown()
}

// Add puts components below what the step tells.
func (s *Step) Add(components ...models.UIElement) {
	s.content.add(components...)
	s.grown()
}

func (s *Step) grown() {
	s.draw()
	if s.status == Running {
		s.Card.Collapsed.Set(false)
	}
}

// Text is what the step tells.
func (s *Step) Text() string { return s.content.text() }

func (s *Step) bare() bool { return len(s.content.Column.Children.Get()) == 0 }

// draw writes the head, and has a step without content not fold.
func (s *Step) draw() {
	classes := []string{"pg-step", "pg-" + string(s.status)}
	if s.bare() {
		classes = append(classes, "pg-bare")
	}
	s.Card.CSSClasses.Set(classes)
	s.head.Text.Set(`<div class="pg-step-title"><i class="pg-dot-` + string(s.status) + `" role="img" aria-label="` + string(s.status) + `"></i><span>` + html.EscapeString(s.title) + `</span></div>`)
}
