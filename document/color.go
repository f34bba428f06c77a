package document

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Color is a colour as CSS writes it: "navy", "#20a0ff", "rgba(0, 0, 0, 0.5)". The empty Color is
// no colour at all, null on the wire.
type Color string

// RGB is a colour by its parts, each from 0 to 255.
func RGB(red, green, blue uint8) Color {
	return Color(fmt.Sprintf("#%02x%02x%02x", red, green, blue))
}

func (Color) makeCodec() *codec {
	k := stringCodec(reflect.TypeFor[string]())
	text := k.encode
	k.typ = reflect.TypeFor[Color]()
	k.encode = func(e *encoder, v reflect.Value) {
		if v.Len() == 0 {
			e.raw("null")
		} else {
			text(e, v)
		}
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		c, ok := colorOf(in)
		if !ok {
			return wrong("a colour", in)
		}
		out.SetString(c)
		return nil
	}
	return k
}

// colorOf reads a colour in each form that the front end has: a CSS text, 0xRRGGBBAA, a list of
// red, green, blue and perhaps alpha (0 to 1), or null.
func colorOf(in any) (string, bool) {
	switch in := in.(type) {
	case nil:
		return "", true
	case string:
		return in, true
	case float64:
		return fmt.Sprintf("#%08x", uint32(in)), in >= 0 && in <= 0xffffffff && in == float64(uint32(in))
	case []any:
		parts := make([]string, len(in))
		for i, x := range in {
			f, ok := x.(float64)
			if !ok {
				return "", false
			}
			parts[i] = strconv.FormatFloat(f, 'g', -1, 64)
		}
		switch len(parts) {
		case 3:
			return "rgb(" + strings.Join(parts, ", ") + ")", true
		case 4:
			return "rgba(" + strings.Join(parts, ", ") + ")", true
		}
	}
	return "", false
}
