package widgets

import (
	"cmp"
	"fmt"
	"reflect"
	"strconv"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/internal/cell"
	"github.com/panelgo/panelgo/document/models"
)

// ColumnsOf makes a column for each exported field of a struct, in their order: those that
// plot.Columns makes of a slice of such structs. Tags say what visitors see; `title:"-"` leaves a
// field out.
//
//	type Sale struct {
//		Day   time.Time `title:"Day" format:"%d %b %Y" width:"120"`
//		Total float64   `title:"Total, €" format:"0,0.00"`
//	}
//	table := widgets.NewSourceTabulator(plot.FromStructs(sales), widgets.ColumnsOf[Sale]()...)
//
// [NewTable] makes them by itself. A format is one of [Number] for numbers, and one of [Time] for
// times; such as "%.2f" and "2 Jan 2006" are understood, too, and mean the same in package pane. A
// width is in px. It panics when T is no struct, a width no number, or a format none that the front
// end has.
func ColumnsOf[T any]() []Column {
	t := reflect.TypeFor[T]()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("widgets: columns of %v, which is no struct", t))
	}
	var all []Column
	for _, field := range reflect.VisibleFields(t) {
		name, title := field.Tag.Get("plot"), field.Tag.Get("title")
		if !field.IsExported() || field.Anonymous || name == "-" || title == "-" {
			continue
		}
		if name == "" {
			name = field.Name
		}
		all = append(all, Column{Field: name, Title: title, Format: formatOf(field), Width: widthOf(field)})
	}
	return all
}

func formatOf(field reflect.StructField) models.CellFormatter {
	pattern, err := cell.Pattern(field.Tag.Get("format"), field.Type)
	if err != nil {
		panic(fmt.Sprintf("widgets: the field %s: %v", field.Name, err))
	}
	switch kind := field.Type.Kind(); {
	case field.Type == reflect.TypeFor[time.Time]():
		return Time(pattern)
	case pattern != "" && kind >= reflect.Int && kind <= reflect.Float64:
		return Number(pattern)
	}
	return nil
}

func widthOf(field reflect.StructField) float64 {
	tag, ok := field.Tag.Lookup("width")
	if !ok {
		return 0
	}
	width, err := strconv.ParseFloat(tag, 64)
	if err != nil {
		panic(fmt.Sprintf("widgets: the field %s has the width %q, which is no number of px", field.Name, tag))
	}
	return width
}

// Time formats a column of times by a pattern of C's strftime, for example "%d %b %Y"; without one
// it is as in "2026-05-04 15:04:05". Times are shown in UTC.
func Time(pattern string) models.CellFormatter {
	f := document.New[models.DateFormatter]()
	f.Format.Set(cmp.Or(pattern, cell.Time))
	f.NaNFormat.Set("")
	f.NullFormat.Set("")
	return f
}
