package rescue

import (
	"bufio"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
)

// maxFrames is how many calls are told of a panic, those next to it.
const maxFrames = 8

// maxWords is how many bytes of an error the log has: what an app panics with may be anything.
const maxWords = 500

// around is how many lines of code are shown before and after the one that panicked.
const around = 3

// Frame is a call in an author's code.
type Frame struct {
	File string
	Line int
	Func string // with the last element of its package's path, as in main.load
}

func (f Frame) String() string { return fmt.Sprintf("%s:%d %s", f.File, f.Line, f.Func) }

// Frames are the calls in the author's own code that led to the panic, the innermost first. Those
// of the standard library, of other modules and of panelgo are left out: nobody can mend an app
// there. Where no other is, the innermost of panelgo's stand for them.
func (e *Error) Frames() []Frame {
	var own, inside []Frame
	panicking := false
	frames := runtime.CallersFrames(e.callers)
	for more := len(e.callers) > 0; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if f.Function == "runtime.gopanic" {
			panicking = true // what came before is what recovered
			continue
		}
		pkg := packageOf(f.Function)
		if !panicking || standard(pkg) {
			continue
		}
		if !ours(pkg) && (strings.Contains(f.File, "/pkg/mod/") || strings.Contains(f.File, "/vendor/")) {
			continue
		}
		at := Frame{f.File, f.Line, path.Base(pkg) + strings.TrimPrefix(f.Function, pkg)}
		if ours(pkg) {
			inside = append(inside, at)
		} else {
			own = append(own, at)
		}
	}
	if len(own) == 0 {
		own = inside
	}
	return own[:min(len(own), maxFrames)]
}

// packageOf is the path of the package that a function belongs to.
func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/') + 1
	name, _, _ := strings.Cut(function[slash:], ".")
	return function[:slash] + name
}

// standard reports whether a package is of the standard library.
func standard(pkg string) bool {
	root, _, _ := strings.Cut(pkg, "/")
	return slices.Contains(roots, root)
}

// roots are the first elements of paths in the standard library that an app may be called by, or
// call. Where an app runs nobody can be asked for the whole list.
var roots = strings.Fields(`
	archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash
	html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv
	strings structs sync syscall testing text time unicode unique unsafe vendor weak`)

// house is the path that all of panelgo's packages begin with.
const house = "github.com/panelgo/panelgo"

// ours reports whether a package is one of panelgo's. Examples and tests are authors.
func ours(pkg string) bool {
	inside, ok := strings.CutPrefix(pkg, house)
	if !ok || strings.HasSuffix(pkg, "_test") {
		return false
	}
	room, _, _ := strings.Cut(strings.TrimPrefix(inside, "/"), "/")
	switch room {
	case "", "auth", "document", "internal", "server", "session", "static":
		return inside == "" || inside[0] == '/'
	}
	return false
}

// Attrs are what the log says of an error, one attribute for each fact: the error, and of a panic
// where it was and by which calls. With code, also the line that panicked.
func Attrs(err error, code bool) []any {
	words := err.Error()
	if len(words) > maxWords {
		words = strings.ToValidUTF8(words[:maxWords], "") + "…"
	}
	all := []any{slog.String("err", words)}
	var p *Error
	if !errors.As(err, &p) {
		return all
	}
	frames := p.Frames()
	if len(frames) == 0 {
		return all
	}
	all = append(all, slog.String("at", fmt.Sprintf("%s:%d", frames[0].File, frames[0].Line)), slog.String("in", frames[0].Func))
	if code {
		if lines := excerpt(frames[0], 0); len(lines) > 0 {
			all = append(all, slog.String("code", strings.TrimSpace(lines[0])))
		}
	}
	if len(frames) > 1 {
		calls := make([]string, len(frames)-1)
		for i, f := range frames[1:] {
			calls[i] = f.String()
		}
		all = append(all, slog.String("from", strings.Join(calls, " < ")))
	}
	return all
}

// Details are what an author wants to read of an error on their own machine: its words, and of a
// panic the code around it and the calls that led there. They are for development alone.
func Details(err error) string {
	var p *Error
	if !errors.As(err, &p) {
		return err.Error()
	}
	var b strings.Builder
	b.WriteString(err.Error())
	for i, f := range p.Frames() {
		fmt.Fprintf(&b, "\n\n%s:%d  %s", f.File, f.Line, f.Func)
		if i > 0 {
			continue
		}
		lines := excerpt(f, around)
		first := max(1, f.Line-around)
		for n, line := range lines {
			mark := "  "
			if first+n == f.Line {
				mark = "> "
			}
			fmt.Fprintf(&b, "\n%s%5d  %s", mark, first+n, line)
		}
	}
	return b.String()
}

// excerpt reads the lines around a call; there are none where the source cannot be read any more.
func excerpt(f Frame, around int) []string {
	file, err := os.Open(f.File)
	if err != nil {
		return nil
	}
	defer func() { _ = file.Close() }() // it was only read
	var lines []string
	scan := bufio.NewScanner(file)
	for n := 1; scan.Scan() && n <= f.Line+around; n++ {
		if n >= f.Line-around {
			lines = append(lines, scan.Text())
		}
	}
	return lines
}
