package form

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// step is a page of a wizard: a part of the fields, and what the review shows of it.
type step struct {
	sheet
	title string
	parts []*part
	next  widgets.Button
	edit  widgets.Button // in the review
}

// divide makes steps of the parts of a struct: its sections, or else the structs in it. Hidden
// fields belong to the step around them.
func divide(all []*part) (steps []*step, err error) {
	sections := slices.ContainsFunc(all, func(p *part) bool { return p.section != "" })
	title := ""
	var before []*part // hidden ones ahead of the first step
	for _, p := range all {
		switch {
		case sections && p.section != "":
			title = p.section
		case !sections && p.inner != nil && p.view != nil:
			title = p.label
		}
		switch {
		case p.view == nil && len(steps) == 0:
			before = append(before, p)
			continue
		case p.view != nil && title != "":
			steps = append(steps, newStep(title))
			title = ""
		case len(steps) == 0 || !sections && p.view != nil:
			return nil, fmt.Errorf(`has a field %s of no step: begin a step with the tag section:"…", or have each field be a struct`, p.name)
		}
		last := steps[len(steps)-1]
		last.parts = append(last.parts, p)
	}
	if len(steps) == 0 {
		return nil, errors.New("has no fields to make steps of")
	}
	steps[0].parts = append(before, steps[0].parts...)
	return steps, nil
}

// has reports whether a step has the field at a path.
func (s *step) has(path string) bool {
	for _, p := range s.parts {
		rest, ok := strings.CutPrefix(path, p.name)
		if ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}

// lines are what is entered, for the review. A struct that is all of a step does not say its name
// again.
func (s *step) lines(add func(label, text string)) {
	for _, p := range s.parts {
		if p.plain != nil && p.label == s.title && len(p.inner()) > 0 {
			p.plain(add)
			continue
		}
		p.lines(add)
	}
}

func newStep(title string) *step {
	s := &step{title: title, next: widgets.NewButton(nextLabel), edit: widgets.NewButton("Change")}
	s.sheet = newSheet(s.lines)
	s.next.SetColor(widgets.Primary)
	return s
}

// card is what the review shows of the step.
func (s *step) card() models.UIElement {
	s.edit.Align.Set(models.AlignEnd)
	card := layout.Fixed(s.title, s.sheet, s.edit)
	card.HTMLAttributes.Set(map[string]string{"role": "group", "aria-label": s.title})
	return card
}
