// Command release makes a version of panelgo that carries its front end: a commit beside main that
// holds static/dist, a tag on it, and what is published of it, in a folder.
//
//	proxy/                     the module, laid out as a module proxy of files
//	panelgo_V_OS_ARCH.tar.gz   the command for each system (.zip for Windows)
//	panelgo_V_sbom.cdx.json    all that is inside, Go and npm (CycloneDX)
//	notes.md                   what has changed, from the commits
//	checksums.txt              SHA-256 of all of these
//
// Nothing is pushed. Run it from the root of the repository: make release VERSION=v0.1.0.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// systems are those that archives are made for, as GOOS/GOARCH.
const systems = "linux/amd64,linux/arm64,darwin/amd64,darwin/arm64,windows/amd64,windows/arm64"

// release is one version on its way.
type release struct {
	repo    string // root of the repository
	out     string // folder of the results, absolute
	mod     module.Version
	systems []string // GOOS/GOARCH
	say     io.Writer

	head   string // commit of main that is released
	commit string // the commit beside main
	stamp  stamp  // of head

	goParts map[string]component // modules that the command was linked of
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("release: ")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	out := flag.String("out", filepath.Join("bin", "release"), "folder of the results")
	only := flag.String("systems", systems, "systems to make archives for, as GOOS/GOARCH with commas between")
	flag.Parse()
	r := release{repo: ".", out: *out, mod: module.Version{Version: flag.Arg(0)}, systems: strings.Split(*only, ","), say: os.Stderr}
	if err := r.run(ctx); err != nil {
		stop()
		log.Fatal(err)
	}
}

// run makes everything, or leaves neither tag nor results behind.
func (r *release) run(ctx context.Context) (err error) {
	if r.out, err = filepath.Abs(r.out); err != nil {
		return err
	}
	if err := r.check(ctx); err != nil {
		return err
	}
	if err := os.RemoveAll(r.out); err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	if err := r.commitBeside(ctx); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.git(context.WithoutCancel(ctx), nil, "tag", "-d", r.mod.Version).err, os.RemoveAll(r.out))
		}
	}()
	for _, step := range []struct {
		what string
		do   func(context.Context) error
	}{
		{"module", r.writeProxy},
		{"archives", r.writeArchives},
		{"bill of materials", r.writeBill},
		{"notes", r.writeNotes},
		{"checksums", r.writeChecksums},
	} {
		fmt.Fprintf(r.say, "release: %s %s\n", r.mod.Version, step.what)
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	fmt.Fprintf(r.say, "release: %s lies in %s. Nothing is published until you say:\n\n\tgit push origin %s\n\n", r.mod.Version, r.out, r.mod.Version)
	return nil
}

// check refuses what could not be published, or not be made again.
func (r *release) check(ctx context.Context) error {
	v := r.mod.Version
	if semver.Canonical(v) != v || v == "" || module.IsPseudoVersion(v) || semver.Build(v) != "" {
		return fmt.Errorf("%q is no version: say make release VERSION=v0.1.0", v)
	}
	text, err := os.ReadFile(filepath.Join(r.repo, "go.mod"))
	if err != nil {
		return err
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return err
	}
	r.mod.Path = mod.Module.Mod.Path
	if err := module.Check(r.mod.Path, v); err != nil {
		return err
	}
	if len(mod.Replace)+len(mod.Exclude) > 0 {
		return errors.New("go.mod has a replace or exclude directive, and go install refuses such a module: remove it")
	}
	if r.git(ctx, nil, "rev-parse", "--verify", "--quiet", "refs/tags/"+v).err == nil {
		return fmt.Errorf("there is a tag %s already, and a version once published cannot be changed: choose another, or, if it was never pushed, say git tag -d %s", v, v)
	}
	return r.checkTree(ctx)
}

func (r *release) checkTree(ctx context.Context) error {
	branch := r.git(ctx, nil, "symbolic-ref", "--quiet", "--short", "HEAD")
	if branch.err != nil || branch.text() != "main" {
		return errors.New("a release is made from main: git switch main")
	}
	status := r.git(ctx, nil, "status", "--porcelain")
	if status.err != nil {
		return status.err
	}
	if dirty := status.text(); dirty != "" {
		return fmt.Errorf("the working tree has changes that no commit holds; commit or remove them:\n%s", dirty)
	}
	if _, err := os.Stat(filepath.Join(r.repo, dist, "manifest.json")); err != nil {
		return fmt.Errorf("there is no front end to release (%w): run make assets", err)
	}
	return nil
}
