// Package chat is a conversation with a scripted partner, who knows the moons of the planets: ask for a plot or for a table,
// attach a file, stop it while it talks.
//
//panelgo:gallery Apps
package chat

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/chat"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
)

type planet struct {
	Name  string
	Moons float64
}

var planets = []planet{{"Earth", 1}, {"Mars", 2}, {"Jupiter", 97}, {"Saturn", 274}, {"Uranus", 28}, {"Neptune", 16}}

const help = `I am a script, but I know **moons**. Ask me for a *plot* or a *table* of them, or how I work:

` + "```go\nui.Respond(func(ctx context.Context, said chat.Message, answer *chat.Answer) error {\n\t_, err := answer.WriteString(\"You said: \" + said.Text)\n\treturn err\n})\n```"

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	ui := chat.NewInterface()
	ui.SetPerson(chat.Assistant, "Luna", chat.Icon(`<svg viewBox="0 0 24 24"><path d="M20 15A9 9 0 0 1 9 4a9 9 0 1 0 11 11z"/></svg>`))
	ui.SetReactions(chat.Like, chat.Dislike)
	ui.SetEditable(true)
	ui.SetWelcome("# What would you like to know?\nLuna counts moons.")
	ui.Suggest("Show me a plot", "Give me a table", "How do you work?")
	ui.Respond(func(ctx context.Context, said chat.Message, answer *chat.Answer) error {
		return reply(ctx, strings.ToLower(said.Text), said, answer)
	})
	doc.SetTitle("Chat")
	doc.Add(ui)
	return nil
}

// reply is the script.
func reply(ctx context.Context, text string, said chat.Message, answer *chat.Answer) error {
	switch {
	case len(said.Files) > 0:
		return speak(ctx, answer, fmt.Sprintf("Thank you for **%s**, which has %d bytes.", said.Files[0].Name, len(said.Files[0].Data)))
	case strings.Contains(text, "plot"), strings.Contains(text, "table"):
		step := answer.Step("Counting moons")
		for _, p := range planets {
			if err := speak(ctx, step, fmt.Sprintf("- %s: %g\n", p.Name, p.Moons)); err != nil {
				return err
			}
		}
		step.Done(nil)
		if err := speak(ctx, answer, "Here they are. **Saturn** has by far the most:"); err != nil {
			return err
		}
		if strings.Contains(text, "table") {
			return answer.Add(pane.NewTable(planets))
		}
		return answer.Add(figure())
	}
	return speak(ctx, answer, help)
}

// speak says a text word by word.
func speak(ctx context.Context, to interface{ WriteString(string) (int, error) }, text string) error {
	for _, word := range strings.SplitAfter(text, " ") {
		if _, err := to.WriteString(word); err != nil {
			return err
		}
		select {
		case <-time.After(40 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func figure() *plot.Figure {
	fig := plot.New("Moons").CategoriesX(plot.Names("Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"))
	fig.Bars(plot.FromStructs(planets), "Name", "Moons", plot.Style{})
	fig.Height.Set(document.Some(260.0))
	return fig
}
