package build

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/panelgo/panelgo/static"
)

// staticPath is the package that holds the front end.
const staticPath = panelgoPath + "/static"

// reach finds out which files of the front end the apps' models can ask for. The linker knows: a
// model is made by document.New, whose dictionary for its type is in the program only if something
// that can run makes one. Where that cannot be told, all files are kept.
func (p *Plan) reach(ctx context.Context, work, made string) error {
	p.ship.parts, p.ship.Left = nil, 0
	if p.ship.All {
		return nil
	}
	w, err := p.prepare(work)
	if err != nil {
		return err
	}
	dirs, err := p.packages(ctx, w)
	if err != nil || dirs[staticPath] == "" {
		return err // it has no front end
	}
	p.ship.links = true
	err = p.shipInto(ctx, work, made)
	p.ship.links = false
	if err != nil {
		return err
	}
	need, ok, err := p.needs(ctx, made, dirs)
	if err != nil || !ok {
		return err
	}
	return p.takeParts(filepath.Join(dirs[staticPath], "dist"), need)
}

// packages are the folders of all that the target imports.
func (p *Plan) packages(ctx context.Context, w workspace) (map[string]string, error) {
	out, err := p.gocmd(ctx, w, "list", "-deps", "-f", "{{.ImportPath}}\t{{.Dir}}")
	if err != nil {
		return nil, p.complaint(w, err)
	}
	dirs := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		dirs[path] = dir
	}
	return dirs, nil
}

// made is the symbol of a model that something makes: its package, and its type.
var madeModel = regexp.MustCompile(`panelgo/panelgo/document\.\.dict\.New\[(.+)\.(\w+)\]$`)

// needs are the parts that the models in a program need; not ok where one is not understood.
func (p *Plan) needs(ctx context.Context, program string, dirs map[string]string) (need static.Need, ok bool, err error) {
	gocmd, err := toolchain()
	if err != nil {
		return 0, false, err
	}
	out, err := exec.CommandContext(ctx, gocmd, "tool", "nm", program).Output()
	if err != nil {
		return 0, false, fmt.Errorf("build: look at what was linked: %w", err)
	}
	models := 0
	for line := range strings.Lines(string(out)) {
		m := madeModel.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || m[1] == panelgoPath+"/document" && m[2] == "Foreign" { // that one came from a browser, which has it
			continue
		}
		name, found := p.modelName(dirs[m[1]], m[2])
		if !found {
			return 0, false, nil
		}
		need |= static.NeedOf(name)
		models++
	}
	return need, models > 0, nil
}

// modelName is what a type's tag calls it in the front end.
func (p *Plan) modelName(dir, name string) (string, bool) {
	declared := regexp.MustCompile(`(?m)^(?:type )?\s*` + name + ` struct \{\n(?:\s*//.*\n)*\s*(?:\w+\.)?Base\s+` + "`bokeh:\"([^\"]+)\"")
	if dir == "" {
		return "", false
	}
	for virtual, text := range p.files {
		if m := declared.FindSubmatch(text); m != nil && filepath.Dir(virtual) == dir {
			return string(m[1]), true
		}
	}
	files, _ := filepath.Glob(filepath.Join(escape(dir), "*.go"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", false
		}
		if m := declared.FindSubmatch(text); m != nil {
			return string(m[1]), true
		}
	}
	return "", false
}

// takeParts reads the files of the front end that a set of parts wants, and what the manifest says
// of them.
func (p *Plan) takeParts(dist string, need static.Need) error {
	text, err := os.ReadFile(filepath.Join(dist, "manifest.json"))
	if err != nil {
		return nil // the program says at its start that it has no front end
	}
	var manifest struct {
		Files []static.File `json:"files"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return fmt.Errorf("build: %s: %w", dist, err)
	}
	parts := map[string][]byte{}
	kept := manifest.Files[:0:0]
	for _, f := range manifest.Files {
		names := []string{f.Hash}
		if f.Gzip > 0 {
			names = []string{f.Hash + ".gz", f.Hash + ".br"}
		}
		wanted := need.Wants(f.Path)
		if wanted {
			kept = append(kept, f)
		}
		for _, name := range names {
			data, err := os.ReadFile(filepath.Join(dist, "files", name))
			if err != nil {
				return fmt.Errorf("build: %w", err)
			}
			if wanted {
				parts["files/"+name] = data
			} else {
				p.ship.Left += int64(len(data))
			}
		}
	}
	if parts["LICENSES.txt.gz"], err = os.ReadFile(filepath.Join(dist, "LICENSES.txt.gz")); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	manifest.Files = kept
	if parts["manifest.json"], err = json.Marshal(manifest); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	p.ship.parts = parts
	return nil
}

// layParts embeds the files in the main package, and hands them over before main runs.
func (p *Plan) layParts(dir, file string) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "package main\n\nimport (\n\t\"embed\"\n\t\"io/fs\"\n\n\t_ %q\n\tpanelgostatic %q\n)\n\n", standalonePath, staticPath)
	b.WriteString("//go:embed all:panelgo_front_end\nvar panelgoFrontEnd embed.FS\n\n" +
		"func init() {\n\tfiles, err := fs.Sub(panelgoFrontEnd, \"panelgo_front_end\")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tpanelgostatic.Provide(files)\n}\n")
	p.files[file] = b.Bytes()
	for name, data := range p.ship.parts {
		p.files[filepath.Join(dir, "panelgo_front_end", "dist", filepath.FromSlash(name))] = data
	}
}

// tags are those that GOFLAGS asks for, which a flag of our own would replace.
func tags() []string {
	for word := range strings.FieldsSeq(os.Getenv("GOFLAGS")) {
		if list, ok := strings.CutPrefix(strings.TrimPrefix(word, "-"), "-tags="); ok {
			return strings.Split(list, ",")
		}
		if list, ok := strings.CutPrefix(word, "-tags="); ok {
			return strings.Split(list, ",")
		}
	}
	return nil
}
