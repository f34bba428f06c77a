package document

import "reflect"

// Slice is a range of rows, as in a patch of part of a column; nil parts are open.
type Slice struct{ Start, Stop, Step *int }

// Entries is a map whose keys are not all texts.
type Entries [][2]any

// Set is a set as browsers send it.
type Set []any

// StringSet is a set of texts.
type StringSet []string

func (Set) makeCodec() *codec {
	return setCodec(reflect.TypeFor[Set](), sliceCodec(reflect.TypeFor[[]any]()))
}
func (StringSet) makeCodec() *codec {
	return setCodec(reflect.TypeFor[StringSet](), sliceCodec(reflect.TypeFor[[]string]()))
}

// setCodec is for a slice that travels as a set.
func setCodec(t reflect.Type, list *codec) *codec {
	k := *list
	k.typ = t
	k.encode = func(e *encoder, v reflect.Value) {
		if v.Len() == 0 {
			e.raw(`{"type":"set"}`)
			return
		}
		e.raw(`{"type":"set","entries":`)
		list.encode(e, v)
		e.raw("}")
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		return list.decode(d, in, out.Addr().Convert(reflect.PointerTo(list.typ)).Elem())
	}
	return &k
}

func (Entries) makeCodec() *codec {
	return &codec{
		typ: reflect.TypeFor[Entries](),
		encode: func(e *encoder, v reflect.Value) {
			entries := v.Interface().(Entries)
			e.openMap(len(entries))
			for i, pair := range entries {
				e.comma(i)
				e.any(pair[:])
			}
			e.closeMap(len(entries))
		},
		decode: func(d *decoder, in any, out reflect.Value) error {
			pairs, err := d.entries(in)
			for i := range pairs {
				for side := range pairs[i] {
					if pairs[i][side], err = d.any(pairs[i][side]); err != nil {
						return err
					}
				}
			}
			out.Set(reflect.ValueOf(Entries(pairs)))
			return err
		},
		check: func(v reflect.Value) {
			for _, pair := range v.Interface().(Entries) {
				checkAny(pair[:])
			}
		},
		models: func(v reflect.Value, yield func(Model)) {
			for _, pair := range v.Interface().(Entries) {
				modelsIn(pair[:], yield)
			}
		},
	}
}
