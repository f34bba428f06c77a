// Command modelgen writes package models: a Go type for every model of the front end.
//
// It reads schema.json, which dump/dump.mjs took from the running bundles, and writes document/models/*_gen.go.
// What a name or a type must be called because the schema does not say so stands in tables.go, with its reason.
//
//	go run ./document/internal/modelgen          # from the module's root: write
//	go run ./document/internal/modelgen -check   # complain if writing would change anything
package main
