package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Cache keeps what was built, and what it was built of.
//
//	work/ID/     one folder per set of apps: lock, overlay, inputs.json, the module of apps that have none
//	bin/ID/KEY/  programs of these apps, one per state of their inputs
//	tmp/         programs on their way to bin
type Cache struct{ dir string }

// OpenCache opens PANELGO_CACHE, or a folder in the user's own cache directory. Nobody else may be
// able to write there, since what lies in it is run.
func OpenCache() (*Cache, error) {
	dir := os.Getenv("PANELGO_CACHE")
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return nil, fmt.Errorf("there is no place for built apps (%w): set PANELGO_CACHE to a directory of your own", err)
		}
		dir = filepath.Join(base, "panelgo")
	}
	dir, err := filepath.Abs(dir)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err == nil {
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("there is no place for built apps (%w): set PANELGO_CACHE to a directory of your own", err)
	}
	if err := private(dir); err != nil {
		return nil, err
	}
	for _, sub := range []string{"work", "bin", "tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, fmt.Errorf("build: %w", err)
		}
	}
	return &Cache{dir: dir}, nil
}

// Result is a program and what it was made of. A build that failed has inputs too: a change of them
// is worth a new try.
type Result struct {
	Binary string
	Inputs *Inputs
}

// Build returns a program made of the plan. Only when it has to be made is building called, just
// before.
func (c *Cache) Build(ctx context.Context, p *Plan, building func()) (Result, error) {
	id := p.id()
	work := filepath.Join(c.dir, "work", id)
	if made, ok := c.fresh(p, id); ok {
		return made, nil
	}
	if err := os.MkdirAll(work, 0o700); err != nil {
		return Result{}, fmt.Errorf("build: %w", err)
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(work, "lock")).Lock()
	if err != nil {
		return Result{}, fmt.Errorf("build: %w", err)
	}
	defer unlock()
	if made, ok := c.fresh(p, id); ok {
		return made, nil // by whoever held the lock
	}
	building()
	made, err := c.make(ctx, p, id)
	if err == nil {
		c.prune(time.Now(), made.Binary, usual)
	}
	return made, err
}

// fresh finds a program whose inputs, as they were listed at its making, are what they are now.
func (c *Cache) fresh(p *Plan, id string) (Result, bool) {
	data, err := os.ReadFile(c.inputsFile(id))
	if err != nil {
		return Result{}, false
	}
	in := newInputs()
	if err := json.Unmarshal(data, in); err != nil {
		return Result{}, false
	}
	key, err := p.key(id, in)
	if err != nil {
		return Result{}, false
	}
	bin := c.binary(id, key)
	if _, err := os.Stat(bin); err != nil {
		return Result{}, false
	}
	now := time.Now()
	_ = os.Chtimes(filepath.Dir(bin), now, now) // the order in which prune takes them
	if again, err := json.Marshal(in); err == nil && string(again) != string(data) {
		_ = replaceFile(c.inputsFile(id), again) // stamps that have settled since; losing them costs a reading
	}
	return Result{bin, in}, true
}

// make builds until the inputs were the same before and after, so that the key speaks of what was
// compiled.
func (c *Cache) make(ctx context.Context, p *Plan, id string) (made Result, err error) {
	tmp, err := os.MkdirTemp(filepath.Join(c.dir, "tmp"), "build-")
	if err != nil {
		return made, fmt.Errorf("build: %w", err)
	}
	defer os.RemoveAll(tmp)
	for range 5 {
		w, err := p.prepare(filepath.Join(c.dir, "work", id))
		if err != nil {
			return made, err
		}
		if made.Inputs, err = p.inputs(ctx, w); err != nil {
			return made, err
		}
		before, err := p.key(id, made.Inputs)
		if err != nil {
			return made, err
		}
		if err := p.gobuild(ctx, w, filepath.Join(tmp, binaryName)); err != nil {
			return made, err
		}
		after, err := p.key(id, made.Inputs)
		if err != nil {
			return made, err
		}
		if before == after {
			made.Binary, err = c.keep(id, after, tmp, made.Inputs)
			return made, err
		}
	}
	return made, errors.New("the files changed during each of five builds: start again when they have settled")
}

// keep moves a program to its key in one step.
func (c *Cache) keep(id, key, tmp string, in *Inputs) (string, error) {
	bin := c.binary(id, key)
	if err := os.MkdirAll(filepath.Join(c.dir, "bin", id), 0o700); err != nil {
		return "", fmt.Errorf("build: %w", err)
	}
	if err := os.Rename(tmp, filepath.Dir(bin)); err != nil {
		// Another set of apps cannot have this key; a folder that is there is an earlier, equal
		// build.
		if _, there := os.Stat(bin); there != nil {
			return "", fmt.Errorf("build: %w", err)
		}
	}
	if in.partial {
		return bin, nil
	}
	data, err := json.Marshal(in)
	if err != nil {
		return "", fmt.Errorf("build: %w", err)
	}
	return bin, replaceFile(c.inputsFile(id), data)
}

func (c *Cache) inputsFile(id string) string { return filepath.Join(c.dir, "work", id, "inputs.json") }

func (c *Cache) binary(id, key string) string {
	return filepath.Join(c.dir, "bin", id, key, binaryName)
}

// id names the set of apps, whatever their files hold.
func (p *Plan) id() string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q\n", p.mod.root, p.mod.work, p.src)
	for _, app := range p.Apps {
		fmt.Fprintf(sum, "%q %q %q %v\n", app.Slug, app.Dir, app.Files, app.Whole)
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}

// key names the set of apps, all that its files hold, and all that the toolchain was told.
func (p *Plan) key(id string, in *Inputs) (string, error) {
	digest, err := in.digest()
	sum := sha256.New()
	fmt.Fprintln(sum, id, digest)
	identify(sum)
	return hex.EncodeToString(sum.Sum(nil))[:40], err
}

func replaceFile(path string, data []byte) error {
	tmp := path + ".new"
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	return nil
}
