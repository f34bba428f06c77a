package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// versions is the folder of the module's versions in a proxy of files.
func (r *release) versions() (string, error) {
	escaped, err := module.EscapePath(r.mod.Path)
	return filepath.Join(r.out, "proxy", filepath.FromSlash(escaped), "@v"), err
}

// writeProxy writes the module as a proxy of files has it. The zip holds what the tag does, and so
// equals the one that the go command makes of a pushed tag.
func (r *release) writeProxy(ctx context.Context) error {
	dir, err := r.versions()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files, err := r.files(ctx)
	if err != nil {
		return err
	}
	name := filepath.Join(dir, r.mod.Version)
	var mod []byte
	for _, f := range files {
		if f.Path() == "go.mod" {
			mod = f.(blob).data
		}
	}
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{r.mod.Version, r.stamp.when})
	if err != nil {
		return err
	}
	err = errors.Join(
		os.WriteFile(filepath.Join(dir, "list"), []byte(r.mod.Version+"\n"), 0o644),
		os.WriteFile(name+".info", info, 0o644),
		os.WriteFile(name+".mod", mod, 0o644),
	)
	if err != nil {
		return err
	}
	out, err := os.Create(name + ".zip")
	if err != nil {
		return err
	}
	return errors.Join(zip.Create(out, r.mod, files), out.Close())
}

// files are those of the commit, read from git's objects: zip.CreateFromVCS needs a .git folder,
// which a worktree has not, and heeds attributes that the go command does not.
func (r *release) files(ctx context.Context) ([]zip.File, error) {
	tree := r.git(ctx, nil, "ls-tree", "-r", "-z", r.commit)
	if tree.err != nil {
		return nil, tree.err
	}
	var all []blob
	var asked bytes.Buffer
	for line := range strings.SplitSeq(strings.TrimSuffix(string(tree.out), "\x00"), "\x00") {
		head, name, _ := strings.Cut(line, "\t")
		fields := strings.Fields(head) // mode, type, object
		if len(fields) != 3 {
			return nil, fmt.Errorf("git ls-tree: %q cannot be read", line)
		}
		if fields[0] != "100644" && fields[0] != "100755" {
			continue // a link, which a module cannot hold
		}
		all = append(all, blob{name: name})
		fmt.Fprintln(&asked, fields[2])
	}
	cmd := exec.CommandContext(ctx, "git", "cat-file", "--batch")
	cmd.Dir, cmd.Stdin = r.repo, &asked
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	from := bufio.NewReader(bytes.NewReader(out))
	files := make([]zip.File, len(all))
	for i := range all {
		if all[i].data, err = readObject(from); err != nil {
			return nil, fmt.Errorf("git cat-file: %s: %w", all[i].name, err)
		}
		files[i] = all[i]
	}
	return files, nil
}

// readObject reads one object of git cat-file --batch: name, type, size, and then the content.
func readObject(from *bufio.Reader) ([]byte, error) {
	head, err := from.ReadString('\n')
	if err != nil {
		return nil, err
	}
	var name, kind string
	var size int64
	if _, err := fmt.Sscan(head, &name, &kind, &size); err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", head, err)
	}
	data := make([]byte, size)
	if _, err := io.ReadFull(from, data); err != nil {
		return nil, err
	}
	_, err = from.Discard(1)
	return data, err
}

// blob is a file of a commit.
type blob struct {
	name string
	data []byte
}

func (b blob) Path() string                 { return b.name }
func (b blob) Lstat() (fs.FileInfo, error)  { return b, nil }
func (b blob) Open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.data)), nil }
func (b blob) Name() string                 { return path.Base(b.name) }
func (b blob) Size() int64                  { return int64(len(b.data)) }
func (b blob) Mode() fs.FileMode            { return 0o644 }
func (b blob) ModTime() time.Time           { return time.Time{} }
func (b blob) IsDir() bool                  { return false }
func (b blob) Sys() any                     { return nil }
