package form

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

func readAll(all []*part, v reflect.Value) {
	for _, p := range all {
		p.read(v)
	}
}

func showAll(all []*part, v reflect.Value) error {
	for _, p := range all {
		if err := p.show(v); err != nil {
			return err
		}
	}
	return nil
}

// arrange places parts below each other, those of a section below its heading.
func arrange(all []*part) []models.UIElement {
	var views, section []models.UIElement
	title := ""
	flush := func() {
		if len(section) > 0 && title != "" {
			views = append(views, layout.Fixed(title, section...))
		} else {
			views = append(views, section...)
		}
		section = nil
	}
	for _, p := range all {
		if p.section != "" {
			flush()
			title = p.section
		}
		if p.view != nil {
			wide(p.view)
			section = append(section, p.view)
		}
	}
	flush()
	return views
}

// group makes a card of a struct's fields. One that may be missing has a box to tick, and its
// fields show while it is ticked.
func (b *builder) group(r *rules, t reflect.Type, path string, missing bool) (*part, error) {
	if err := r.only("a struct"); err != nil {
		return nil, err
	}
	all, err := b.fields(t, join(path, r.field.Name))
	if err != nil {
		return nil, err
	}
	p := &part{name: r.field.Name, label: r.label, section: r.section}
	card := layout.Fixed(r.title(), arrange(all)...)
	p.view = card
	there := func() bool { return true }
	show := func(bool) {}
	if missing {
		box := widgets.NewCheckbox(r.label)
		card.HideHeader.Set(true)
		card.Visible.Set(false)
		box.OnChange(func(on bool) {
			card.Visible.Set(on)
			b.changed()
		})
		p.view = layout.Column(box, card)
		there, show = box.Value, box.SetValue
	}
	p.read = func(v reflect.Value) {
		place(v, !there(), func(v reflect.Value) { readAll(all, v) })
	}
	p.show = func(v reflect.Value) error {
		v, ok := present(v)
		show(ok)
		widgets.Complain(card, nil)
		if !ok {
			v = reflect.Zero(t)
		}
		return showAll(all, v)
	}
	p.judge = func(told error) error {
		widgets.Complain(card, told)
		return told
	}
	p.plain = func(add func(label, text string)) {
		for _, in := range all {
			in.lines(add)
		}
	}
	p.lines = func(add func(label, text string)) {
		if !there() {
			add(r.label, "")
			return
		}
		p.plain(func(label, text string) { add(r.label+": "+label, text) })
	}
	p.inner = func() []*part {
		if !there() {
			return nil
		}
		return all
	}
	return p, nil
}

// maxRows is how many rows a list takes unless the tag max says otherwise.
const maxRows = 100

// list is a slice of structs: a row of fields for each, and buttons that add and remove rows.
type list struct {
	*part
	b     *builder
	elem  reflect.Type
	path  string
	most  int64
	rows  []*row
	table *models.Column
	add   widgets.Button
}

type row struct {
	*part
	all  []*part
	view models.UIElement
}

func (b *builder) rows(r *rules, t reflect.Type, path string) (*part, error) {
	if err := r.only("a list of structs", "min", "max"); err != nil {
		return nil, err
	}
	enough, err := r.amount("rows")
	if err != nil {
		return nil, err
	}
	l := &list{b: b, elem: t.Elem(), path: join(path, r.field.Name), table: layout.Column(), add: widgets.NewButton("Add")}
	l.most, _ = r.integer("max", maxRows) // amount has read it already
	if _, err := l.row(); err != nil {    // a wrong tag is found now
		return nil, err
	}
	l.add.OnClick(func() {
		if err := l.resize(len(l.rows) + 1); err == nil {
			b.changed()
		}
	})
	l.part = &part{
		name: r.field.Name, label: r.label, section: r.section, view: layout.Fixed(r.title(), l.table, l.add),
		read: l.read, show: l.show, lines: l.lines(r.label),
		inner: func() (inner []*part) {
			for i, row := range l.rows {
				row.part.name = "[" + strconv.Itoa(i) + "]"
				row.part.label = fmt.Sprintf("%s %d", r.label, i+1)
				inner = append(inner, row.part)
			}
			return inner
		},
	}
	l.part.judge = func(told error) error {
		if told == nil {
			told = enough(len(l.rows))
		}
		widgets.Complain(l.table, told)
		return told
	}
	return l.part, nil
}

// row makes the fields of one more struct.
func (l *list) row() (*row, error) {
	all, err := l.b.fields(l.elem, l.path)
	if err != nil {
		return nil, err
	}
	made := &row{all: all}
	made.part = &part{
		judge: func(told error) error { return told },
		inner: func() []*part { return all },
		lines: func(func(label, text string)) {},
	}
	remove := widgets.NewButton("✕")
	remove.Describe("Remove this row")
	remove.HTMLAttributes.Set(map[string]string{"title": "Remove this row", "aria-label": "Remove this row"})
	remove.Align.Set(models.AlignEnd)
	remove.OnClick(func() {
		for i, other := range l.rows {
			if other == made {
				l.rows = append(l.rows[:i:i], l.rows[i+1:]...)
				l.draw()
				l.b.changed()
				return
			}
		}
	})
	cells := layout.Flow(150, arrange(all)...)
	line := document.New[models.Row]()
	line.Children.Set([]models.UIElement{cells, remove})
	line.Spacing.Set(8)
	line.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	made.view = line
	return made, nil
}

// resize gives the list so many rows, as far as it may.
func (l *list) resize(n int) error {
	if int64(n) > l.most {
		return fmt.Errorf("%d rows are too many, %d are allowed", n, l.most)
	}
	for len(l.rows) < n {
		made, err := l.row()
		if err != nil {
			return err
		}
		l.rows = append(l.rows, made)
	}
	l.rows = l.rows[:n:n]
	l.draw()
	return nil
}

func (l *list) draw() {
	views := make([]models.UIElement, len(l.rows))
	for i, r := range l.rows {
		views[i] = r.view
	}
	l.table.Children.Set(views)
	l.add.Disabled.Set(int64(len(l.rows)) >= l.most)
	widgets.Complain(l.table, nil)
}

func (l *list) read(v reflect.Value) {
	if len(l.rows) == 0 {
		v.SetZero()
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(l.rows), len(l.rows)))
	for i, r := range l.rows {
		readAll(r.all, v.Index(i))
	}
}

func (l *list) show(v reflect.Value) error {
	if err := l.resize(v.Len()); err != nil {
		return err
	}
	for i, r := range l.rows {
		if err := showAll(r.all, v.Index(i)); err != nil {
			return fmt.Errorf("[%d].%w", i, err)
		}
	}
	return nil
}

func (l *list) lines(label string) func(add func(label, text string)) {
	return func(add func(label, text string)) {
		if len(l.rows) == 0 {
			add(label, "")
		}
		for i, r := range l.rows {
			for _, p := range r.all {
				p.lines(func(inner, text string) { add(fmt.Sprintf("%s %d: %s", label, i+1, inner), text) })
			}
		}
	}
}
