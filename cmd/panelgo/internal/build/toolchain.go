package build

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// installed are the places where installers put a toolchain without telling PATH.
var installed = []string{"/usr/local/go", "/usr/lib/go", "/opt/homebrew/opt/go/libexec"}

// toolchain finds the go command: in PATH, else where installers put it.
func toolchain() (string, error) {
	if path, err := exec.LookPath("go"); err == nil {
		return filepath.Abs(path)
	}
	for _, root := range append([]string{os.Getenv("GOROOT")}, installed...) {
		path := filepath.Join(root, "bin", "go")
		if info, err := os.Stat(path); root != "" && err == nil && !info.IsDir() {
			return path, nil
		}
	}
	return "", errNoToolchain
}

// passing are variables that begin like those of a build and change only how a program runs.
var passing = []string{"GOMAXPROCS", "GOGC", "GOMEMLIMIT", "GODEBUG", "GOTRACEBACK", "GOCOVERDIR", "GORACE", "GOCACHE", "GOTMPDIR"}

// identify writes all that changes a build's result and is no file of the user's: the toolchain,
// its settings, and this command itself.
func identify(w io.Writer) {
	fmt.Fprintln(w, "layout 1", runtime.GOOS, runtime.GOARCH)
	if gocmd, err := toolchain(); err == nil {
		identifyFile(w, gocmd)
		if real, err := filepath.EvalSymlinks(gocmd); err == nil {
			version, _ := os.ReadFile(filepath.Join(filepath.Dir(filepath.Dir(real)), "VERSION"))
			fmt.Fprintf(w, "%s\n", version)
		}
	}
	if self, err := os.Executable(); err == nil {
		identifyFile(w, self)
	}
	env := os.Environ()
	slices.Sort(env)
	for _, entry := range env {
		name, _, _ := strings.Cut(entry, "=")
		build := strings.HasPrefix(name, "GO") || strings.HasPrefix(name, "CGO_") || slices.Contains([]string{"CC", "CXX", "FC", "AR", "PKG_CONFIG"}, name)
		if build && !slices.Contains(passing, name) {
			fmt.Fprintln(w, entry)
		}
	}
	settings, _ := os.ReadFile(goenvFile())
	fmt.Fprintf(w, "%s\n", settings)
}

// identifyFile tells one state of a large file from another without reading it.
func identifyFile(w io.Writer, path string) {
	if info, err := os.Stat(path); err == nil {
		fmt.Fprintln(w, path, stampOf(info))
	}
}

// goenvFile is where go env -w writes.
func goenvFile() string {
	if path := os.Getenv("GOENV"); path != "" {
		return path
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "go", "env")
}
