package build

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// panelgoPath is the module that every app imports.
const panelgoPath = "github.com/panelgo/panelgo"

// moduleInfo is the module that a user's file lies in.
type moduleInfo struct {
	root string // directory of its go.mod; empty outside any module
	path string
	file *modfile.File
	work string // the go.work in force, if any
}

// findModule walks up from dir as the go command does.
func findModule(dir string) (moduleInfo, error) {
	var m moduleInfo
	for at := dir; ; at = filepath.Dir(at) {
		name := filepath.Join(at, "go.mod")
		// The go command, too, overlooks a go.mod that stands right in the folder for temporary
		// files.
		if data, err := os.ReadFile(name); err == nil && at != filepath.Clean(os.TempDir()) {
			m.root = at
			if m.file, err = modfile.ParseLax(name, data, nil); err != nil {
				return m, fmt.Errorf("%s: %w", name, err)
			}
			if m.file.Module == nil {
				return m, fmt.Errorf("%s does not say which module it is: run go mod init in %s", name, at)
			}
			m.path = m.file.Module.Mod.Path
			break
		}
		if at == filepath.Dir(at) {
			return m, nil
		}
	}
	m.work = findWork(m.root)
	return m, nil
}

func findWork(dir string) string {
	switch set := os.Getenv("GOWORK"); set {
	case "":
	case "off":
		return ""
	default:
		return set
	}
	for {
		name := filepath.Join(dir, "go.work")
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			return name
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// knowsPanelgo reports whether the go.mod alone says that panelgo can be imported. A workspace may
// know it besides.
func (m moduleInfo) knowsPanelgo() bool {
	if m.path == panelgoPath || m.work != "" {
		return true
	}
	for _, r := range m.file.Require {
		if r.Mod.Path == panelgoPath {
			return true
		}
	}
	return false
}

// Unrequired is a module that holds apps and does not require panelgo.
type Unrequired struct {
	Root string // folder of its go.mod, or where one is to stand
	New  bool   // there is no go.mod yet
	path string // of the new module; empty: one made of the folder's name
	src  Source
}

// Error shows the commands that Require runs.
func (u *Unrequired) Error() string {
	lines := []string{"cd " + quoted(u.Root)}
	for _, words := range u.commands() {
		for i := range words {
			words[i] = quoted(words[i])
		}
		lines = append(lines, "go "+strings.Join(words, " "))
	}
	return fmt.Sprintf("the module in %s does not require panelgo yet. Add it with:\n\n\t%s\n\nor have it done: panelgo serve --add-requirement …",
		u.Root, strings.Join(lines, "\n\t"))
}

// commands are the calls of the go command that make the module require the panelgo that this
// command is, the same that apps outside any module get.
func (u *Unrequired) commands() [][]string {
	var all [][]string
	if u.New {
		all = append(all, []string{"mod", "init", cmp.Or(u.path, moduleName(filepath.Base(u.Root)))})
	}
	if u.src.Version == "" && u.src.Dir != "" {
		return append(all, []string{"mod", "edit", "-replace", panelgoPath + "=" + u.src.Dir}, []string{"get", panelgoPath})
	}
	return append(all, []string{"get", panelgoPath + "@" + cmp.Or(u.src.Version, "latest")})
}

// moduleName makes a module path of a folder's name, which may hold what no path can.
func moduleName(dir string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.':
			return r
		}
		return '-'
	}, dir)
	if name = strings.Trim(name, "-_."); name == "" {
		name = "apps"
	}
	return "example.com/" + name
}

// Require has the go command write the requirement, and tells say each call before it is made.
func (u *Unrequired) Require(ctx context.Context, say io.Writer) error {
	gocmd, err := toolchain()
	if err != nil {
		return err
	}
	for _, words := range u.commands() {
		fmt.Fprintf(say, "%s: go %s\n", u.Root, strings.Join(words, " "))
		cmd := exec.CommandContext(ctx, gocmd, words...)
		cmd.Dir, cmd.Stderr = u.Root, say
		cmd.Env = append(os.Environ(), "PWD="+u.Root)
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("build: go %s: %w", strings.Join(words, " "), err)
		}
	}
	return nil
}

func quoted(path string) string {
	if strings.ContainsAny(path, " '\"$&;()") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
