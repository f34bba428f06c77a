// Package chat is a conversation with a scripted partner, who knows the moons of the planets: ask for a plot or for a table,
// attach a file, stop it while it talks.
//
//panelgo:gallery Apps
package chat

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/panelgo/panelgo"
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
	ui.Respond(reply)
	doc.SetTitle("Chat")
	doc.Add(ui)
	return nil
}

// reply is the script. Once a visitor stops it, whatever it says is answered with an error.
func reply(_ context.Context, said chat.Message, answer *chat.Answer) error {
	text := strings.ToLower(said.Text)
	table, figure := strings.Contains(text, "table"), strings.Contains(text, "plot")
	switch {
	case len(said.Files) > 0:
		return speak(answer, fmt.Sprintf("Thank you for **%s**, which has %d bytes.", said.Files[0].Name, len(said.Files[0].Data)))
	case !table && !figure:
		return speak(answer, help)
	}
	step := answer.Step("Counting moons")
	for _, p := range planets {
		speak(step, fmt.Sprintf("- %s: %g\n", p.Name, p.Moons))
	}
	step.Done(nil)
	speak(answer, "Here they are. **Saturn** has by far the most:")
	if table {
		return answer.Add(pane.NewTable(planets))
	}
	moons := plot.New("Moons").CategoricalX(plot.Factors("Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"))
	moons.Bars(plot.FromStructs(planets), "Name", "Moons", plot.Style{})
	return answer.Add(moons)
}

// speak says a text word by word.
func speak(to io.StringWriter, text string) error {
	for _, word := range strings.SplitAfter(text, " ") {
		if _, err := to.WriteString(word); err != nil {
			return err
		}
		time.Sleep(40 * time.Millisecond)
	}
	return nil
}
