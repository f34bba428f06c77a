package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// maxUnpacked bounds what a package may hold, in bytes.
const maxUnpacked = 512 << 20

// unpack writes the regular files of a package's tarball below dir, without the first folder of
// their names, as npm does. Links, devices and empty folders are left out; a name that leads out of
// dir is an error.
func unpack(tarball []byte, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	plain, err := gzip.NewReader(bytes.NewReader(tarball))
	if err != nil {
		return err
	}
	limited := &io.LimitedReader{R: plain, N: maxUnpacked}
	for files := tar.NewReader(limited); ; {
		head, err := files.Next()
		if limited.N == 0 {
			return fmt.Errorf("it unpacks to more than %d MiB", maxUnpacked>>20)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if head.Typeflag != tar.TypeReg {
			continue
		}
		_, name, ok := strings.Cut(strings.TrimPrefix(path.Clean("/"+head.Name), "/"), "/")
		if !ok || strings.Contains(head.Name, "..") && !filepath.IsLocal(filepath.FromSlash(head.Name)) {
			return fmt.Errorf("it holds a file named %q, which is outside its folder", head.Name)
		}
		if err := write(root, name, files); err != nil {
			return err
		}
	}
}

func write(root *os.Root, name string, content io.Reader) error {
	name = filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, content); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
