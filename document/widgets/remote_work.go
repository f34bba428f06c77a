package widgets

import (
	"context"
	"errors"
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// errPanicked is what a visitor is told of a source that panicked.
var errPanicked = errors.New("this did not work; the server's log says why")

// wanted is what a table asks its source for.
type wanted struct {
	query    Query
	start, n int
}

// answer is what the source has returned.
type answer struct {
	rows  document.Data
	ids   []int
	total int
}

// alone calls f while no other call of the table's source is under way.
func (r *remote) alone(ctx context.Context, f func() error) error {
	select {
	case r.slot <- struct{}{}:
		defer func() { <-r.slot }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f()
}

// ask asks the source, outside of turns but for the first page.
func (r *remote) ask(ctx context.Context, w wanted) (a answer, err error) {
	err = r.alone(ctx, func() error {
		var err error
		a.rows, a.ids, a.total, err = r.source.Page(ctx, w.query, w.start, w.n)
		return err
	})
	if err == nil && a.rows.Len() != len(a.ids) {
		err = fmt.Errorf("widgets: the source returned %d rows and %d numbers", a.rows.Len(), len(a.ids))
	}
	return a, err
}

// beside does slow work in a goroutine of its own and then calls done in a turn, also after a
// panic.
func (r *remote) beside(doc *document.Document, work func() error, done func(error)) {
	doc.Go(func(context.Context) func() {
		finished := false
		defer func() {
			if !finished { // a panic, which the session logs
				doc.Next(func() { done(errPanicked) })
			}
		}()
		err := work()
		finished = true
		return func() { done(err) }
	})
}

// wants reads what the browser asks for.
func (t Tabulator) wants() (w wanted, err error) {
	if w.query.Sorts, err = t.sorts(t.Sorters.Get()); err != nil {
		return w, err
	}
	if w.query.Filters, err = t.filters(t.Filters.Get()); err != nil {
		return w, err
	}
	w.n = int(t.PageSize.Get().Or(pageRows))
	w.start = (max(1, int(t.Page.Get())) - 1) * w.n
	return w, nil
}

// show shows the page that a source has returned.
func (t Tabulator) show(a answer) {
	size := int(t.PageSize.Get().Or(pageRows))
	t.state.remote.ids = a.ids
	t.Expanded.Set(nil)
	t.MaxPage.Set(float64(max(1, (a.total+size-1)/size)))
	t.Rows.Show(a.rows)
	t.showChosen()
}

// load shows the page that is asked for at once: for a table that no page has yet.
func (t Tabulator) load(ctx context.Context) error {
	w, err := t.wants()
	if err != nil {
		return err
	}
	a, err := t.state.remote.ask(ctx, w)
	if err == nil {
		t.show(a)
	}
	return err
}

// turnPage shows the page that is asked for, or says below the table why it cannot. The table is
// marked as busy until its source has returned; asking for another page ends the wait for this one.
func (t Tabulator) turnPage() {
	r, doc := t.state.remote, t.Document()
	below := beside{&t.CSSClasses, &t.CSSVariables}
	switch {
	case r == nil:
		return
	case doc == nil:
		below.show(t.load(context.Background()))
		return
	}
	w, err := t.wants()
	if err != nil {
		below.show(err)
		return
	}
	r.cancel()
	ctx, cancel := context.WithCancel(doc.Context())
	r.cancel = cancel
	r.asked++
	mine := r.asked
	t.busy(true)
	var a answer
	r.beside(doc, func() (err error) {
		defer cancel()
		a, err = r.ask(ctx, w)
		return err
	}, func(err error) {
		if mine != r.asked {
			return
		}
		t.busy(false)
		if err == nil {
			t.show(a)
			err, r.refused = r.refused, nil
		}
		below.show(err)
	})
}

func (t Tabulator) busy(busy bool) { models.MarkBusy(t, busy) }

// write hands the edits that wait to the source, in their order, and then to the program.
func (t Tabulator) write(to CellSetter) {
	r, doc := t.state.remote, t.Document()
	if r.writing || len(r.edits) == 0 || doc == nil {
		return
	}
	edits, written := r.edits, 0
	r.writing, r.edits = true, nil
	r.beside(doc, func() error {
		return r.alone(doc.Context(), func() error {
			for _, e := range edits {
				if err := to.SetCell(doc.Context(), e.Row, e.Field, e.New); err != nil {
					return err
				}
				written++
			}
			return nil
		})
	}, func(err error) {
		r.writing = false
		if err != nil {
			r.refused = err
			r.edits = append(edits[written+1:], r.edits...) // the others stand
		}
		defer t.wrote(to) // also after a panic of the program
		t.handOut(edits[:written])
	})
}

// wrote goes on with what has come meanwhile. In the end it shows the page as the source has it
// where an edit was not taken, and why.
func (t Tabulator) wrote(to CellSetter) {
	if len(t.state.remote.edits) > 0 {
		t.write(to)
	} else if t.state.remote.refused != nil {
		t.turnPage()
	}
}
