package find

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// directory makes one app of a package, or one of each app file in it, and adds the apps one level
// down. A program is served alone, so below one nothing is looked for.
func directory(word, dir string) ([]App, error) {
	found, err := package1(dir)
	if err != nil || len(found) > 0 && found[0].Program {
		return found, err
	}
	below, err := shelf(dir)
	found = append(found, below...)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s holds no app: no Go file in it, or one level below it, has the function that builds one visitor's page:\n\n%s", word, example)
	}
	return found, err
}

// shelf finds the apps of the directories in dir. Those without an App are somebody's helpers.
func shelf(dir string) ([]App, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, unreadable(shown(dir), err)
	}
	var all []App
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") ||
			slices.Contains([]string{"testdata", "vendor", "node_modules"}, name) {
			continue
		}
		found, err := package1(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		for _, app := range found {
			if !app.Program {
				all = append(all, app)
			}
		}
	}
	return all, nil
}

// package1 finds the apps of the Go files right in dir. Several files that each declare App are
// several apps.
func package1(dir string) ([]App, error) {
	pkg, err := describe(dir)
	if err != nil && pkg == nil {
		return nil, unreadable(shown(dir), err)
	}
	// go/build complains of two package names in one directory, which is no fault in a folder of
	// app files.
	names := slices.Concat(pkg.GoFiles, pkg.CgoFiles, pkg.InvalidGoFiles)
	slices.Sort(names)
	names = slices.Compact(names)

	whole := App{Slug: slug(filepath.Base(dir)), Dir: dir, Whole: true, Builds: pkg}
	var entries []facts
	for _, name := range names {
		path := filepath.Join(dir, name)
		f, err := read(path)
		if err != nil {
			return nil, err
		}
		whole.Files = append(whole.Files, path)
		whole.Package = f.pkg
		whole.Program = whole.Program || f.pkg == "main" && f.main
		if f.app != nil {
			entries = append(entries, f)
		}
	}
	switch {
	case whole.Program:
		whole.Slug = ""
		return []App{whole}, err
	case len(entries) == 0:
		return nil, nil
	case len(entries) == 1:
		whole.Entry, whole.Exhibit = entries[0].entry, entries[0].about
		if err == nil {
			err = signature(entries[0])
		}
		return []App{whole}, err
	}
	return files(entries)
}

func files(entries []facts) ([]App, error) {
	var all []App
	for _, f := range entries {
		app, err := file(f.entry.Filename)
		if err != nil {
			return nil, err
		}
		all = append(all, app)
	}
	return all, nil
}
