package conformance

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// docs/conformance.md names a test for every case, every test of a case, and none that is not
// there.
func TestTheListOfCasesIsTrue(t *testing.T) {
	data, err := os.ReadFile("../../docs/conformance.md")
	if err != nil {
		t.Fatal(err)
	}
	list := string(data)
	there := map[string]bool{}
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err = filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, found := range declared.FindAllSubmatch(text, -1) {
			name := string(found[1])
			there[name] = true
			if filepath.Dir(path) == "../../server/conformance" && name != t.Name() && !strings.Contains(list, name) {
				t.Errorf("%s is not in docs/conformance.md", name)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range regexp.MustCompile(`Test[A-Z]\w+`).FindAllString(list, -1) {
		if !there[name] {
			t.Errorf("docs/conformance.md names %s, which does not exist", name)
		}
	}
	for n := 1; n <= 50; n++ {
		if !strings.Contains(list, fmt.Sprintf("\n| %d | ", n)) {
			t.Errorf("docs/conformance.md has no row for case %d", n)
		}
	}
}
