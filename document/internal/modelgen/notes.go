package main

import (
	"errors"
	"fmt"
)

// note is one deviation: what the table says about a key, and why.
type note struct{ key, says, why string }

// notes are the tables, and which of their entries were of use.
type notes struct {
	said map[string]note // "table key" → note
	used map[string]bool
}

func newNotes() notes {
	n := notes{said: map[string]note{}, used: map[string]bool{}}
	for table, entries := range tables {
		for _, e := range entries {
			n.said[table+" "+e.key] = e
		}
	}
	return n
}

// say looks a key up in a table.
func (n notes) say(table, key string) (string, bool) {
	e, ok := n.said[table+" "+key]
	if ok {
		n.used[table+" "+key] = true
	}
	return e.says, ok
}

// unused complains about entries that nothing asked for, or that give no reason.
func (n notes) unused() error {
	var errs []error
	for key, e := range n.said {
		if !n.used[key] {
			errs = append(errs, fmt.Errorf("modelgen: tables.go: %s: nothing in the schema needs this entry", key))
		}
		if e.why == "" {
			errs = append(errs, fmt.Errorf("modelgen: tables.go: %s: no reason is given", key))
		}
	}
	return errors.Join(errs...)
}
