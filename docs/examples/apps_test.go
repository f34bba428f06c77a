package examples

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// js writes a number into an expression.
func js(v any) string { return fmt.Sprint(v) }

// TestWholeAppsAreShort counts lines of Go, which are neither empty nor a comment, in all files of the apps that newcomers copy.
func TestWholeAppsAreShort(t *testing.T) {
	apps := []string{"stocks", "penguins", "logs", "sql", "image_filter", "monitor", "review", "chat"}
	all := 0
	for _, app := range apps {
		files, err := filepath.Glob(filepath.Join(app, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no files (%v)", app, err)
		}
		lines := 0
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(text)) {
				if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") && !strings.HasSuffix(name, "_test.go") {
					lines++
				}
			}
		}
		t.Logf("%s: %d", app, lines)
		all += lines
	}
	if all >= 80*len(apps) {
		t.Errorf("%d apps have %d lines of Go: more than 80 each", len(apps), all)
	}
}
