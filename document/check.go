package document

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// ErrIgnore, returned by a check, leaves a property as it is and reports no error to the browser.
var ErrIgnore = errors.New("document: the value is not taken")

// Check calls f with every value that a browser sends for a property, before the property is
// changed. If f returns an error, the property stays as it is and the browser is sent the error's
// text. Several checks are called in the order in which they were added. What the program sets is
// not checked. Make the model with [New] first.
//
// It is a function, not a method of Prop, as those are compiled for each of 300 types of value.
func Check[T any](p *Prop[T], f func(T) error) {
	guard(p, func(v unsafe.Pointer) error { return f(*(*T)(v)) })
}

// ReadOnly refuses every change that a browser makes to the given properties, for example the end
// of a slider, which the check of its value relies on. Each of them is a *Prop of a model made with
// [New].
func ReadOnly(properties ...any) {
	for _, p := range properties {
		guard(p, nil)
	}
}

// check is a function that checks values of one property; without a function it refuses every
// value.
type check struct {
	prop *property
	f    func(unsafe.Pointer) error
}

func guard(p any, f func(unsafe.Pointer) error) {
	place, prop := own(p)
	x := more((*place).owner)
	x.checks = append(x.checks, check{prop, f})
}

// judge calls the checks of a property with a value of its type, and returns the first error. One
// that a check returned is a verdict.
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
			return verdict{err}
		}
	}
	return nil
}
