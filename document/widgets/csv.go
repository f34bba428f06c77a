package widgets

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document"
)

// Sheet is a CSV file (RFC 4180) in typed columns, and how it was written.
//
//	sheet, err := widgets.ReadCSV(file)
//	…
//	table := widgets.NewTabulator(sheet.Data, sheet.Columns...)
//	…
//	err = sheet.Write(out, table.Data())
type Sheet struct {
	Data    document.Data
	Columns []Column      // in the file's order, for [NewTabulator]; visitors cannot edit them yet
	Kinds   []ColumnKind  // what each of them was taken for
	text    []byte        // the file as it came
	cells   [][]span      // where the cells of each row are in it
	styles  []columnStyle // how a column's values are written
	comma   rune
	newline string
}

// span is where a cell lies in a file, with its quotes.
type span struct{ from, to int }

// ReadCSV reads a file whose first line has the names of its columns. It finds out which of comma,
// semicolon, tab and bar stands between cells ("sep=;" in a first line of its own says so), and
// takes a mark of UTF-8 at the beginning away.
//
// A column is one of whole numbers ([]int64), numbers ([]float64, with a decimal point or comma),
// bools ("true" and "false"), or times if all its cells are, and else of texts. Cells that are
// empty, NA, N/A, NULL or NaN are missing: NaN among numbers, which whole numbers are too then, and
// the zero time among times. Nothing is taken for a number that would lose a digit, or a zero in
// front; nor for a date if day and month could be told apart in no cell.
//
// The error says in which line what is wrong. A text that is not UTF-8 is refused.
func ReadCSV(r io.Reader) (*Sheet, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("widgets: reading a CSV file: %w", err)
	}
	if at := invalid(text); at >= 0 {
		line, _ := Place(string(text), at)
		return nil, fmt.Errorf("widgets: line %d of the CSV file is not UTF-8: save it as UTF-8", line)
	}
	s := &Sheet{text: text, newline: "\n", Data: document.Data{}}
	if end := bytes.IndexByte(text, '\n'); end > 0 && text[end-1] == '\r' {
		s.newline = "\r\n"
	}
	begin := len(text) - len(bytes.TrimPrefix(text, []byte("\ufeff")))
	if rest, ok := bytes.CutPrefix(text[begin:], []byte("sep=")); ok && len(rest) > 1 && (rest[1] == '\r' || rest[1] == '\n') {
		s.comma = rune(rest[0])
		begin += bytes.IndexByte(text[begin:], '\n') + 1
	} else {
		s.comma = separator(text[begin:])
	}
	records, err := s.split(begin)
	if err != nil {
		return nil, err
	}
	for i, name := range records[0] {
		raw := make([]string, len(records)-1)
		for row := range raw {
			raw[row] = records[row+1][i]
		}
		field := freeField(s.Data, name)
		style, column := guess(raw)
		s.Data[field] = column
		shown := Column{Field: field, Title: name}
		if style.kind == Times && style.layout != time.RFC3339Nano {
			shown.Format = Time(strftime.Replace(style.layout))
		}
		s.Columns = append(s.Columns, shown)
		s.Kinds, s.styles = append(s.Kinds, style.kind), append(s.styles, style)
	}
	return s, nil
}

// strftime makes a pattern for [Time] of a layout.
var strftime = strings.NewReplacer("2006", "%Y", "01", "%m", "02", "%d", "15", "%H", "04", "%M", "05", "%S")

// invalid is the first byte that is no UTF-8, or below 0.
func invalid(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return i
		}
		i += size
	}
	return -1
}

// separator is the one that cuts the first lines into most cells, the same number in each.
func separator(text []byte) rune {
	best, most := ',', 1
	for _, comma := range ",;\t|" {
		r := reader(text, comma)
		n := 0
		for range 20 {
			record, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				n = 0
				break
			}
			n = len(record)
		}
		if n > most {
			best, most = comma, n
		}
	}
	return best
}

func reader(text []byte, comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = comma
	return r
}

