// Package whoami shows what an app knows of its visitor. Serve it with a sign-in to see more than a guest:
//
//	panelgo serve docs/examples/whoami --oauth-provider=dev
//
//panelgo:gallery First steps
package whoami

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	visit := doc.Visit()
	name := visit.User
	if name == "" {
		name = "a guest"
	}
	facts, values := []string{"path", "groups", "arguments", "browser"}, []string{
		visit.Path, strings.Join(visit.Groups, ", "), fmt.Sprint(visit.Arguments), visit.Headers["User-Agent"],
	}
	for _, claim := range []string{"email", "name", "sub"} {
		if value, ok := visit.Claims[claim].(string); ok {
			facts, values = append(facts, claim), append(values, value)
		}
	}
	table := widgets.NewTable(document.Data{"fact": facts, "value": values},
		widgets.Heading{Field: "fact", Title: "Fact", Width: 100}, widgets.Heading{Field: "value", Title: "Value", Width: 600})

	doc.SetTitle("Who am I?")
	doc.Add(layout.Column(pane.NewText("You are "+name+"."), table))
	return nil
}
