package models_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
)

type tea struct {
	Name  string
	Grams int64
	Steep time.Duration
	Since time.Time
	note  string // has no column
}

func teas() []tea {
	return []tea{{Name: "Assam", Grams: 3, note: "a"}, {Name: "Darjeeling", Grams: 2, note: "d"}, {Name: "Sencha", Grams: 4, note: "s"}}
}

func names(rows []tea) string {
	var all []string
	for _, row := range rows {
		all = append(all, row.Name)
	}
	return strings.Join(all, " ")
}

// pantry is a page with a source of teas, and what it has told of them.
func pantry(t *testing.T) (*models.Rows[tea], *documenttest.Browser, *[]string) {
	t.Helper()
	rows, told := models.NewRows(teas()), &[]string{}
	rows.OnChange(func(all []tea) { *told = append(*told, names(all)) })
	b := documenttest.Open(t, rows)
	b.Hears()
	return rows, b, told
}

func TestTheValueOfRowsIsWhatIsSelected(t *testing.T) {
	rows, b, told := pantry(t)
	if err := b.Set(rows.Selected.Get(), "indices", "[2,0]"); err != nil {
		t.Fatal(err)
	}
	if got := names(rows.Value()); got != "Assam Sencha" || names(rows.All()) != "Assam Darjeeling Sencha" {
		t.Errorf("%s are selected of %s", got, names(rows.All()))
	}
	if err := b.Set(rows.Selected.Get(), "indices", "[]"); err != nil {
		t.Fatal(err)
	}
	if want := []string{"Assam Sencha", "Assam Darjeeling Sencha"}; !slices.Equal(*told, want) {
		t.Errorf("told %q, want %q", *told, want)
	}
}

// order is a row whose number JavaScript cannot hold.
type order struct {
	Number int64
	Check  uint64
	Units  int
	Name   string
}

