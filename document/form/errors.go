package form

import "fmt"

// FieldError says what is wrong with one field of a form.
type FieldError struct {
	Path string // as Go writes it, without the struct itself: "Name", "Address.Street", "Guests[1].Name"
	Err  error
}

// At is a [FieldError]: what is wrong with the field at a path.
func At(path, format string, args ...any) error {
	return &FieldError{path, fmt.Errorf(format, args...)}
}

func (e *FieldError) Error() string { return e.Path + ": " + e.Err.Error() }

// Unwrap is what is wrong, without where.
func (e *FieldError) Unwrap() error { return e.Err }

// split takes an error apart that joins several: those of fields by their path, and the others.
func split(err error) (fields map[string]error, others []error) {
	fields = map[string]error{}
	var walk func(error)
	walk = func(err error) {
		switch e := err.(type) {
		case nil:
		case *FieldError:
			if _, told := fields[e.Path]; !told {
				fields[e.Path] = e.Err
			}
		case interface{ Unwrap() []error }:
			for _, one := range e.Unwrap() {
				walk(one)
			}
		default:
			others = append(others, err)
		}
	}
	walk(err)
	return fields, others
}
