package widgets_test

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// mixed is data of all kinds, with a cell of each kind missing.
func mixed() document.Data {
	return document.Data{
		"name":  []string{"b", "", "C", "a"},
		"many":  []float64{1234567, math.NaN(), 0.25, 1e7},
		"id":    []int64{9007199254740993, 3, 9007199254740995, 4},
		"when":  []time.Time{day("2024-03-01"), {}, day("2024-02-29"), day("2025-01-01")},
		"maybe": []any{true, nil, false, true},
	}
}

func mixedColumns() []Column {
	return []Column{{Field: "name", Filter: true}, {Field: "many", Filter: true}, {Field: "id", Filter: true}, {Field: "when", Format: Time("%d.%m.%Y"), Filter: true}, {Field: "maybe"}}
}

func TestColumnRowsOrderAndFilterAsThePageDoes(t *testing.T) {
	source := ColumnRows(mixed())
	for _, row := range []struct {
		query Query
		want  string
	}{
		{Query{Sorts: []Sort{{"name", false}}}, "[1 3 0 2]"}, // an empty text is one, not a missing cell
		{Query{Sorts: []Sort{{"many", false}}}, "[2 0 3 1]"}, {Query{Sorts: []Sort{{"many", true}}}, "[3 0 2 1]"},
		{Query{Sorts: []Sort{{"when", false}}}, "[2 0 3 1]"}, {Query{Sorts: []Sort{{"when", true}}}, "[3 0 2 1]"},
		{Query{Sorts: []Sort{{"id", true}}}, "[2 0 3 1]"}, {Query{Sorts: []Sort{{"maybe", false}, {"many", true}}}, "[2 3 0 1]"},
		{Query{Filters: []Filter{{Field: "many", Type: "like", Value: "1234567"}}}, "[0]"},
		{Query{Filters: []Filter{{Field: "id", Type: "=", Value: "9007199254740993"}}}, "[0]"},
		{Query{Filters: []Filter{{Field: "when", Type: "<", Value: "2024-03-01"}}}, "[2]"},
		{Query{Filters: []Filter{{Field: "many", Type: "=", Value: ""}}}, "[1]"},
		{Query{Filters: []Filter{{Field: "many", Type: "<", Value: "9"}}}, "[2]"},
	} {
		_, ids, _, err := source.Page(context.Background(), row.query, 0, 10)
		if err != nil || fmt.Sprint(ids) != row.want {
			t.Errorf("%+v gives %v (%v), want %s", row.query, ids, err, row.want)
		}
	}
}

const mixedCSV = "name,many,id,when,maybe\nb,1234567,9007199254740993,2024-03-01T00:00:00Z,true\n,,3,,\nC,0.25,9007199254740995,2024-02-29T00:00:00Z,false\na,10000000,4,2025-01-01T00:00:00Z,true\n"

const mixedJSON = `[
{"name":"b","many":1234567,"id":9007199254740993,"when":"2024-03-01T00:00:00Z","maybe":true},
{"name":"","many":null,"id":3,"when":null,"maybe":null},
{"name":"C","many":0.25,"id":9007199254740995,"when":"2024-02-29T00:00:00Z","maybe":false},
{"name":"a","many":10000000,"id":4,"when":"2025-01-01T00:00:00Z","maybe":true}
]
`

