package sql

import (
	"strings"
	"testing"
)

func TestTheDatabaseCanOnlyBeRead(t *testing.T) {
	db, err := open()
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"DELETE FROM teas", "CREATE TEMP TABLE x (y)", "ATTACH '/etc/hostname' AS h", "PRAGMA writable_schema = on", "VACUUM INTO '/tmp/copy.db'"} {
		if _, err := ask(t.Context(), db, query); err == nil || !strings.Contains(err.Error(), "authorization denied") {
			t.Errorf("%s answers %v", query, err)
		}
	}
	const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
	if a, err := ask(t.Context(), db, endless+"SELECT i FROM n"); a.Rows != mostRows || err != nil {
		t.Errorf("%d rows, %v", a.Rows, err)
	}
	if _, err := ask(t.Context(), db, endless+"SELECT sum(i) FROM n"); err == nil {
		t.Error("an endless query ends by itself")
	}
}
