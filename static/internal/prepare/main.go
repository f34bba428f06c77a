// Command prepare fills static/dist with what a browser downloads: it fetches the packages that
// static/package-lock.json pins, picks the files that are served, and writes each in its compressed
// forms beside a manifest and the licences. It does nothing when the lock and its own source are
// those of the last run.
//
// Run it from the root of the module: go run ./static/internal/prepare
package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/panelgo/panelgo/static/internal/prepare/npm"
)

const (
	root    = "static"
	modules = root + "/node_modules"
	dist    = root + "/dist"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("assets: ")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		stop()
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	stamp, err := newStamp(root)
	if err != nil {
		return err
	}
	if stamp == lastStamp(dist) {
		log.Print("static/dist is up to date")
		return nil
	}
	if err := fetch(ctx); err != nil {
		return err
	}
	began := time.Now()
	work, err := os.MkdirTemp(root, "dist-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := fill(work, stamp); err != nil {
		return err
	}
	if err := replace(dist, work); err != nil {
		return err
	}
	log.Printf("prepared static/dist in %s", time.Since(began).Round(time.Second))
	return nil
}

// fetch fills node_modules with exactly what the lock says, unless it did before.
func fetch(ctx context.Context) error {
	lock, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return err
	}
	installed := filepath.Join(modules, ".installed-lock.json")
	if last, err := os.ReadFile(installed); err == nil && bytes.Equal(last, lock) {
		return nil
	}
	log.Print("fetching the packages pinned by static/package-lock.json (a minute at most)")
	if err := npm.Fetch(ctx, root, os.Stderr); err != nil {
		return fmt.Errorf("fetch the browser's packages: %w", err)
	}
	return os.WriteFile(installed, lock, 0o644)
}

// fill writes everything that is served, its manifest and its licences into dir.
func fill(dir, stamp string) error {
	picked, err := pick(modules)
	if err != nil {
		return err
	}
	if err := writeLicences(filepath.Join(dir, "LICENSES.txt.gz"), picked); err != nil {
		return err
	}
	log.Printf("compressing what is new of %d files (a minute the first time)", len(picked))
	files, err := store(filepath.Join(dir, "files"), picked)
	if err != nil {
		return err
	}
	report(files)
	return writeManifest(filepath.Join(dir, "manifest.json"), stamp, files)
}

// replace puts the finished directory in the place of the old one.
func replace(old, finished string) error {
	if err := os.Chmod(finished, 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	return os.Rename(finished, old)
}