// TestCellsReadTheSameEverywhere looks at a table in the page and one of pages: what they show, how
// they sort and filter it, and what is saved.
func TestCellsReadTheSameEverywhere(t *testing.T) {
	app := func(doc *document.Document) error {
		local := NewTabulator(mixed(), mixedColumns()...)
		local.Name.Set(document.Some("local"))
		remote, err := NewRemoteTabulator(ColumnRows(mixed()), mixedColumns()...)
		if err != nil {
			return err
		}
		remote.Name.Set(document.Some("remote"))
		doc.Add(local.DownloadButton("CSV", "local.csv"))
		doc.Add(remote.DownloadButton("JSON", "remote.json"))
		doc.Add(stack(local, remote))
		return nil
	}
	tab := chrome.OpenAs(t, publish(t, panelgo.Apps{"cells": app})+"/cells", chrome.View{Width: 1000, Height: 900})
	folder := tab.Saves()
	for file, want := range map[string]string{"local.csv": mixedCSV, "remote.json": mixedJSON} {
		label := strings.ToUpper(file[strings.Index(file, ".")+1:])
		tab.Click(tab.Inside(label, "button"))
		if got := string(tab.WaitFile(folder, file)); got != want {
			t.Errorf("%s: %q", file, got)
		}
	}
	for _, table := range []string{"local", "remote"} {
		for field, want := range map[string]string{
			"many": "1234567,,0.25,10000000", "id": "9007199254740993,3,9007199254740995,4", "when": "01.03.2024,,29.02.2024,01.01.2025", "maybe": "true,,false,true",
		} {
			tab.Wait(cells(table, field, fmt.Sprintf("texts.join() === %q", want)))
		}
		for _, sort := range []struct{ field, up, down string }{
			{"many", "0.25,1234567,10000000,", "10000000,1234567,0.25,"},
			{"when", "29.02.2024,01.03.2024,01.01.2025,", "01.01.2025,01.03.2024,29.02.2024,"},
			{"id", "3,4,9007199254740993,9007199254740995", "9007199254740995,9007199254740993,4,3"},
		} {
			for _, want := range []string{sort.up, sort.down} {
				still(tab, table, fmt.Sprintf(".tabulator-col[tabulator-field='%s'] .tabulator-col-title", sort.field))
				tab.Wait(cells(table, sort.field, fmt.Sprintf("texts.join() === %q", want)))
				tab.Wait(inView(table, `all(".tabulator-alert").length === 0`))
			}
		}
		for _, filter := range []struct{ field, typed, want string }{{"many", "34567", "1234567"}, {"when", "02.2024", "29.02.2024"}, {"id", "0993", "9007199254740993"}, {"name", "c", "C"}} {
			input := fmt.Sprintf(".tabulator-col[tabulator-field='%s'] .tabulator-header-filter input", filter.field)
			still(tab, table, input)
			tab.Keys(filter.typed)
			tab.Wait(cells(table, filter.field, fmt.Sprintf("texts.join() === %q", filter.want)))
			tab.Wait(inView(table, `all(".tabulator-alert").length === 0`))
			for range filter.typed {
				tab.Keys(chrome.Backspace)
			}
			tab.Wait(cells(table, filter.field, "texts.length === 4"))
			tab.Wait(inView(table, `all(".tabulator-alert").length === 0`))
		}
	}
}

func TestQueriesKeepDigitsAndTimes(t *testing.T) {
	db, err := sql.Open("sqlite3", "file::memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // each connection to memory is a database of its own
	for _, statement := range []string{
		"CREATE TABLE t (id INTEGER, n INTEGER, at DATETIME, never DATETIME, x REAL, yes TEXT)",
		"INSERT INTO t VALUES (9007199254740993, 9007199254740993, '2024-02-29 10:00:00', NULL, 1234567, 'y'), (1, NULL, NULL, NULL, NULL, NULL)",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := db.Query(`SELECT id, n, at, never, x, yes, 1 AS "constructor" FROM t ORDER BY id DESC`)
	if err != nil {
		t.Fatal(err)
	}
	data, columns, err := ReadRows(rows, 10)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2024, 2, 29, 10, 0, 0, 0, time.UTC)
	for field, want := range map[string]any{
		"id": []int64{9007199254740993, 1}, "n": []any{int64(9007199254740993), nil}, "at": []time.Time{at, {}}, "never": []time.Time{{}, {}}, "yes": []string{"y", ""},
		"constructor 2": []float64{1, 1},
	} {
		if !reflect.DeepEqual(data[field], want) {
			t.Errorf("%s is %#v, want %#v", field, data[field], want)
		}
	}
	if last := columns[len(columns)-1]; last.Field != "constructor 2" || last.Title != "constructor" {
		t.Errorf("a name that JavaScript has is %+v", last)
	}
}

func TestFormatTagsMeanTheSameInTables(t *testing.T) {
	type row struct {
		Score float64   `title:"Score, %" format:"%.1f"`
		Day   time.Time `format:"2 Jan 2006"`
		Plain time.Time
	}
	columns := ColumnsOf[row]()
	if f := columns[0].Format.(*models.NumberFormatter).Format.Get(); f != "0.0" {
		t.Errorf("the number's format is %q", f)
	}
	if f := columns[1].Format.(*models.DateFormatter).Format.Get(); f != "%-d %b %Y" {
		t.Errorf("the day's format is %q", f)
	}
	if f := columns[2].Format.(*models.DateFormatter).Format.Get(); f != "%Y-%m-%d %H:%M:%S" {
		t.Errorf("a time without a format has %q", f)
	}
	type bad struct {
		Score float64 `format:"%x"`
	}
	panics(t, "the field Score", func() { ColumnsOf[bad]() })
}

// panics reports it if f does not panic with these words.
func panics(t *testing.T, words string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), words) {
			t.Errorf("it panics with %v, not with %q", r, words)
		}
	}()
	f()
}
