package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// What the cache may hold. A program with all the browser's files in it is some 100 MB.
const (
	keepBytes = 2 << 30
	keepTime  = 30 * 24 * time.Hour
	keepTries = 24 * time.Hour // what a killed build left in tmp
)

// prune removes what was not used for long, and the longest unused beyond the size. The program just made stays.
func (c *Cache) prune(now time.Time, just string) {
	old(filepath.Join(c.dir, "tmp"), now.Add(-keepTries))
	old(filepath.Join(c.dir, "work"), now.Add(-keepTime))
	var total int64
	for _, e := range newestFirst(filepath.Join(c.dir, "bin")) {
		total += e.size
		if e.path != filepath.Dir(just) && (total > keepBytes || e.used.Before(now.Add(-keepTime))) {
			_ = os.RemoveAll(e.path)
		}
	}
}

func old(dir string, before time.Time) {
	for _, e := range newestFirst(dir) {
		if e.used.Before(before) {
			_ = os.RemoveAll(e.path)
		}
	}
}

type entry struct {
	path string
	used time.Time
	size int64
}

func newestFirst(dir string) []entry {
	dirs, _ := os.ReadDir(dir)
	list := make([]entry, 0, len(dirs))
	for _, d := range dirs {
		info, err := d.Info()
		if err != nil {
			continue
		}
		e := entry{path: filepath.Join(dir, d.Name()), used: info.ModTime()}
		_ = filepath.WalkDir(e.path, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					e.size += info.Size()
				}
			}
			return nil
		})
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int { return b.used.Compare(a.used) })
	return list
}