// TestEditingARowLeavesTheOthersAlone edits cells one by one, and whole columns as edit tools send
// them: what the page has rounded must not come back.
func TestEditingARowLeavesTheOthersAlone(t *testing.T) {
	before := []order{{1<<60 + 1, math.MaxUint64, 1, "a"}, {1<<60 + 2, 1<<53 + 1, 2, "b"}, {-(1<<60 + 3), 7, 3, "c"}}
	for name, edit := range map[string]func(b *documenttest.Browser, rows *models.Rows[order]) error{
		"one cell": func(b *documenttest.Browser, rows *models.Rows[order]) error {
			return b.Send(rows.Source, nil, `{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{"Name":[[1,"x"]]}}`)
		},
		"all columns, as the page has them": func(b *documenttest.Browser, rows *models.Rows[order]) error {
			return b.Set(rows.Source, "data", `{"Number":["1152921504606846977","1152921504606846978","-1152921504606846979"],"Check":["18446744073709551615","9007199254740993",7],"Units":[1,2,3],"Name":["a","x","c"]}`)
		},
		"all columns, rounded": func(b *documenttest.Browser, rows *models.Rows[order]) error {
			return b.Set(rows.Source, "data", `{"Number":[1152921504606846976,1152921504606846976,-1152921504606846976],"Check":[18446744073709551615,9007199254740992,7],"Units":[1,2,3],"Name":["a","x","c"]}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			rows := models.NewRows(before)
			b := documenttest.Open(t, rows)
			if err := edit(b, rows); err != nil {
				t.Fatal(err)
			}
			after := slices.Clone(before)
			after[1].Name = "x"
			if !slices.Equal(rows.All(), after) {
				t.Errorf("%v became %v", before, rows.All())
			}
		})
	}
}

func TestOtherRowsAreToldOfOnceAndSelectNothing(t *testing.T) {
	rows, b, told := pantry(t)
	b.Turn(func() { rows.Select(1) })
	mine := []tea{{Name: "Mate"}, {Name: "Rooibos"}}
	b.Turn(func() { rows.SetRows(mine) })
	mine[0].Name = "changed by its owner"
	if want := []string{"Darjeeling", "Mate Rooibos"}; !slices.Equal(*told, want) || names(rows.Value()) != want[1] || len(rows.Chosen()) > 0 {
		t.Errorf("told %q, has %q", *told, names(rows.Value()))
	}
}

func TestAppendedRowsTravelAloneAndPushOthersOut(t *testing.T) {
	rows, b, told := pantry(t)
	b.Turn(func() { rows.Select(0, 2) })
	before := rows.All()
	b.Hears()
	b.Turn(func() { rows.Append(4, tea{Name: "Mate"}) })
	if heard := b.Hears(); !strings.Contains(heard, "ColumnsStreamed") || strings.Contains(heard, "Assam") {
		t.Errorf("the browser was told %s", heard)
	}
	b.Turn(func() { rows.Append(4, tea{Name: "Rooibos"}, tea{Name: "Fennel"}) })
	if names(rows.All()) != "Sencha Mate Rooibos Fennel" || names(rows.Value()) != "Sencha" || rows.Data.Get().Len() != 4 {
		t.Errorf("%s are selected of %s", names(rows.Value()), names(rows.All()))
	}
	b.Turn(func() { rows.Append(2, teas()...) })
	if names(rows.All()) != "Darjeeling Sencha" || names(rows.Value()) != "Darjeeling Sencha" {
		t.Errorf("%s stay", names(rows.All()))
	}
	b.Turn(func() { rows.Append(0); rows.Append(0, tea{Name: "Chai"}) })
	if want := []string{"Assam Sencha", "Assam Sencha", "Sencha", "Darjeeling Sencha", "Darjeeling Sencha Chai"}; !slices.Equal(*told, want) {
		t.Errorf("told %q, want %q", *told, want)
	}
	if names(before) != "Assam Darjeeling Sencha" {
		t.Errorf("rows that were handed out have become %s", names(before))
	}
}

func TestASelectionThatNoBrowserCanMakeIsRefused(t *testing.T) {
	rows, b, told := pantry(t)
	for _, forged := range []string{"[3]", "[-1]", "[0,1000000]", "[0.5]", `["0"]`, "null"} {
		if err := b.Set(rows.Selected.Get(), "indices", forged); err == nil {
			t.Errorf("%s was taken", forged)
		}
	}
	if err := b.Set(rows, "selected", "null"); err == nil {
		t.Error("the selection was taken away")
	}
	if len(*told) > 0 || len(rows.Chosen()) > 0 {
		t.Errorf("told %q, %v are selected", *told, rows.Chosen())
	}
}

func TestWhatChangesColumnsChangesTheStructs(t *testing.T) {
	rows, b, told := pantry(t)
	day := time.Date(2026, 5, 4, 0, 0, 0, 0, time.UTC)
	b.Turn(func() {
		cells := map[string][]document.Cells{"Grams": {{Rows: 1, Values: 7.0}}, "Steep": {{Rows: 1, Values: 1500.5}}, "Since": {{Rows: 1, Values: day}}}
		if err := rows.Patch(cells); err != nil {
			t.Fatal(err)
		}
	})
	want := tea{"Darjeeling", 7, 1500500 * time.Microsecond, day, "d"}
	if got := rows.All()[1]; got != want || len(*told) != 1 {
		t.Errorf("the row is %+v, told %d times", got, len(*told))
	}
	for _, forged := range []string{`"Grams":[[0,1.5]]`, `"Grams":[[0,1e300]]`, `"Name":[[0,7]]`, `"None":[[0,7]]`, `"Name":[[9,"x"]]`} {
		if err := b.Send(rows, nil, `{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{`+forged+`}}`); err == nil {
			t.Errorf("%s was taken", forged)
		}
	}
	for _, forged := range []string{`{"Name":["x"]}`, `{"Name":[],"Grams":[],"Steep":[],"Since":[1]}`, `{"Name":[1],"Grams":[1],"Steep":[1],"Since":[1]}`} {
		if err := b.Set(rows, "data", forged); err == nil {
			t.Errorf("%s was taken", forged)
		}
	}
	if names(rows.Value()) != "Assam Darjeeling Sencha" || rows.All()[0] != teas()[0] || len(*told) != 1 {
		t.Errorf("forged: %+v", rows.All())
	}
}

func TestRowsOfPointersLeaveTheStructsOfOthersAlone(t *testing.T) {
	mine := []*tea{{Name: "Assam"}, nil}
	rows := models.NewRows(mine)
	b := documenttest.Open(t, rows)
	b.Turn(func() {
		if err := rows.Patch(map[string][]document.Cells{"Name": {{Rows: document.Rows(0, 2), Values: []string{"Chai", "Mate"}}}}); err != nil {
			t.Fatal(err)
		}
	})
	if all := rows.All(); all[0].Name != "Chai" || all[1].Name != "Mate" || mine[0].Name != "Assam" {
		t.Errorf("the rows are %v and %v, mine is %v", all[0], all[1], mine[0])
	}
}

func TestColumnsAndFieldsAreMadeOfEachOther(t *testing.T) {
	type level string
	type all struct {
		A level
		B bool
		C int8
		D uint
		E float32
		F []float64
		G uint64 `plot:"big"`
		H float64
		K *document.Array
	}
	first := all{"x", true, 1, 2, 0.5, []float64{1}, 3, math.Inf(1), document.NewArray([]float64{1})}
	rows := models.NewRows([]all{{}})
	b := documenttest.Open(t, rows)
	b.Turn(func() { rows.Show(models.Columns([]all{first, {A: "y"}})) })
	if got := rows.All(); len(got) != 2 || !reflect.DeepEqual(got[0], first) || got[1].A != "y" {
		t.Errorf("read %+v", got)
	}
	defer func() {
		if got := fmt.Sprint(recover()); !strings.Contains(got, "columns") {
			t.Errorf("panicked with %q", got)
		}
	}()
	b.Turn(func() { rows.Show(document.Data{"A": []string{"x"}}) })
}
