package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	schemaFile := flag.String("schema", "document/internal/modelgen/schema.json", "what the front end has")
	folder := flag.String("out", "document/models", "where the Go files go")
	check := flag.Bool("check", false, "write nothing; fail if a file is not what would be written")
	flag.Parse()
	if err := run(*schemaFile, *folder, *check); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(schemaFile, folder string, check bool) error {
	files, err := generate(schemaFile)
	if err != nil {
		return err
	}
	if check {
		return compare(folder, files)
	}
	return write(folder, files)
}

// generate returns the text of every file by its name.
func generate(schemaFile string) (map[string][]byte, error) {
	s, err := readSchema(schemaFile)
	if err != nil {
		return nil, err
	}
	c, err := newCatalogue(s)
	if err != nil {
		return nil, err
	}
	return c.files()
}

// stale are the generated files of the folder that would no longer be written.
func stale(folder string, files map[string][]byte) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("modelgen: %w", err)
	}
	var names []string
	for _, e := range entries {
		if _, wanted := files[e.Name()]; !wanted && isGenerated(e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

func isGenerated(name string) bool {
	return strings.HasSuffix(name, "_gen.go") || strings.HasSuffix(name, "_gen_test.go")
}

func write(folder string, files map[string][]byte) error {
	old, err := stale(folder, files)
	if err != nil {
		return err
	}
	var errs []error
	for _, name := range old {
		errs = append(errs, os.Remove(filepath.Join(folder, name)))
	}
	errs = append(errs, os.MkdirAll(folder, 0o755))
	for name, text := range files {
		errs = append(errs, os.WriteFile(filepath.Join(folder, name), text, 0o644))
	}
	return errors.Join(errs...)
}

func compare(folder string, files map[string][]byte) error {
	differing, err := stale(folder, files)
	if err != nil {
		return err
	}
	for name, text := range files {
		if old, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(old, text) {
			differing = append(differing, name)
		}
	}
	if len(differing) == 0 {
		return nil
	}
	slices.Sort(differing)
	return fmt.Errorf("modelgen: not up to date, run make generate: %s", strings.Join(differing, ", "))
}
