package build

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
	"time"
)

// filled is a cache of programs: by "ID/KEY" their size in bytes and how many hours ago they were
// used.
func filled(t *testing.T, now time.Time, programs map[string][2]int) *Cache {
	t.Helper()
	t.Setenv("PANELGO_CACHE", filepath.Join(t.TempDir(), "cache"))
	c, err := OpenCache()
	if err != nil {
		t.Fatal(err)
	}
	for name, p := range programs {
		dir := filepath.Join(c.dir, "bin", name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, binaryName), make([]byte, p[0]), 0o700); err != nil {
			t.Fatal(err)
		}
		used := now.Add(-time.Duration(p[1]) * time.Hour)
		if err := os.Chtimes(dir, used, used); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func kept(t *testing.T, c *Cache) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(c.dir, "bin", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range found {
		found[i], _ = filepath.Rel(filepath.Join(c.dir, "bin"), path)
	}
	slices.Sort(found)
	return found
}

func TestTheCacheKeepsTheNewestProgramsWithinItsSize(t *testing.T) {
	now := time.Now()
	keep := bounds{each: 3, bytes: 100, age: 48 * time.Hour}
	for name, c := range map[string]struct {
		programs map[string][2]int
		just     string
		want     []string
	}{
		"three of one app":            {map[string][2]int{"a/1": {1, 1}, "a/2": {1, 2}, "a/3": {1, 3}, "a/4": {1, 4}, "b/1": {1, 9}}, "a/1", []string{"a/1", "a/2", "a/3", "b/1"}},
		"the longest unused must go":  {map[string][2]int{"a/1": {40, 1}, "b/1": {40, 2}, "c/1": {40, 3}}, "a/1", []string{"a/1", "b/1"}},
		"too old":                     {map[string][2]int{"a/1": {1, 1}, "b/1": {1, 49}}, "a/1", []string{"a/1"}},
		"what was just made stays":    {map[string][2]int{"a/1": {400, 1}, "b/1": {40, 0}}, "a/1", []string{"a/1", "b/1"}},
		"also as the oldest of four":  {map[string][2]int{"a/1": {1, 9}, "a/2": {1, 1}, "a/3": {1, 2}, "a/4": {1, 3}}, "a/1", []string{"a/1", "a/2", "a/3"}},
		"also when another app fills": {map[string][2]int{"a/1": {90, 5}, "b/1": {90, 1}}, "a/1", []string{"a/1", "b/1"}},
	} {
		t.Run(name, func(t *testing.T) {
			cache := filled(t, now, c.programs)
			cache.prune(now, filepath.Join(cache.dir, "bin", c.just, binaryName), keep)
			if got := kept(t, cache); !slices.Equal(got, c.want) {
				t.Errorf("kept %q, want %q", got, c.want)
			}
		})
	}
	if usual.each != 3 || usual.bytes != 500e6 {
		t.Errorf("the usual bounds are %+v", usual)
	}
}

func TestCleanRemovesAllAndSaysHowMuch(t *testing.T) {
	cache := filled(t, time.Now(), map[string][2]int{"a/1": {1000, 1}, "b/1": {500, 1}})
	if err := os.WriteFile(filepath.Join(cache.dir, "tmp", "rest"), make([]byte, 50), 0o600); err != nil {
		t.Fatal(err)
	}
	freed, err := cache.Clean()
	if err != nil || freed != 1550 || len(kept(t, cache)) > 0 {
		t.Errorf("freed %d, %v; left %q", freed, err, kept(t, cache))
	}
	if again, err := cache.Clean(); err != nil || again != 0 {
		t.Errorf("a second time: %d, %v", again, err)
	}
}

func TestOnlyAVersionThatOthersCanGetIsPublished(t *testing.T) {
	for name, c := range map[string]struct {
		main debug.Module
		want bool
	}{
		"go install":           {debug.Module{Path: panelgoPath, Version: "v0.1.0", Sum: "h1:x"}, true},
		"a clean clone":        {debug.Module{Path: panelgoPath, Version: "v0.0.0-20261201051000-2439844abcde"}, false},
		"a clone at a tag":     {debug.Module{Path: panelgoPath, Version: "v0.1.0"}, false},
		"a changed clone":      {debug.Module{Path: panelgoPath, Version: "v0.1.0+dirty"}, false},
		"go run":               {debug.Module{Path: panelgoPath, Version: "(devel)"}, false},
		"somebody's own build": {debug.Module{Path: "example.com/x", Version: "v1.0.0", Sum: "h1:x"}, false},
	} {
		if got := published(c.main); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
