package build

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/find"
)

// Failure is what the compiler or the go command said, in terms of the user's files.
type Failure struct {
	Output string       // plain, for a terminal: paths as seen from the working folder
	Places []Diagnostic // the lines of Output that name a place
	Hint   string       // what to do about it, where there is more to say
}

// Diagnostic is one complaint about one place.
type Diagnostic struct {
	File    string `json:"file"` // absolute
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

func (f *Failure) Error() string {
	if f.Hint != "" {
		return f.Output + "\n\n" + f.Hint
	}
	return f.Output
}

// Explain gives any error of this package, or of find, the form of a Failure.
func Explain(err error) *Failure {
	var failed *Failure
	if errors.As(err, &failed) {
		return failed
	}
	f := &Failure{Output: err.Error()}
	var syntax *find.SyntaxError
	if errors.As(err, &syntax) {
		for _, one := range syntax.List {
			f.Places = append(f.Places, Diagnostic{one.Pos.Filename, one.Pos.Line, one.Pos.Column, one.Msg})
		}
	}
	return f
}

var (
	place     = regexp.MustCompile(`^(.+?\.go):(\d+):(?:(\d+):)? (.*)$`)
	noPanelgo = regexp.MustCompile(`(no required module provides package|cannot find module providing package|package) ` +
		regexp.QuoteMeta(panelgoPath) + `(:| is not in std|;|$)`)
	undefined = regexp.MustCompile(`^undefined: (\w+)$`)
)

// explain turns the output of go build into a Failure.
func (p *Plan) explain(w workspace, output string) error {
	if noPanelgo.MatchString(output) && !p.loose {
		return &Unrequired{Root: p.mod.root, src: p.src}
	}
	wd, _ := os.Getwd()
	f := new(Failure)
	var lines []string
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "# ") {
			continue // the package that the next lines are about; they name the file
		}
		m := place.FindStringSubmatch(line)
		if m == nil {
			lines = append(lines, line)
			if n := len(f.Places); n > 0 && strings.HasPrefix(line, "\t") {
				f.Places[n-1].Message += "\n" + line
			}
			continue
		}
		d := Diagnostic{File: absolute(w, m[1]), Message: m[4]}
		d.Line, _ = strconv.Atoi(m[2])
		d.Column, _ = strconv.Atoi(m[3])
		f.Places = append(f.Places, d)
		lines = append(lines, seenFrom(wd, d.File)+strings.TrimPrefix(line, m[1]))
	}
	f.Output = strings.TrimSpace(strings.Join(lines, "\n"))
	f.Hint = p.hint(f)
	return f
}

// absolute completes a path in the compiler's output, which is relative to where go build ran.
func absolute(w workspace, path string) string {
	if !filepath.IsAbs(path) {
		path = filepath.Join(w.root, path)
	}
	return path
}

func seenFrom(wd, path string) string {
	if rel, err := filepath.Rel(wd, path); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}

// hint knows the commonest slip: a file was named whose package has more files.
func (p *Plan) hint(f *Failure) string {
	for _, d := range f.Places {
		m := undefined.FindStringSubmatch(d.Message)
		if m == nil {
			continue
		}
		at := slices.IndexFunc(p.Apps, func(a find.App) bool { return !a.Whole && slices.Contains(a.Files, d.File) })
		if at < 0 {
			continue
		}
		dir := p.Apps[at].Dir
		if other := declares(dir, m[1]); other != "" {
			wd, _ := os.Getwd()
			return m[1] + " is declared in " + seenFrom(wd, other) + ". To serve all files of the package, name the directory:\n\n\tpanelgo serve " +
				quoted(seenFrom(wd, dir)) + "\n"
		}
	}
	return ""
}

// declares finds a Go file in dir that declares name at its top level, as far as a line's beginning
// shows.
func declares(dir, name string) string {
	files, _ := filepath.Glob(filepath.Join(escape(dir), "*.go"))
	top := regexp.MustCompile(`(?m)^(func|type|var|const|\t)\s*` + name + `\b`)
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil && top.Match(text) {
			return file
		}
	}
	return ""
}
