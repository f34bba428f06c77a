package build

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

// embedded lists the files that the app's embed patterns match, relative to its folder. It may list
// more than the go command takes, which applies its own rules to what is mapped; a pattern without
// a match is for the compiler to report.
func embedded(app find.App) ([]string, error) {
	var all []string
	for _, pattern := range app.Builds.EmbedPatterns {
		matches, err := filepath.Glob(filepath.Join(escape(app.Dir), filepath.FromSlash(strings.TrimPrefix(pattern, "all:"))))
		if err != nil {
			continue
		}
		for _, match := range matches {
			files, err := regular(match)
			if err != nil {
				return nil, fmt.Errorf("build: embed %s: %w", pattern, err)
			}
			for _, file := range files {
				if rel, err := filepath.Rel(app.Dir, file); err == nil && filepath.IsLocal(rel) {
					all = append(all, rel)
				}
			}
		}
	}
	return all, nil
}

// escape keeps a folder's own name out of the pattern that is looked up in it.
func escape(dir string) string {
	if filepath.Separator == '\\' {
		return dir
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

// regular walks path, which may be a file. Other modules inside it are not the app's to embed.
func regular(path string) ([]string, error) {
	var all []string
	err := filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil || entry.Name() == ".git" {
				return filepath.SkipDir
			}
		case entry.Type().IsRegular():
			all = append(all, at)
		}
		return nil
	})
	return all, err
}
