package widgets

import (
	"slices"

	"github.com/panelgo/panelgo/document/models"
)

// Branch is an option with further options below it.
type Branch struct {
	Label string
	Below []Branch
}

// NestedSelect picks one option after the other, each from those that the one before leaves.
type NestedSelect struct {
	*models.Row
	Levels []Select[string]
	tree   []Branch
	hear   *[]*func([]string)
	quiet  *bool // while the levels are made to fit
}

// NewNestedSelect makes a list for each label, which stand at their first options.
//
//	place := widgets.NewNestedSelect([]string{"Country", "City"}, []widgets.Branch{
//		{Label: "Italy", Below: []widgets.Branch{{Label: "Rome"}, {Label: "Turin"}}},
//		{Label: "Japan", Below: []widgets.Branch{{Label: "Kyoto"}}},
//	})
func NewNestedSelect(labels []string, tree []Branch) NestedSelect {
	n := NestedSelect{tree: tree, hear: new([]*func([]string)), quiet: new(bool)}
	var parts []models.UIElement
	for i, label := range labels {
		level := NewSelect(label, []Choice[string]{})
		level.OnChange(func(string) { n.fit(i + 1) })
		n.Levels = append(n.Levels, level)
		parts = append(parts, level)
	}
	n.Row = line(parts...)
	n.fit(0)
	return n
}

// fit gives the levels from one on the options that the levels before it leave, and tells the
// program once.
func (n NestedSelect) fit(from int) {
	if *n.quiet {
		return
	}
	*n.quiet = true
	options := n.tree
	for i, level := range n.Levels {
		labels := make([]string, len(options))
		for j, b := range options {
			labels[j] = b.Label
		}
		if i >= from {
			level.SetChoices(Choices(labels...))
			level.Visible.Set(len(labels) > 0)
		}
		picked := slices.Index(labels, level.Value())
		options = nil
		if picked >= 0 {
			options = n.below(i, picked)
		}
	}
	*n.quiet = false
	for _, f := range *n.hear {
		(*f)(n.Value())
	}
}

// below are the branches under the option that is picked on a level.
func (n NestedSelect) below(level, picked int) []Branch {
	options := n.tree
	for i := range level {
		at := slices.IndexFunc(options, func(b Branch) bool { return b.Label == n.Levels[i].Value() })
		options = options[at].Below
	}
	return options[picked].Below
}

// Value are the options that are picked, from the first level on.
func (n NestedSelect) Value() []string {
	var path []string
	for _, level := range n.Levels {
		if len(level.choices.all) > 0 {
			path = append(path, level.Value())
		}
	}
	return path
}

// CheckValue returns an error if there are no such options, from the first level on.
func (n NestedSelect) CheckValue(path []string) error {
	options := n.tree
	for i, label := range path {
		at := slices.IndexFunc(options, func(b Branch) bool { return b.Label == label })
		if i >= len(n.Levels) || at < 0 {
			return errChoice
		}
		options = options[at].Below
	}
	return nil
}

// SetValue picks options, from the first level on; it panics when there is no such option.
func (n NestedSelect) SetValue(path []string) {
	for i, label := range path {
		n.Levels[i].SetValue(label)
	}
}

// Select is SetValue for options one by one.
func (n NestedSelect) Select(path ...string) { n.SetValue(path) }

// OnChange calls f when an option is picked on any level. Calling stop ends it.
func (n NestedSelect) OnChange(f func(path []string)) (stop func()) {
	*n.hear = append(slices.Clip(*n.hear), &f)
	return func() {
		*n.hear = slices.DeleteFunc(slices.Clone(*n.hear), func(g *func([]string)) bool { return g == &f })
	}
}

// Describe explains the lists in a tooltip beside the first label.
func (n NestedSelect) Describe(text string) { n.Levels[0].Describe(text) }
