package reactive

import (
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Each shows what view makes of each item of a list, below each other. It is the way to show lists
// that grow and change: an item is known by its key, so that what was made for it moves along with
// it and keeps what a visitor has typed, opened or selected there. Only what is made of an item
// that is new, or not the same as before, is built. What is made for an item that has left is
// suspended.
//
//	doc.Add(reactive.Each(tasks, func(t Task) int { return t.ID }, func(t Task) models.UIElement {
//		return widgets.NewCheckbox(t.Title)
//	}))
//
// Keys must differ; Each panics if two items have the same. An item for which view returns nil is
// not shown.
func Each[T any, K comparable](s Source[[]T], key func(T) K, view func(T) models.UIElement) *Placeholder {
	p := &Placeholder{document.New[models.Column]()}
	p.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	l := &keyed[T, K]{key: key, view: view, rows: map[K]*keyedRow[T]{}}
	join(l)
	follow(s, func(items []T) { p.Children.Set(l.show(items)) })
	return p
}

// keyed is a list of what was made for items.
type keyed[T any, K comparable] struct {
	key  func(T) K
	view func(T) models.UIElement
	rows map[K]*keyedRow[T]
}

// keyedRow is what was made for one item.
type keyedRow[T any] struct {
	item    T
	own     owner
	content models.UIElement
}

// show returns the components of the items in their order.
func (l *keyed[T, K]) show(items []T) []models.UIElement {
	children := make([]models.UIElement, 0, len(items))
	rows := make(map[K]*keyedRow[T], len(items))
	for _, item := range items {
		k := l.key(item)
		if rows[k] != nil {
			panic(fmt.Sprintf("reactive: two items of a list have the key %v; Each needs a key that tells them apart", k))
		}
		row := l.rows[k]
		if row == nil {
			row = &keyedRow[T]{}
		}
		if row.content == nil || !reflect.DeepEqual(row.item, item) {
			row.item = item
			row.content = row.own.run(func() models.UIElement { return l.view(item) })
		}
		rows[k] = row
		if !isNothing(row.content) {
			children = append(children, row.content)
		}
	}
	for k, row := range l.rows {
		if rows[k] == nil {
			row.own.suspend()
		}
	}
	l.rows = rows
	return children
}

func (l *keyed[T, K]) suspend() {
	for _, row := range l.rows {
		row.own.suspend()
	}
}

func (l *keyed[T, K]) resume() {
	for _, row := range l.rows {
		row.own.shown.resume()
	}
}
