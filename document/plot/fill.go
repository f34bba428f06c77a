package plot

import (
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// fill sets the properties of a model to the fields of the same names in a glyph.
func fill(m models.Glyph, from Glyph) {
	glyph, model := reflect.ValueOf(from), reflect.ValueOf(m).Elem()
	for i := range glyph.NumField() {
		name, field := glyph.Type().Field(i).Name, glyph.Field(i)
		if v, ok := field.Interface().(V); ok && v.isZero() || !ok && field.IsZero() {
			continue
		}
		put(propertyNamed(model, name), name, field.Interface())
	}
}

// propertyNamed is a pointer to the property of a model with some name in Go, nil if it has none.
func propertyNamed(model reflect.Value, name string) any {
	field := model.FieldByName(name)
	if !field.IsValid() || !field.CanAddr() {
		return nil
	}
	return field.Addr().Interface()
}

// put sets a property, of the types that glyphs have.
func put(property any, name string, value any) {
	v, _ := value.(V)
	switch p := property.(type) {
	case *document.Prop[document.Spec[models.Coord]]:
		p.Set(place(v, name))
	case *document.Prop[document.Spec[float64]]:
		p.Set(spec[float64](v, name))
	case *document.Prop[document.Spec[string]]:
		p.Set(spec[string](v, name))
	case *document.Prop[document.Spec[models.MarkerType]]:
		p.Set(spec[models.MarkerType](v, name))
	case *document.Prop[document.Spec[models.TextAnchor]]:
		p.Set(held(v, name))
	case *document.Prop[document.Spec[[]float64]]:
		p.Set(spec[[]float64](v, name))
	case *document.Prop[document.Spec[[][][]float64]]:
		p.Set(spec[[][][]float64](v, name))
	case *document.Prop[document.Spec[*document.Array]]:
		p.Set(spec[*document.Array](v, name))
	case *document.Prop[models.StepMode]:
		p.Set(value.(models.StepMode))
	case *document.Prop[models.Direction]:
		p.Set(value.(models.Direction))
	case *document.Prop[models.Anchor]:
		p.Set(value.(models.Anchor))
	case *document.Prop[models.HexTileOrientation]:
		p.Set(value.(models.HexTileOrientation))
	case *document.Prop[models.ColorMapper]:
		p.Set(value.(models.ColorMapper))
	case *document.Prop[models.StackColorMapper]:
		p.Set(value.(models.StackColorMapper))
	case *document.Prop[float64]:
		p.Set(value.(float64))
	case *document.Prop[bool]:
		p.Set(value.(bool))
	default:
		panic(fmt.Sprintf("plot: no way to set %s, a %T", name, property))
	}
}
