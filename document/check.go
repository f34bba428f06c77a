package document

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// ErrIgnore, answered by a check, leaves a property as it is without a complaint to the browser.
var ErrIgnore = errors.New("document: the value is not taken")

// Check has f judge every value that a browser gives a property, before it is taken: with an error the property stays
// as it is, and the browser is answered what the error says. Several checks are asked in the order they came. What the
// program sets is not judged. Make the model with [New] first.
//
// It is a function, not a method of Prop, as those are compiled for each of 300 types of value.
func Check[T any](p *Prop[T], f func(T) error) {
	guard(p.ref, propertyOf(&p.ref), func(v unsafe.Pointer) error { return f(*(*T)(v)) })
}

// Fix keeps browsers from changing properties: those that a check relies upon, such as the end of a slider. Each of them
// is a *Prop of a model made with [New].
func Fix(properties ...any) {
	for _, p := range properties {
		place := (**header)(reflect.ValueOf(p).UnsafePointer())
		prop := propertyOf(place)
		guard(*place, prop, nil)
	}
}

// check is a judge of one property; without a function it refuses everything.
type check struct {
	prop *property
	f    func(unsafe.Pointer) error
}

func guard(h *header, p *property, f func(unsafe.Pointer) error) {
	x := more(h.owner)
	x.checks = append(x.checks, check{p, f})
}

// judge asks the checks of a property about a value of its type.
func judge(b *Base, p *property, v reflect.Value) error {
	if b.extra == nil {
		return nil
	}
	for _, c := range b.extra.checks {
		if c.prop != p {
			continue
		}
		if c.f == nil {
			return fmt.Errorf("%s is not for browsers to change", p.name)
		}
		if err := c.f(v.Addr().UnsafePointer()); err != nil {
			return err
		}
	}
	return nil
}
