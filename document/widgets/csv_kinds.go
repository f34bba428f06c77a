package widgets

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document/internal/cell"
)

// ColumnKind is what a column of a file was taken for.
type ColumnKind string

// The kinds of columns.
const (
	Texts        ColumnKind = "text"
	WholeNumbers ColumnKind = "whole number"
	Numbers      ColumnKind = "number"
	Bools        ColumnKind = "bool"
	Times        ColumnKind = "time"
)

// missing are the words for a value that is not there.
var missing = []string{"", "NA", "N/A", "NULL", "null", "NaN"}

// columnStyle is how a column's values are written.
type columnStyle struct {
	kind           ColumnKind
	decimal, group string // what stands in numbers; group is empty where thousands are not marked
	layout         string // of times
}

// guess takes a column for what all its cells are.
func guess(raw []string) (columnStyle, any) {
	given := slices.DeleteFunc(slices.Clone(raw), isMissing)
	if len(given) > 0 {
		for _, style := range styles(given) {
			if column := style.column(raw); column != nil {
				return style, column
			}
		}
	}
	return columnStyle{kind: Texts}, raw
}

func isMissing(text string) bool { return slices.Contains(missing, text) }

// styles are those that a column may have, the narrowest first. A lone separator in numbers is the
// decimal one, so that thousands are known by a second one alone. Dates that can be read with the
// day first and with the month first are none.
func styles(given []string) []columnStyle {
	all := []columnStyle{{kind: WholeNumbers}}
	for _, marks := range [][2]string{{".", ","}, {",", "."}} {
		style := columnStyle{kind: Numbers, decimal: marks[0]}
		if slices.ContainsFunc(given, func(text string) bool { return strings.Contains(text, marks[0]) && strings.Contains(text, marks[1]) }) {
			style.group = marks[1]
		}
		all = append(all, style)
	}
	all = append(all, columnStyle{kind: Bools})
	var times []columnStyle
	for _, layout := range layouts {
		style := columnStyle{kind: Times, layout: layout}
		if !slices.ContainsFunc(given, func(text string) bool { _, ok := style.parse(text); return !ok }) {
			times = append(times, style)
		}
	}
	if len(times) == 1 {
		all = append(all, times[0])
	}
	return all
}

// layouts are those of dates and times that are known.
var layouts = []string{
	time.DateOnly, time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04", time.RFC3339Nano,
	"02.01.2006", "02.01.2006 15:04", "02.01.2006 15:04:05", "2006/01/02", "2006/01/02 15:04:05",
	"02/01/2006", "01/02/2006", "02/01/2006 15:04", "01/02/2006 15:04",
}

// column is a column of the style's type, nil if a text is none of its values. Whole numbers and
// bools have no value that is missing.
func (s columnStyle) column(raw []string) any {
	switch s.kind {
	case WholeNumbers:
		if column, ok := read[int64](s, raw, nil); ok {
			return column
		}
	case Numbers:
		if column, ok := read(s, raw, math.NaN); ok {
			return column
		}
	case Bools:
		if column, ok := read[bool](s, raw, nil); ok {
			return column
		}
	case Times:
		if column, ok := read(s, raw, func() time.Time { return time.Time{} }); ok {
			return column
		}
	}
	return nil
}

func read[T any](s columnStyle, raw []string, none func() T) ([]T, bool) {
	column := make([]T, len(raw))
	for i, text := range raw {
		if isMissing(text) && none != nil {
			column[i] = none()
			continue
		}
		v, ok := s.parse(text)
		if !ok {
			return nil, false
		}
		column[i] = v.(T)
	}
	return column, true
}

// parse reads a value that is written in the style, and reports whether it is one that keeps all
// that the text says.
func (s columnStyle) parse(text string) (any, bool) {
	switch s.kind {
	case WholeNumbers:
		n, err := strconv.ParseInt(text, 10, 64)
		return n, err == nil && strconv.FormatInt(n, 10) == text
	case Numbers:
		return s.number(text)
	case Bools:
		return strings.EqualFold(text, "true"), strings.EqualFold(text, "true") || strings.EqualFold(text, "false")
	case Times:
		t, err := time.Parse(s.layout, text)
		return t, err == nil && !t.IsZero() && t.Format(s.layout) == text
	default:
		return text, true
	}
}

// numbers are those of JSON, and may begin with their point.
var numbers = regexp.MustCompile(`^-?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// thousands are marked by commas.
var thousands = regexp.MustCompile(`^-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?$`)

// number reads 1234.5, 1,234.5, 1234,5 and 1.234,5, by what stands in the column's numbers.
func (s columnStyle) number(text string) (float64, bool) {
	if s.decimal == "," {
		text = strings.NewReplacer(",", ".", ".", ",").Replace(text)
	}
	if s.group != "" && thousands.MatchString(text) {
		text = strings.ReplaceAll(text, ",", "")
	}
	if !numbers.MatchString(text) {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil && digits(text) == digits(strconv.FormatFloat(x, 'e', -1, 64))
}

// digits are those of a number that count: without sign, point, exponent and zeros at its ends.
func digits(text string) string {
	mantissa, _, _ := strings.Cut(strings.ToLower(text), "e")
	return strings.Trim(strings.NewReplacer("-", "", ".", "").Replace(mantissa), "0")
}

// write is a value as the column writes it, and reports whether it is another than a cell's text
// says.
func (s columnStyle) write(v any, was string) (text string, changed bool) {
	if s.kind == Texts {
		text = cell.Text(v)
		return text, text != was
	}
	if cell.Missing(v) {
		return "", !isMissing(was)
	}
	switch v := v.(type) {
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
		if s.decimal == "," {
			text = strings.Replace(text, ".", ",", 1)
		}
	case time.Time:
		text = v.Format(s.layout)
	default:
		text = cell.Text(v)
	}
	before, ok := s.parse(was)
	return text, !ok || cell.Compare(before, v) != 0
}
