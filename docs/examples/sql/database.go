package sql

import (
	"bytes"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/util/ioutil"
	"github.com/ncruces/go-sqlite3/vfs/readervfs"
)

//go:embed tea.db
var file []byte

// tables lists the database's tables and columns; first is the query that visitors find.
const (
	tables = "SELECT m.name AS 'table', p.name AS 'column', p.type FROM sqlite_schema m JOIN pragma_table_info(m.name) p"
	first  = `SELECT t.name, t.kind, t.origin,
       sum(i.grams) / 1000.0 AS kg,
       round(sum(i.grams * t.price) / 100) AS earned
FROM teas t JOIN items i ON i.tea = t.id
GROUP BY t.id
ORDER BY earned DESC`
)

// open opens the database, once for all visitors. Nothing but reading it is allowed.
var open = sync.OnceValues(func() (*sql.DB, error) {
	readervfs.Create("tea.db", ioutil.NewSizeReaderAt(bytes.NewReader(file)))
	return driver.Open("file:tea.db?vfs=reader", func(c *sqlite3.Conn) error {
		c.Limit(sqlite3.LIMIT_LENGTH, 1<<20) // bytes of a value
		return c.SetAuthorizer(authorize)
	})
})

func authorize(does sqlite3.AuthorizerActionCode, name, _, _, _ string) sqlite3.AuthorizerReturnCode {
	switch does {
	case sqlite3.AUTH_SELECT, sqlite3.AUTH_READ, sqlite3.AUTH_FUNCTION, sqlite3.AUTH_RECURSIVE:
		return sqlite3.AUTH_OK
	case sqlite3.AUTH_PRAGMA:
		if name == "table_info" || name == "query_only" { // the first lists the tables, the second is the driver's
			return sqlite3.AUTH_OK
		}
	}
	return sqlite3.AUTH_DENY
}

// explain says where in a query an error is.
func explain(query string, err error) error {
	var wrong *sqlite3.Error
	if !errors.As(err, &wrong) || wrong.SQL() == "" {
		return err
	}
	before := strings.TrimSuffix(query, wrong.SQL())
	return fmt.Errorf("line %d, column %d: %w", 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n"), err)
}
