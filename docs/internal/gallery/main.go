// Command gallery writes what follows from the folders of docs/examples: the list of examples that
// tests open, and the pages of docs/components.
//
//	go run ./docs/internal/gallery           writes them
//	go run ./docs/internal/gallery -check    says which are out of date
//
// Thumbnails are made by a test of docs/examples, since they need a browser: make gallery.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	check := flag.Bool("check", false, "write nothing, and fail if something is out of date")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	all, err := readExamples("docs/examples")
	if err != nil {
		return err
	}
	files, err := registration(all)
	if err != nil {
		return err
	}
	written, err := pages(all)
	if err != nil {
		return err
	}
	maps.Copy(files, written)
	old, err := filepath.Glob("docs/components/*.md")
	if err != nil {
		return err
	}
	for _, name := range old {
		if _, still := files[filepath.ToSlash(name)]; !still && !check {
			err = errors.Join(err, os.Remove(name))
		} else if !still {
			err = errors.Join(err, fmt.Errorf("%s is of no example any more", name))
		}
	}
	if err != nil {
		return err
	}
	stale := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		old, err := os.ReadFile(name)
		switch {
		case err == nil && bytes.Equal(old, files[name]):
		case check:
			stale++
			fmt.Fprintln(os.Stderr, name+" is out of date")
		default:
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(name, files[name], 0o644); err != nil {
				return err
			}
		}
	}
	if stale > 0 {
		return fmt.Errorf("make generate writes %d files anew", stale)
	}
	return nil
}
