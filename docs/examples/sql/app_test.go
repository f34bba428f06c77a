package sql

import (
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"
)

func TestTheDatabaseCanOnlyBeRead(t *testing.T) {
	for _, query := range []string{
		"DELETE FROM teas", "CREATE TEMP TABLE x (y)", "ATTACH '/etc/hostname' AS h", "PRAGMA writable_schema = on", "VACUUM INTO '/tmp/copy.db'",
	} {
		if _, err := ask(t.Context(), query); err == nil || !strings.Contains(err.Error(), "authorization denied") {
			t.Errorf("%s answers %v", query, err)
		}
	}
	if _, err := ask(t.Context(), "PRAGMA query_only = off"); err == nil { // the one pragma that the driver needs opens nothing
		if _, err := ask(t.Context(), "DELETE FROM teas"); err == nil || !strings.Contains(err.Error(), "authorization denied") {
			t.Errorf("after query_only a DELETE answers %v", err)
		}
	}
	const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
	if a, err := ask(t.Context(), endless+"SELECT i FROM n"); a.Rows != 1000 || err != nil {
		t.Errorf("%d rows, %v", a.Rows, err)
	}
	if _, err := ask(t.Context(), endless+"SELECT sum(i) FROM n"); err == nil {
		t.Error("an endless query ends by itself")
	}
	if _, err := ask(t.Context(), "SELECT name\nFROM teas\nWHERE nope = 1"); err == nil || !strings.Contains(err.Error(), "line 3, column 7: ") {
		t.Errorf("a wrong query answers %v", err)
	}
}

func TestTheFileItselfIsOpenedForReading(t *testing.T) {
	if _, err := open(); err != nil {
		t.Fatal(err)
	}
	db, err := driver.Open("file:/tea.db?vfs=memdb&mode=ro") // without the rules
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("DELETE FROM teas"); err == nil || !strings.Contains(err.Error(), "readonly") {
		t.Errorf("a DELETE answers %v", err)
	}
}
