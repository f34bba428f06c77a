package widgets_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/widgets"
)

// TestCellsOfAFileBecomeTypedColumns: nothing is taken for a number or a date that would not be the
// same when it is written again.
func TestCellsOfAFileBecomeTypedColumns(t *testing.T) {
	nan, day := math.NaN(), func(text string) time.Time { v, _ := time.Parse(time.DateOnly, text); return v }
	for name, c := range map[string]struct {
		cells string // of one column, a line each
		kind  ColumnKind
		want  any
	}{
		"whole numbers":            {"1\n-20\n0", WholeNumbers, []int64{1, -20, 0}},
		"large whole numbers":      {"9007199254740993\n9223372036854775807", WholeNumbers, []int64{9007199254740993, 9223372036854775807}},
		"too large":                {"1\n9223372036854775808", Texts, []string{"1", "9223372036854775808"}},
		"missing whole number":     {"1\nNA", Numbers, []float64{1, nan}},
		"missing beside a large":   {"9007199254740993\nNA", Texts, []string{"9007199254740993", "NA"}},
		"zeros in front":           {"007\n12", Texts, []string{"007", "12"}},
		"a plus":                   {"+49\n12", Texts, []string{"+49", "12"}},
		"points":                   {"1.50\n.5\n-2e3", Numbers, []float64{1.5, .5, -2000}},
		"commas":                   {`"1,5"` + "\n" + `"-0,25"`, Numbers, []float64{1.5, -.25}},
		"thousands":                {`"1,234,567.5"` + "\n" + `"1,000"`, Numbers, []float64{1234567.5, 1000}},
		"thousands with points":    {`"1.234,5"` + "\n" + `"1.000"`, Numbers, []float64{1234.5, 1000}},
		"a lone point":             {"1.234\n5", Numbers, []float64{1.234, 5}},
		"both separators mixed up": {`"1,5"` + "\n1.5", Texts, []string{"1,5", "1.5"}},
		"too many digits":          {"3.14159265358979323846", Texts, []string{"3.14159265358979323846"}},
		"infinite":                 {"Inf\n1", Texts, []string{"Inf", "1"}},
		"hexadecimal":              {"0x10\n1", Texts, []string{"0x10", "1"}},
		"underscores":              {"1_000\n1", Texts, []string{"1_000", "1"}},
		"bools":                    {"true\nFALSE", Bools, []bool{true, false}},
		"missing bool":             {"true\nNA", Texts, []string{"true", "NA"}},
		"dates":                    {"2026-02-28\nNULL", Times, []time.Time{day("2026-02-28"), {}}},
		"no such day":              {"2026-02-30\n2026-02-28", Texts, []string{"2026-02-30", "2026-02-28"}},
		"day first":                {"01/02/2026\n31/12/2026", Times, []time.Time{day("2026-02-01"), day("2026-12-31")}},
		"month first":              {"01/02/2026\n12/31/2026", Times, []time.Time{day("2026-01-02"), day("2026-12-31")}},
		"either":                   {"01/02/2026\n03/04/2026", Texts, []string{"01/02/2026", "03/04/2026"}},
		"with points":              {"28.02.2026", Times, []time.Time{day("2026-02-28")}},
		"nothing":                  {"NA\nNA", Texts, []string{"NA", "NA"}},
	} {
		sheet, err := ReadCSV(strings.NewReader("v\n" + c.cells))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := fmt.Sprintf("%s %T %v", sheet.Kinds[0], sheet.Data["v"], sheet.Data["v"]); got != fmt.Sprintf("%s %T %v", c.kind, c.want, c.want) {
			t.Errorf("%s: %s, want %s %v", name, got, c.kind, c.want)
		}
		var out bytes.Buffer
		if err := sheet.Write(&out, sheet.Data); err != nil || out.String() != "v\n"+c.cells {
			t.Errorf("%s: written as %q, %v", name, &out, err)
		}
	}
}

