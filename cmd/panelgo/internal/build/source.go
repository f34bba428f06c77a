package build

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/dirhash"
)

// Source is where apps outside any module take panelgo from: the very code that this command was
// built of.
type Source struct {
	Dir     string // a checkout, or the module cache's copy
	Version string // set when the command was installed from a published version
	Sum     string // of that version's files, as in go.sum
}

// FindSource asks, in this order, the linker's word (make build), the version that go install left
// in the binary, and the place that the compiler noted.
func FindSource(linked string) Source {
	if isPanelgo(linked) {
		return Source{Dir: linked}
	}
	if info, ok := debug.ReadBuildInfo(); ok && published(info.Main) {
		src := Source{Version: info.Main.Version, Sum: info.Main.Sum}
		if dir := cached(info.Main.Version); isPanelgo(dir) {
			src.Dir = dir
		}
		return src
	}
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) {
		root := filepath.Join(filepath.Dir(file), "..", "..", "..", "..")
		if isPanelgo(root) {
			return Source{Dir: root}
		}
	}
	return Source{}
}

// published reports whether the command was installed from a version that others can get. Only a
// module that came through the module cache has a sum: to a local checkout the toolchain gives a
// version (v0.0.0-DATE-HASH, or a tag) that may be nowhere else.
func published(main debug.Module) bool {
	return main.Path == panelgoPath && main.Sum != "" && main.Version != ""
}

func cached(version string) string {
	escaped, err := module.EscapeVersion(version)
	if err != nil {
		return ""
	}
	return filepath.Join(modcache(), filepath.FromSlash(panelgoPath)+"@"+escaped)
}

func isPanelgo(dir string) bool {
	if dir == "" {
		return false
	}
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	return err == nil && modfile.ModulePath(data) == panelgoPath
}

// looseModule writes the go.mod of apps outside any module: panelgo, and everything that panelgo
// itself requires, so that nothing is asked of the network which the module cache has. Requirements
// that go build added later are kept until panelgo's own change.
func (s Source) looseModule(dir string) error {
	if s.Dir == "" && s.Version == "" {
		return errors.New("this file lies outside any module, and this panelgo command does not know where its own source is.\n" +
			"Either put the file into a module:\n\n\tgo mod init example.com/apps\n\tgo get " + panelgoPath + "@latest\n\n" +
			"or install the command from a checkout with make build, or with go install " + panelgoPath + "/cmd/panelgo@latest")
	}
	text, sum, err := s.requirements()
	if err != nil {
		return err
	}
	base := filepath.Join(dir, "go.mod.base")
	if old, err := os.ReadFile(base); err == nil && string(old) == string(text) {
		return nil
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o600),
		os.WriteFile(filepath.Join(dir, "go.mod"), text, 0o600),
		os.WriteFile(base, text, 0o600),
	)
}

// requirements writes a go.mod and its go.sum. A published version is required as such, and the sum
// that the command was built with says which files that means; another source replaces panelgo.
func (s Source) requirements() (text, sum []byte, err error) {
	mod := new(modfile.File)
	if err := mod.AddModuleStmt("apps.panelgo.local"); err != nil {
		return nil, nil, err
	}
	mod.AddNewRequire(panelgoPath, cmp.Or(s.Version, "v0.0.0"), false)
	goVersion := goLine()
	if s.Dir != "" {
		data, err := os.ReadFile(filepath.Join(s.Dir, "go.mod"))
		if err != nil {
			return nil, nil, fmt.Errorf("build: read panelgo's own requirements: %w", err)
		}
		own, err := modfile.ParseLax("go.mod", data, nil)
		if err != nil {
			return nil, nil, fmt.Errorf("build: %w", err)
		}
		for _, r := range own.Require {
			mod.AddNewRequire(r.Mod.Path, r.Mod.Version, true)
		}
		if own.Go != nil {
			goVersion = own.Go.Version
		}
		if sum, err = os.ReadFile(filepath.Join(s.Dir, "go.sum")); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, nil, fmt.Errorf("build: read panelgo's own sums: %w", err)
		}
		if s.Version != "" {
			sum = append(sum, s.modSum(data)...)
		}
	}
	err = mod.AddGoStmt(goVersion)
	if s.Version == "" {
		err = errors.Join(err, mod.AddReplace(panelgoPath, "", s.Dir, ""))
	}
	if s.Sum != "" {
		sum = fmt.Appendf(sum, "%s %s %s\n", panelgoPath, s.Version, s.Sum)
	}
	mod.Cleanup()
	text, more := mod.Format()
	if err = errors.Join(err, more); err != nil {
		return nil, nil, fmt.Errorf("build: %w", err)
	}
	return text, sum, nil
}

// modSum is the line of go.sum for panelgo's own go.mod.
func (s Source) modSum(data []byte) string {
	h1, err := dirhash.Hash1([]string{"go.mod"}, func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil })
	if err != nil {
		return "" // the go command asks the checksum database
	}
	return fmt.Sprintf("%s %s/go.mod %s\n", panelgoPath, s.Version, h1)
}

// goLine is the language version of a module made by this command.
func goLine() string {
	return strings.TrimPrefix(cmp.Or(version.Lang(runtime.Version()), "go1.26"), "go")
}
