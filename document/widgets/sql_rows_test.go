package widgets_test

import (
	"database/sql"
	"fmt"
	"math"
	"reflect"
	"testing"

	. "github.com/panelgo/panelgo/document/widgets"

	_ "github.com/ncruces/go-sqlite3/driver"
)

func TestRowsOfAQueryBecomeColumns(t *testing.T) {
	db, err := sql.Open("sqlite3", "file::memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT 1 AS n, 'a' AS word, NULL AS n, x'6869' AS _index UNION ALL SELECT 2.5, NULL, 3, 4 UNION ALL SELECT 9, 9, 9, 9")
	if err != nil {
		t.Fatal(err)
	}
	data, columns, err := ReadRows(rows, 2)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(data["n"], []float64{1, 2.5}) || !reflect.DeepEqual(data["word"], []string{"a", ""}) || !reflect.DeepEqual(data["_index 2"], []string{"hi", "4"}) {
		t.Errorf("the columns are %v", data)
	}
	if second := data["n 2"].([]float64); !math.IsNaN(second[0]) || second[1] != 3 {
		t.Errorf("a column named again is %v", second)
	}
	if got := fmt.Sprint(columns[2].Field, ",", columns[2].Title); got != "n 2,n" {
		t.Errorf("it is called %s", got)
	}
	if rows.Next() {
		t.Error("the rows are still open")
	}
}
