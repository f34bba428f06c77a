package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Inputs are the files and folders that a build was made of, and what they held. Files of the
// standard library and of the module cache are not among them: the toolchain's version and go.sum
// stand for those.
type Inputs struct {
	Files map[string]content `json:"files"`
	Dirs  map[string]bool    `json:"dirs"` // true: every name counts, for embed patterns; false: source files only

	sum     string // of the last digest
	partial bool   // the go command could not tell all of them
}

type content struct {
	Sum   string `json:"sum"` // empty: the file must not exist
	Stamp stamp  `json:"stamp"`
}

func newInputs() *Inputs {
	return &Inputs{Files: map[string]content{}, Dirs: map[string]bool{}}
}

func (in *Inputs) addFile(paths ...string) {
	for _, path := range paths {
		if _, known := in.Files[path]; !known {
			in.Files[path] = content{}
		}
	}
}

func (in *Inputs) addDir(path string, all bool) { in.Dirs[path] = in.Dirs[path] || all }

// Watch lists the folders in which a change may matter.
func (in *Inputs) Watch() []string {
	var dirs []string
	for path := range in.Files {
		dirs = append(dirs, filepath.Dir(path))
	}
	for path := range in.Dirs {
		dirs = append(dirs, path)
	}
	slices.Sort(dirs)
	return slices.Compact(dirs)
}

// Touches reports whether a change of path may change the build.
func (in *Inputs) Touches(path string) bool {
	if _, known := in.Files[path]; known {
		return true
	}
	all, known := in.Dirs[filepath.Dir(path)]
	return known && (all || isSource(filepath.Base(path)))
}

// digest reads what has changed since the last time and returns one sum over everything.
func (in *Inputs) digest() (string, error) {
	sum := sha256.New()
	now := time.Now()
	paths := make([]string, 0, len(in.Files))
	for path := range in.Files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		now, err := in.Files[path].renew(path, now)
		if err != nil {
			return "", err
		}
		in.Files[path] = now
		fmt.Fprintf(sum, "%q %s\n", path, now.Sum)
	}
	dirs := make([]string, 0, len(in.Dirs))
	for path := range in.Dirs {
		dirs = append(dirs, path)
	}
	slices.Sort(dirs)
	for _, path := range dirs {
		if err := list(sum, path, in.Dirs[path]); err != nil {
			return "", err
		}
	}
	in.sum = hex.EncodeToString(sum.Sum(nil))
	return in.sum, nil
}

// renew keeps the sum while the stamp does, and reads the file otherwise.
func (c content) renew(path string, now time.Time) (content, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return content{}, nil
	case err != nil:
		return content{}, fmt.Errorf("build: %w", err)
	}
	s := stampOf(info)
	if c.Sum != "" && c.Stamp == s {
		return c, nil
	}
	sum, err := hashFile(path)
	if err != nil {
		return content{}, fmt.Errorf("build: %w", err)
	}
	if !s.settled(now) {
		s = stamp{Size: -1} // believe it next time only after reading it again
	}
	return content{Sum: sum, Stamp: s}, nil
}

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
}

func list(sum hash.Hash, dir string, all bool) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("build: %w", err)
	}
	var names bytes.Buffer
	for _, entry := range entries {
		if all || isSource(entry.Name()) {
			fmt.Fprintf(&names, "%q ", entry.Name())
		}
	}
	fmt.Fprintf(sum, "%q %s\n", dir, names.Bytes())
	return nil
}

// isSource reports whether the go command looks at a file of this name.
func isSource(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || strings.HasSuffix(name, "_test.go") {
		return false
	}
	switch filepath.Ext(name) {
	case ".go", ".c", ".cc", ".cpp", ".cxx", ".h", ".hh", ".hpp", ".m", ".s", ".S", ".sx", ".syso", ".swig", ".f", ".F":
		return true
	}
	return false
}

// Stale reports whether something changed since the inputs were last read.
func (in *Inputs) Stale() bool {
	before := in.sum
	after, err := in.digest()
	return err != nil || after != before
}
