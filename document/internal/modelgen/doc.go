// Command modelgen writes package models: a Go type for every model of the front end.
//
// It reads schema.json, which dump/dump.mjs took from the running bundles, and writes
// document/models/*_gen.go. What a name or a type must be called because the schema does not say so
// stands in tables.go, with its reason.
//
//	make schema                                  # when another front end is pinned: read it anew
//	make generate                                # write the Go files
//	go run ./document/internal/modelgen -check   # complain if writing would change anything
package main
