package npm

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// parallel is how many packages are under way at once.
const parallel = 8

// Fetch fills project/node_modules with exactly what project/package-lock.json pins. What was there
// before goes. How far it has come is shown on show. An error leaves no node_modules.
func Fetch(ctx context.Context, project string, show io.Writer) (err error) {
	lock, err := os.ReadFile(filepath.Join(project, "package-lock.json"))
	if err != nil {
		return err
	}
	packages, err := readLock(lock)
	if err != nil {
		return err
	}
	c, err := readConfig(project)
	if err != nil {
		return err
	}
	r, err := newRegistry(c)
	if err != nil {
		return err
	}
	modules := filepath.Join(project, "node_modules")
	if err := os.RemoveAll(modules); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(modules)
		}
	}()
	bar := newProgress(show, len(packages))
	defer bar.end()
	return each(ctx, packages, func(ctx context.Context, p pinned) error {
		tarball, err := r.fetch(ctx, p)
		if err != nil {
			return err
		}
		if err := unpack(tarball, filepath.Join(project, filepath.FromSlash(p.dir))); err != nil {
			return fmt.Errorf("%s %s: %w", p.name, p.version, err)
		}
		bar.add(len(tarball))
		return nil
	})
}

// each calls work for all packages, several at once, and returns the first error, which ends the
// others.
func each(ctx context.Context, packages []pinned, work func(context.Context, pinned) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var group sync.WaitGroup
	free := make(chan struct{}, parallel)
	for _, p := range packages {
		free <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		group.Go(func() {
			defer func() { <-free }()
			if err := work(ctx, p); err != nil {
				cancel(err)
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}
