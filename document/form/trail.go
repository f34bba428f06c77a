package form

import (
	"fmt"
	"html"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// trail is the row of a wizard's steps: those that are done, the one that is shown, and those to
// come.
type trail struct {
	*models.Div
	titles []string
}

func newTrail(titles []string) trail {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	d.Stylesheets.Set([]models.StyleSheetOrStrOrStyleRules{models.Str(trailStyle)})
	wide(d)
	return trail{d, titles}
}

// The names of steps that are not shown are left to screen readers where there is no room for them.
const trailStyle = `
:host { container-type: inline-size; }
.bk-clearfix { width: 100%; }
ol { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
li { display: flex; align-items: center; gap: 8px; color: var(--pg-muted); }
li:not(:last-child)::after { content: ""; width: 24px; border-top: 1px solid var(--pg-border); }
li.now { color: var(--pg-text); font-weight: 600; }
i { display: grid; place-items: center; width: 24px; height: 24px; flex: none; border-radius: 50%; box-sizing: border-box;
	border: 1px solid var(--pg-border); font: 600 12px/1 var(--pg-font); }
.done i { color: var(--pg-success); border-color: var(--pg-success); }
.now i { color: var(--pg-page); background: var(--pg-accent); border-color: var(--pg-accent); }
@container (width < 520px) {
	li:not(.now) span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
	li:not(:last-child)::after { width: 8px; }
}`

// show tells which step is shown; one after the last means that all are done.
func (t trail) show(now int) {
	var b strings.Builder
	b.WriteString(`<ol aria-label="Steps">`)
	for i, title := range t.titles {
		item, mark := "<li>", fmt.Sprintf("<i>%d</i>", i+1)
		switch {
		case i < now:
			item, mark = `<li class="done">`, `<i role="img" aria-label="done">✓</i>`
		case i == now:
			item = `<li class="now" aria-current="step">`
		}
		b.WriteString(item + mark + "<span>" + html.EscapeString(title) + "</span></li>")
	}
	b.WriteString("</ol>")
	t.Text.Set(b.String())
}

// arrive takes a visitor to a page that is shown now; static/own/links.js has the front end's part
// of it.
type arrive struct {
	document.Base `bokeh:"panelgo.Arrive"`
	Top           document.Prop[document.Model] `bokeh:"top"` // what is to be in sight
}

func newArrive(top trail) *arrive {
	a := document.New[arrive]()
	a.Top.Set(top.Div)
	document.ReadOnly(&a.Top)
	return a
}
