package document

import (
	"errors"
	"reflect"

	"github.com/panelgo/panelgo/document/wire"
)

// maxQuota is how much a document holds of what browsers sent, in bytes: a dozen of the largest
// files that fit into a message. What the program sets does not count.
const maxQuota = 256 << 20

// quota counts what a document holds of what browsers sent. Values are weighed only when the
// messages since the last weighing could exceed the bound, so that small messages cost nothing.
type quota struct {
	weight   int // at the last weighing, in bytes
	received int // since then
	cells    map[*header]struct{}
}

// admit refuses a message that would make the document keep too much.
func (d *Document) admit(content []byte, buffers []wire.Buffer) error {
	size := len(content)
	for _, b := range buffers {
		size += len(b.Data)
	}
	d.quota.received += size
	if d.quota.weight+d.quota.received <= maxQuota {
		return nil
	}
	d.quota.weight, d.quota.received = d.weigh(), size
	if d.quota.weight+size > maxQuota {
		d.quota.received = 0
		return errors.New("document: the page has sent more than is kept of it")
	}
	return nil
}

// keep notes that a property's value came from a browser.
func (d *Document) keep(h *header) {
	switch h.prop.codec.typ.Kind() {
	case reflect.Bool, reflect.Int, reflect.Float64:
		return
	}
	if d.quota.cells == nil {
		d.quota.cells = map[*header]struct{}{}
	}
	d.quota.cells[h] = struct{}{}
}

// release forgets the values of models that have left.
func (d *Document) release() {
	for h := range d.quota.cells {
		if h.owner.doc != d {
			delete(d.quota.cells, h)
		}
	}
}

// weigh is how much memory holds what browsers sent, in bytes.
func (d *Document) weigh() (sum int) {
	for h := range d.quota.cells {
		sum += weightOf(valueIn(h, h.prop.codec.typ))
	}
	for _, b := range d.models {
		if b.extra != nil && b.extra.unknown != nil {
			sum += weightOf(reflect.ValueOf(b.extra.unknown))
		}
	}
	return sum
}

// weightOf is roughly what a value takes beyond its own place; models count by themselves.
func weightOf(v reflect.Value) (sum int) {
	switch v.Kind() {
	case reflect.String:
		return v.Len()
	case reflect.Slice:
		sum = v.Len() * int(v.Type().Elem().Size())
		if k := v.Type().Elem().Kind(); k >= reflect.Bool && k <= reflect.Float64 {
			return sum
		}
		for i := range v.Len() {
			sum += weightOf(v.Index(i))
		}
	case reflect.Map:
		for at := v.MapRange(); at.Next(); {
			sum += int(at.Key().Type().Size()+at.Value().Type().Size()) + weightOf(at.Key()) + weightOf(at.Value())
		}
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || v.Type().Implements(modelType) || v.Elem().Type().Implements(modelType) {
			return 0
		}
		return int(v.Elem().Type().Size()) + weightOf(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			sum += weightOf(v.Field(i))
		}
	}
	return sum
}
