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
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type fact struct {
	Fact  string `width:"120"`
	Value string `width:"600"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	visit := doc.Visit()
	name := visit.User
	if name == "" {
		name = "a guest"
	}
	facts := []fact{
		{"path", visit.Path},
		{"groups", strings.Join(visit.Groups, ", ")},
		{"arguments", fmt.Sprint(visit.Arguments)},
		{"browser", visit.Headers["User-Agent"]},
	}
	for _, claim := range []string{"email", "name", "sub"} {
		if value, ok := visit.Claims[claim].(string); ok {
			facts = append(facts, fact{claim, value})
		}
	}
	doc.SetTitle("Who am I?")
	doc.Add(layout.Column(pane.NewText("You are "+name+"."), widgets.NewTable(facts)))
	return nil
}
