package build

import (
	"cmp"
	"fmt"
	"os"
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

// needsPanelgo is the way out for a module that does not require panelgo.
func needsPanelgo(root string, src Source) error {
	var lines []string
	if root != "" {
		lines = append(lines, "cd "+quoted(root))
	}
	if src.Version == "" && src.Dir != "" {
		lines = append(lines, "go mod edit -replace "+panelgoPath+"="+quoted(src.Dir))
		lines = append(lines, "go get "+panelgoPath)
	} else {
		lines = append(lines, "go get "+panelgoPath+"@"+cmp.Or(src.Version, "latest"))
	}
	return fmt.Errorf("the module in %s does not require panelgo yet. Add it with:\n\n\t%s", root, strings.Join(lines, "\n\t"))
}

func quoted(path string) string {
	if strings.ContainsAny(path, " '\"$&;()") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