// TestAFileIsWrittenBackAsItCame: but for what has changed, byte for byte.
func TestAFileIsWrittenBackAsItCame(t *testing.T) {
	for name, c := range map[string]struct {
		file, want string
		change     func(document.Data)
	}{
		"commas":     {"n,word\n1,\"a, b\"\n2,\"x\"\n", "n,word\n1,\"a, b\"\n7,\"x\"\n", func(d document.Data) { d["n"].([]int64)[1] = 7 }},
		"semicolons": {"\ufeffpreis;wort\r\n1,50;\"ä\"\r\n\"2,00\";b", "\ufeffpreis;wort\r\n1,50;\"ä\"\r\n0,25;b", func(d document.Data) { d["preis"].([]float64)[1] = 0.25 }},
		"tabs":       {"a\tb\n1\t\"two\nlines\"\n\n2\tc\n", "a\tb\n1\t\"with \"\"quotes\"\"\"\n\n2\tc\n", func(d document.Data) { d["b"].([]string)[0] = `with "quotes"` }},
		"said":       {"sep=|\na|b\n1|2\n", "sep=|\na|b\n1|3\n", func(d document.Data) { d["b"].([]int64)[0] = 3 }},
		"missing": {"n,d\n1,NA\nNA,2026-01-02\n", "n,d\n,2026-01-03\nNA,2026-01-02\n", func(d document.Data) {
			d["n"].([]float64)[0] = math.NaN()
			d["d"].([]time.Time)[0] = time.Date(2026, 1, 3, 0, 0, 0, 0, time.UTC)
		}},
		"rows":         {"n;w\r\n1;a", "n;w\r\n1;a\r\n2;\"b;c\"\r\n", func(d document.Data) { d["n"], d["w"] = []int64{1, 2}, []string{"a", "b;c"} }},
		"same columns": {"n,n,constructor\n1,2,3\n", "n,n,constructor\n1,5,3\n", func(d document.Data) { d["n 2"].([]int64)[0] = 5 }},
		"heading only": {"a,b\n", "a,b\n", func(document.Data) {}},
	} {
		sheet, err := ReadCSV(strings.NewReader(c.file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		c.change(sheet.Data)
		var out bytes.Buffer
		if err := sheet.Write(&out, sheet.Data); err != nil || out.String() != c.want {
			t.Errorf("%s: written as %q, %v; want %q", name, &out, err, c.want)
		}
	}
}

func TestAFileThatIsNoTableIsRefusedByItsLine(t *testing.T) {
	for file, want := range map[string]string{
		"":                     "is empty",
		"a,b\n1,2\n3\n":        "line 3 of the CSV file has 1 cells, its heading 2",
		"sep=;\na;b\n1;2;3\n":  "line 3 of the CSV file has 3 cells, its heading 2",
		"a,b\n1,\"x\ny\n":      "line 3 of the CSV file, column",
		"a,b\n1,x\"y\n":        "line 2 of the CSV file, column",
		"a\n\xffb\n":           "line 2 of the CSV file is not UTF-8",
		"a\x00\x00b\x00\n\x00": "line 1 of the CSV file is not UTF-8",
	} {
		if _, err := ReadCSV(strings.NewReader(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
	sheet, err := ReadCSV(strings.NewReader("a,b\n1,2\n3,4\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []document.Data{{"a": []int64{1, 3}}, {"a": []int64{1}, "b": []int64{2}}, {"a": []int64{1, 3}, "b": []int64{2, 4, 5}}} {
		if err := sheet.Write(&bytes.Buffer{}, data); err == nil {
			t.Errorf("%v was written", data)
		}
	}
	if !reflect.DeepEqual(sheet.Data, document.Data{"a": []int64{1, 3}, "b": []int64{2, 4}}) {
		t.Errorf("the columns are %v", sheet.Data)
	}
}

func FuzzFilesAreWrittenBackAsTheyCame(f *testing.F) {
	for _, file := range []string{"a,b\n1,2\n", "\ufeffa;b\r\n1,5;\"x\"\"y\"\r\n", "sep=|\na|b\n\n1|2", "a\tb\n\"\"\t \n", "a\n\"\n\"\n\r\n1\n"} {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		sheet, err := ReadCSV(strings.NewReader(file))
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := sheet.Write(&out, sheet.Data); err != nil || out.String() != file {
			t.Errorf("%q is written as %q, %v", file, &out, err)
		}
	})
}
