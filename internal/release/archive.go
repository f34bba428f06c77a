package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// writeArchives builds the command for each system, out of the module just made, so that it knows
// its version and sum, and packs it.
func (r *release) writeArchives(ctx context.Context) error {
	work, err := os.MkdirTemp("", "panelgo-release-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	env, err := r.goEnv(ctx, work)
	if err != nil {
		return err
	}
	for _, system := range r.systems {
		goos, goarch, ok := strings.Cut(system, "/")
		if !ok {
			return fmt.Errorf("%q is no system: write GOOS/GOARCH", system)
		}
		program, err := r.install(ctx, work, env, goos, goarch)
		if err != nil {
			return err
		}
		if err := r.pack(program, goos, goarch); err != nil {
			return err
		}
		if err := r.noteModules(program); err != nil {
			return err
		}
	}
	return nil
}

// goEnv is the environment of the go command: the module just made comes first, then what this
// machine has downloaded, then the usual proxies. The cache of modules is its own, since the
// version may yet be made again. The checksum database cannot know the version.
func (r *release) goEnv(ctx context.Context, work string) ([]string, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "GOMODCACHE", "GOPROXY", "GONOSUMDB")
	cmd.Dir = r.repo
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	said := strings.Split(string(out), "\n")
	if len(said) < 3 {
		return nil, fmt.Errorf("go env: %q cannot be read", out)
	}
	downloaded := filepath.Join(said[0], "cache", "download")
	return append(os.Environ(),
		"GOPATH="+work, "GOMODCACHE="+filepath.Join(work, "mod"), "GOBIN=", "GOWORK=off",
		"GOPROXY="+fileURL(filepath.Join(r.out, "proxy"))+","+fileURL(downloaded)+","+said[1],
		"GONOSUMDB="+strings.TrimPrefix(said[2]+","+r.mod.Path, ","),
		"GOFLAGS=-modcacherw", "CGO_ENABLED=0"), nil
}

func fileURL(dir string) string {
	dir = filepath.ToSlash(dir)
	if !strings.HasPrefix(dir, "/") {
		dir = "/" + dir // C:/…
	}
	return "file://" + dir
}

// install builds the command and returns its file.
func (r *release) install(ctx context.Context, work string, env []string, goos, goarch string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "install", "-trimpath", "-ldflags=-s -w", r.mod.Path+"/cmd/panelgo@"+r.mod.Version)
	cmd.Dir, cmd.Env = work, append(slices.Clone(env), "GOOS="+goos, "GOARCH="+goarch)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go install for %s/%s: %w\n%s", goos, goarch, err, out)
	}
	dir := filepath.Join(work, "bin")
	if goos != runtime.GOOS || goarch != runtime.GOARCH {
		dir = filepath.Join(dir, goos+"_"+goarch)
	}
	return filepath.Join(dir, executable(goos)), nil
}

func executable(goos string) string {
	if goos == "windows" {
		return "panelgo.exe"
	}
	return "panelgo"
}

// name is how the release calls a file of its own.
func (r *release) name(rest string) string {
	return filepath.Join(r.out, "panelgo_"+strings.TrimPrefix(r.mod.Version, "v")+"_"+rest)
}

// pack writes the archive for one system. All times are the commit's.
func (r *release) pack(program, goos, goarch string) error {
	files := []packed{{executable(goos), program, 0o755}}
	for _, name := range []string{"LICENSE", "README.md"} {
		files = append(files, packed{name, filepath.Join(r.repo, name), 0o644})
	}
	suffix, write := ".tar.gz", writeTar
	if goos == "windows" {
		suffix, write = ".zip", writeZip
	}
	out, err := os.Create(r.name(goos + "_" + goarch + suffix))
	if err != nil {
		return err
	}
	return errors.Join(write(out, files, r.stamp.when), out.Close())
}

// packed is a file on its way into an archive.
type packed struct {
	name, file string
	mode       fs.FileMode
}

func writeTar(out io.Writer, files []packed, when time.Time) error {
	zipped := gzip.NewWriter(out)
	archive := tar.NewWriter(zipped)
	for _, f := range files {
		data, err := os.ReadFile(f.file)
		if err != nil {
			return err
		}
		head := tar.Header{Name: f.name, Mode: int64(f.mode), Size: int64(len(data)), ModTime: when, Format: tar.FormatUSTAR}
		if err := archive.WriteHeader(&head); err != nil {
			return err
		}
		if _, err := archive.Write(data); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), zipped.Close())
}

func writeZip(out io.Writer, files []packed, when time.Time) error {
	archive := zip.NewWriter(out)
	for _, f := range files {
		data, err := os.ReadFile(f.file)
		if err != nil {
			return err
		}
		head := zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: when}
		head.SetMode(f.mode)
		into, err := archive.CreateHeader(&head)
		if err != nil {
			return err
		}
		if _, err := into.Write(data); err != nil {
			return err
		}
	}
	return archive.Close()
}

// writeChecksums sums every file, as sha256sum -c reads it.
func (r *release) writeChecksums(context.Context) error {
	var text strings.Builder
	err := filepath.WalkDir(r.out, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(r.out, name)
		fmt.Fprintf(&text, "%x  %s\n", sha256.Sum256(data), filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(r.out, "checksums.txt"), []byte(text.String()), 0o644)
}
