package chat

import (
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// Reaction is what a visitor thinks of a message, said by a click.
type Reaction struct {
	Name string // as the program hears it, and whoever rests the mouse on it
	Icon string // an emoji, or an SVG of the program's
}

// Some reactions.
var (
	Like    = Reaction{"like", drawing("M7 11v9H4v-9zM7 11l4-8a3 3 0 0 1 3 3v3h5a2 2 0 0 1 2 2l-1.5 7a2 2 0 0 1-2 2H7")}
	Dislike = Reaction{"dislike", drawing("M7 13V4H4v9zM7 13l4 8a3 3 0 0 0 3-3v-3h5a2 2 0 0 0 2-2l-1.5-7a2 2 0 0 0-2-2H7")}
	Heart   = Reaction{"heart", drawing("M12 20l-8-8a5 5 0 0 1 8-6 5 5 0 0 1 8 6z")}
)

// reactions are those that a message may have.
type reactions struct {
	toggles []widgets.Toggle
	names   []string
	heard   []func(name string, on bool)
}

// SetReactions says which reactions the message may have; those that it had are gone.
func (b *Bubble) SetReactions(all ...Reaction) {
	b.foot.Children.Set(slices.DeleteFunc(slices.Clone(b.foot.Children.Get()), func(e models.UIElement) bool {
		t, ok := e.(widgets.Toggle)
		return ok && slices.Contains(b.reactions.toggles, t)
	}))
	b.reactions.toggles, b.reactions.names = nil, nil
	for _, r := range all {
		t := r.toggle()
		t.OnChange(func(on bool) {
			for _, f := range b.reactions.heard {
				f(r.Name, on)
			}
		})
		b.reactions.toggles, b.reactions.names = append(b.reactions.toggles, t), append(b.reactions.names, r.Name)
		join(&b.foot.Children, t)
	}
}

func (r Reaction) toggle() widgets.Toggle {
	t := widgets.NewToggle(r.Icon)
	if strings.HasPrefix(r.Icon, "<svg") {
		t.Label.Set(models.Str(r.Name))
		i := document.New[models.SVGIcon]()
		i.SVG.Set(standalone(r.Icon))
		i.Size.Set(models.Str("16px"))
		t.Icon.Set(i)
	}
	t.CSSClasses.Set([]string{"pg-icon", "pg-react"})
	t.Describe(r.Name)
	document.ReadOnly(&t.Label, &t.Icon, &t.Disabled)
	return t
}

// Reactions are the names of those that the message has.
func (b *Bubble) Reactions() (names []string) {
	for i, t := range b.reactions.toggles {
		if t.Value() {
			names = append(names, b.reactions.names[i])
		}
	}
	return names
}

// React gives or takes a reaction; one that the message may not have changes nothing.
func (b *Bubble) React(name string, on bool) {
	if i := slices.Index(b.reactions.names, name); i >= 0 {
		b.reactions.toggles[i].SetValue(on)
	}
}

// OnReact calls f when a reaction is given or taken.
func (b *Bubble) OnReact(f func(name string, on bool)) {
	b.reactions.heard = append(b.reactions.heard, f)
}
