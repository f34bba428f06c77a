package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"io"
	"log"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/andybalholm/brotli"
)

// store writes the forms of every picked file into dir, named by content, and returns the
// manifest's entries.
func store(dir string, picked []picked) ([]entry, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	entries := make([]entry, len(picked))
	errs := make([]error, len(picked))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(picked); i = int(next.Add(1)) - 1 {
				entries[i], errs[i] = storeOne(dir, picked[i])
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// storeOne writes a file compressed with gzip and Brotli where that saves at least a tenth, and as
// it is elsewhere: the few clients that can read neither get a form decompressed for them.
func storeOne(dir string, p picked) (entry, error) {
	content, err := p.read()
	if err != nil {
		return entry{}, err
	}
	sum, integrity := sha256.Sum256(content), sha512.Sum384(content)
	e := entry{
		Path:      p.path,
		Size:      int64(len(content)),
		Hash:      hex.EncodeToString(sum[:10]),
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(integrity[:]),
		Mime:      mimes[path.Ext(p.path)],
	}
	if e.Mime == "" {
		log.Fatalf("no media type is known for %s", p.path)
	}
	if e.reuse(filepath.Join(dist, "files"), dir) {
		return e, nil
	}
	zipped, err := squeeze(content, gzipWriter)
	if err != nil {
		return entry{}, err
	}
	if len(zipped) > len(content)*9/10 {
		return e, writeOnce(filepath.Join(dir, e.Hash), content)
	}
	squeezed, err := squeeze(content, brotliWriter(len(content)))
	if err != nil {
		return entry{}, err
	}
	e.Gzip, e.Brotli = int64(len(zipped)), int64(len(squeezed))
	if err := writeOnce(filepath.Join(dir, e.Hash+".gz"), zipped); err != nil {
		return entry{}, err
	}
	return e, writeOnce(filepath.Join(dir, e.Hash+".br"), squeezed)
}

// reuse takes the forms over that an earlier run made: they are named by their content, and
// compressing takes a minute.
func (e *entry) reuse(old, dir string) bool {
	name := filepath.Join(old, e.Hash)
	if _, err := os.Stat(name); err == nil {
		return link(name, dir)
	}
	zipped, errZipped := os.Stat(name + ".gz")
	squeezed, errSqueezed := os.Stat(name + ".br")
	if errZipped != nil || errSqueezed != nil || !link(name+".gz", dir) || !link(name+".br", dir) {
		return false
	}
	e.Gzip, e.Brotli = zipped.Size(), squeezed.Size()
	return true
}

func link(name, dir string) bool {
	err := os.Link(name, filepath.Join(dir, filepath.Base(name)))
	return err == nil || os.IsExist(err)
}

func squeeze(content []byte, writer func(io.Writer) io.WriteCloser) ([]byte, error) {
	var out bytes.Buffer
	w := writer(&out)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

func gzipWriter(w io.Writer) io.WriteCloser {
	z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is a constant of the package
	return z
}

// brotliWriter takes the best level for files up to 2 MiB. Above, where the best level takes 8 s
// per file for 3 %, it takes the one below the two slow ones.
func brotliWriter(size int) func(io.Writer) io.WriteCloser {
	options := brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 22}
	if size > 2<<20 {
		options.Quality = 9
	}
	return func(w io.Writer) io.WriteCloser { return brotli.NewWriterOptions(w, options) }
}

// writeOnce writes a file named by its content, which two paths may share.
func writeOnce(name string, content []byte) error {
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	return os.WriteFile(name, content, 0o644)
}

var mimes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".wasm":  "application/wasm",
	".woff2": "font/woff2",
}
