package conformance

import (
	"fmt"
	"reflect"
	"sync"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// desk is an app with the models that most tests need: a slider called slider that a text called
// text follows, a button called button, a column called box around them, and columns of data called
// source.
func desk(d *panelgo.Document) error {
	slider := named(doc.New[models.Slider](), "slider")
	slider.Start.Set(0)
	slider.End.Set(10)
	slider.Value.Set(1)
	slider.Title.Set(doc.Some("Value"))
	label := div("text", "value: 1")
	slider.Value.OnChange(func(c doc.Change[float64]) { label.Text.Set(fmt.Sprintf("value: %v", c.New)) })

	button := named(doc.New[models.Button](), "button")
	clicks := 0
	button.OnEvent("button_click", func(doc.Event) {
		clicks++
		label.Text.Set(fmt.Sprintf("clicks: %d", clicks))
	})

	source := models.NewSource(doc.Data{"x": []float64{1, 2, 3}, "s": []string{"a", "b", "c"}})
	named(source, "source")
	d.SetTitle("Desk")
	d.Add(column("box", slider, label, button), source)
	return nil
}

// named gives a model a name, by which a test finds it.
func named[M doc.Model](m M, name string) M {
	base := reflect.ValueOf(m).Elem().FieldByName("Base").Addr().Interface().(*doc.Base)
	base.Name.Set(doc.Some(name))
	return m
}

func div(name, text string) *models.Div {
	d := named(doc.New[models.Div](), name)
	d.Text.Set(text)
	return d
}

func column(name string, children ...models.UIElement) *models.Column {
	c := named(doc.New[models.Column](), name)
	c.Children.Set(children)
	return c
}

// only is one app at /app.
func only(app panelgo.App) panelgo.Apps { return panelgo.Apps{"app": app} }

// kept remembers the documents of an app's sessions, so that a test can act as the app's own code
// does.
type kept struct {
	app panelgo.App

	mu  sync.Mutex
	all []*panelgo.Document // guarded by mu
}

func keep(app panelgo.App) *kept { return &kept{app: app} }

func (k *kept) open(d *panelgo.Document) error {
	k.mu.Lock()
	k.all = append(k.all, d)
	k.mu.Unlock()
	return k.app(d)
}

// count is how many sessions were made.
func (k *kept) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.all)
}

// last is the document of the latest session.
func (k *kept) last() *panelgo.Document {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.all[len(k.all)-1]
}

// act runs f in a turn of the latest session and waits until the turn is over.
func (k *kept) act(f func(d *panelgo.Document)) {
	d := k.last()
	done := make(chan struct{})
	d.Next(func() {
		defer close(done)
		f(d)
	})
	<-done
}

// find is the model of type M that is called name, in a turn.
func find[M doc.Model](d *panelgo.Document, name string) M {
	m, ok := doc.Find[M](d, name)
	if !ok {
		panic("no model is called " + name)
	}
	return m
}
