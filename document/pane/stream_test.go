package pane_test

import (
	"context"
	"encoding/json"
	"html"
	"log/slog"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/wire"
)

// still is a host in which nothing happens by itself.
type still struct{}

func (still) Next(func())                               {}
func (still) After(time.Duration, func()) (stop func()) { return func() {} }
func (still) Every(time.Duration, func()) (stop func()) { return func() {} }
func (still) Go(func(context.Context) func())           {}
func (still) Context() context.Context                  { return context.Background() }
func (still) Visit() document.Visit                     { return document.Visit{} }
func (still) Log() *slog.Logger                         { return slog.New(slog.DiscardHandler) }

// replay applies the messages of a stream as the front end does, and answers what it shows and how
// many bytes came.
func replay(t *testing.T, told []string) (shown string, bytes int) {
	t.Helper()
	var units []uint16
	for _, content := range told {
		bytes += len(content)
		var patch struct {
			Events []struct {
				Data struct {
					Values struct{ Entries [][2]any }
				} `json:"msg_data"`
			}
		}
		if err := json.Unmarshal([]byte(content), &patch); err != nil {
			t.Fatal(err)
		}
		for _, e := range patch.Events {
			values := map[any]any{}
			for _, pair := range e.Data.Values.Entries {
				values[pair[0]] = pair[1]
			}
			start, ok := values["start"].(float64)
			if !ok {
				t.Fatalf("not only the new text travels: %s", content)
			}
			units = append(units[:int(start):int(start)], utf16.Encode([]rune(values["patch"].(string)))...)
		}
	}
	return html.UnescapeString(string(utf16.Decode(units))), bytes
}

func TestAStreamSendsWhatIsNew(t *testing.T) {
	words := strings.Fields(strings.Repeat("The *capital* of **Italy** is 🏛 <b>Rome</b> & not Turin. ", 40))
	for name, s := range map[string]Stream{"Markdown": NewStream(), "text": NewTextStream()} {
		driver := document.NewDriver(still{})
		var told []string
		err := driver.Turn(func() error {
			driver.Document().Add(s)
			view, err := driver.Join()
			driver.Pull(view)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range words {
			driver.Turn(func() error { s.Append(word + " "); return nil })
			driver.Flush(func(_ *document.View, content []byte, _ []wire.Buffer) { told = append(told, string(content)) })
		}
		shown, bytes := replay(t, told)
		if want := html.UnescapeString(s.PanelHTML.Text.Get()); shown != want {
			t.Errorf("%s: the browser shows %q, one that comes later %q", name, shown, want)
		}
		if s.Text() != strings.Join(words, " ")+" " {
			t.Errorf("%s: the text is %q", name, s.Text())
		}
		if most := 300 * len(words); bytes > most {
			t.Errorf("%s: %d bytes for %d words", name, bytes, len(words))
		}
	}
}
