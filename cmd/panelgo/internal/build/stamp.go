package build

import (
	"io/fs"
	"time"
)

// stamp tells whether a file was written since it was last read, as far as its folder knows.
type stamp struct {
	Size    int64  `json:"s"`
	Written int64  `json:"w"`           // modification time, ns
	Changed int64  `json:"c,omitempty"` // status change time, ns: a copied modification time does not fake it
	Node    uint64 `json:"n,omitempty"`
}

// unsure is how fresh a file may not be for its stamp to be believed: file systems stamp by a clock
// that ticks.
const unsure = 2 * time.Second

func stampOf(info fs.FileInfo) stamp {
	s := stamp{Size: info.Size(), Written: info.ModTime().UnixNano()}
	s.Changed, s.Node = inode(info)
	return s
}

// settled reports whether a later write must give another stamp.
func (s stamp) settled(now time.Time) bool {
	return max(s.Written, s.Changed) < now.Add(-unsure).UnixNano()
}
