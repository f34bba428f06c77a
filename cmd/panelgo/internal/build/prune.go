package build

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// bounds are what the cache may hold.
type bounds struct {
	each  int           // programs of one set of apps
	bytes int64         // of all programs; one with all the browser's files in it has some 100 MB
	age   time.Duration // since the last use
}

var usual = bounds{each: 3, bytes: 500e6, age: 30 * 24 * time.Hour}

// keepTries is how long what a killed build left in tmp stays.
const keepTries = 24 * time.Hour

// prune removes what was not used for long, all but the newest programs of each set of apps, and
// the longest unused beyond the size. The program just made stays.
func (c *Cache) prune(now time.Time, just string, keep bounds) {
	old(filepath.Join(c.dir, "tmp"), now.Add(-keepTries))
	old(filepath.Join(c.dir, "work"), now.Add(-keep.age))
	var all []entry
	ids, _ := os.ReadDir(filepath.Join(c.dir, "bin"))
	for _, id := range ids {
		dir := filepath.Join(c.dir, "bin", id.Name())
		programs := newestFirst(dir)
		for len(programs) > keep.each {
			last := programs[len(programs)-1]
			programs = programs[:len(programs)-1]
			if last.path == filepath.Dir(just) {
				programs = append([]entry{last}, programs...)
				continue
			}
			_ = os.RemoveAll(last.path)
		}
		all = append(all, programs...)
	}
	slices.SortFunc(all, byUse)
	var total int64
	for _, e := range all {
		total += e.size
		if e.path != filepath.Dir(just) && (total > keep.bytes || e.used.Before(now.Add(-keep.age))) {
			_ = os.RemoveAll(e.path)
		}
	}
	for _, id := range ids {
		_ = os.Remove(filepath.Join(c.dir, "bin", id.Name())) // if nothing is left in it
	}
}

// Clean removes all that the cache holds and returns how many bytes that were. A build under way is
// waited for.
func (c *Cache) Clean() (freed int64, err error) {
	for _, work := range newestFirst(filepath.Join(c.dir, "work")) {
		unlock, err := lockedfile.MutexAt(filepath.Join(work.path, "lock")).Lock()
		if err != nil {
			return freed, err
		}
		defer unlock()
	}
	for _, sub := range []string{"bin", "tmp", "work"} {
		for _, e := range newestFirst(filepath.Join(c.dir, sub)) {
			if gone := os.RemoveAll(e.path); gone != nil {
				err = errors.Join(err, gone)
				continue
			}
			freed += e.size
		}
	}
	return freed, err
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
	size int64 // bytes of the files below it
}

func byUse(a, b entry) int { return b.used.Compare(a.used) }

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
	slices.SortFunc(list, byUse)
	return list
}