// split reads all records, the heading first, and notes where the cells of the others are.
func (s *Sheet) split(begin int) (records [][]string, err error) {
	text := s.text[begin:]
	lines := []int{0} // where each begins
	for i, c := range text {
		if c == '\n' {
			lines = append(lines, i+1)
		}
	}
	r := reader(text, s.comma)
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, s.complain(err, begin, record, records)
		}
		if records = append(records, record); len(records) == 1 {
			continue
		}
		cells := make([]span, len(record))
		for i := range record {
			line, column := r.FieldPos(i)
			cells[i].from = begin + lines[line-1] + column - 1
			if i > 0 {
				cells[i-1].to = cells[i].from - utf8.RuneLen(s.comma)
			}
		}
		end := bytes.TrimSuffix(text[:r.InputOffset()], []byte("\n"))
		cells[len(cells)-1].to = begin + len(bytes.TrimSuffix(end, []byte("\r")))
		s.cells = append(s.cells, cells)
	}
	if len(records) == 0 {
		return nil, errors.New("widgets: the CSV file is empty: its first line has the names of the columns")
	}
	return records, nil
}

// complain says what is wrong with a file, by the lines that people see.
func (s *Sheet) complain(err error, begin int, record []string, records [][]string) error {
	before := bytes.Count(s.text[:begin], []byte("\n"))
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("widgets: reading a CSV file: %w", err)
	}
	if errors.Is(err, csv.ErrFieldCount) {
		return fmt.Errorf("widgets: line %d of the CSV file has %d cells, its heading %d", before+wrong.StartLine, len(record), len(records[0]))
	}
	return fmt.Errorf("widgets: line %d of the CSV file, column %d: %w", before+wrong.Line, wrong.Column, wrong.Err)
}

// freeField is a field for a column: its name, with a number where that is taken or cannot be one.
func freeField(data document.Data, name string) string {
	field := name
	for n := 2; field == "" || field == "_index" || document.ReservedName(field) || data[field] != nil; n++ { // _index is the front end's own
		field = fmt.Sprint(name, " ", n)
	}
	return field
}

// Write writes the file with what a table has in its columns now. What has not changed is written
// byte for byte as it came; changed cells and rows at the end are written as their column is. It
// fails if a column is missing, or has fewer rows than the file: which ones are gone is not known.
func (s *Sheet) Write(w io.Writer, data document.Data) error {
	columns := make([]func(row int) any, len(s.Columns))
	rows := -1
	for i, c := range s.Columns {
		column, ok := data[c.Field]
		if !ok {
			return fmt.Errorf("widgets: the table has no column %q of the CSV file", c.Field)
		}
		if array, isArray := column.(*document.Array); isArray {
			column = array.Slice()
		}
		n := reflect.ValueOf(column).Len()
		if n < len(s.cells) || rows >= 0 && n != rows {
			return fmt.Errorf("widgets: column %q has %d rows, the CSV file has %d", c.Field, n, len(s.cells))
		}
		rows, columns[i] = n, cellsOf(column)
	}
	var out bytes.Buffer
	at := 0
	for row, cells := range s.cells {
		for i, cell := range cells {
			was := s.cell(row, i)
			now, changed := s.styles[i].write(columns[i](row), was)
			if !changed {
				continue
			}
			out.Write(s.text[at:cell.from])
			out.WriteString(s.quoted(now))
			at = cell.to
		}
	}
	out.Write(s.text[at:])
	if rows > len(s.cells) && !bytes.HasSuffix(s.text, []byte("\n")) {
		out.WriteString(s.newline)
	}
	for row := len(s.cells); row < rows; row++ {
		line := make([]string, len(columns))
		for i := range columns {
			text, _ := s.styles[i].write(columns[i](row), "")
			line[i] = s.quoted(text)
		}
		out.WriteString(strings.Join(line, string(s.comma)) + s.newline)
	}
	_, err := out.WriteTo(w)
	return err
}

// cell is the text of a cell as it came, without quotes.
func (s *Sheet) cell(row, i int) string {
	raw := string(s.text[s.cells[row][i].from:s.cells[row][i].to])
	if inside, ok := strings.CutPrefix(raw, `"`); ok {
		return strings.ReplaceAll(strings.TrimSuffix(inside, `"`), `""`, `"`)
	}
	return raw
}

// quoted is a text as a cell.
func (s *Sheet) quoted(text string) string {
	if !strings.ContainsAny(text, "\"\r\n"+string(s.comma)) && strings.TrimSpace(text) == text && (text == "" || !isMissing(text)) {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
