package pane

import (
	"cmp"
	"fmt"
	"html"
	"reflect"
	"strings"

	"github.com/panelgo/panelgo/document/internal/cell"
	"github.com/panelgo/panelgo/document/models"
)

// Table shows a slice of structs, a row for each. To sort, select or edit rows use package widgets.
type Table[T any] struct{ *models.Div }

// maxRows is how many rows of a table are shown: markup for more makes browsers slow.
const maxRows = 1000

// NewTable makes a Table. Its columns are the exported fields. The tag title (or pane) renames one,
// or leaves it out with "-"; the tag format says how numbers and times are written, as in package
// widgets: "0,0.00" or "%.2f", "%d %b %Y" or "2 Jan 2006". It panics when T is no struct or a
// format is none.
//
//	type run struct {
//		Name  string
//		Score float64 `title:"Score, %" format:"0.0"`
//	}
func NewTable[T any](rows []T) Table[T] {
	t := Table[T]{prose()}
	t.SetRows(rows)
	return t
}

// SetRows shows other rows.
func (t Table[T]) SetRows(rows []T) {
	columns := columnsOf(reflect.TypeFor[T]())
	var b strings.Builder
	b.WriteString("<table><thead><tr>")
	for _, c := range columns {
		b.WriteString("<th" + c.align() + ">" + html.EscapeString(c.title) + "</th>")
	}
	b.WriteString("</tr></thead><tbody>")
	for _, row := range rows[:min(len(rows), maxRows)] {
		b.WriteString("<tr>")
		v := reflect.Indirect(reflect.ValueOf(row))
		for _, c := range columns {
			b.WriteString("<td" + c.align() + ">")
			if v.IsValid() {
				b.WriteString(html.EscapeString(c.text(v.FieldByIndex(c.index))))
			}
			b.WriteString("</td>")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table>")
	if more := len(rows) - maxRows; more > 0 {
		fmt.Fprintf(&b, "<p>and %d rows more</p>", more)
	}
	t.Div.Text.Set(b.String())
}

// tableColumn is a field of the rows' type.
type tableColumn struct {
	title, format string
	index         []int
	typ           reflect.Type
}

// columnsOf are the exported fields of a struct, or of what a pointer points at; it panics for
// other types.
func columnsOf(t reflect.Type) []tableColumn {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("pane: a table shows structs, not %v", t))
	}
	var columns []tableColumn
	for _, f := range reflect.VisibleFields(t) {
		tag := cmp.Or(f.Tag.Get("pane"), f.Tag.Get("title"))
		if !f.IsExported() || f.Anonymous || tag == "-" {
			continue
		}
		format, err := cell.Pattern(f.Tag.Get("format"), f.Type)
		if err != nil {
			panic(fmt.Sprintf("pane: the field %s: %v", f.Name, err))
		}
		columns = append(columns, tableColumn{title: cmp.Or(tag, f.Name), format: format, index: f.Index, typ: f.Type})
	}
	return columns
}

func (c tableColumn) align() string {
	switch c.typ.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16,
		reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
		return ` style="text-align:right"`
	}
	return ""
}

func (c tableColumn) text(v reflect.Value) string {
	content := cell.Value(v)
	if c.format != "" {
		if text, ok := cell.Format(content, c.format); ok {
			return text
		}
	}
	return cell.Text(content)
}
