package rescue_test

import (
	"bytes"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/rescue"
)

func reach(list []int, i int) int { return list[i] }

func throughTheLibrary() {
	slices.SortFunc([]int{1, 2}, func(a, b int) int { return reach(nil, 3) })
}

func TestFramesAreThoseOfTheAuthor(t *testing.T) {
	err := rescue.Call(func() error { throughTheLibrary(); return nil })
	var p *rescue.Error
	if !errors.As(err, &p) {
		t.Fatal(err)
	}
	frames := p.Frames()
	if len(frames) < 3 || frames[0].Func != "rescue_test.reach" || !strings.HasSuffix(frames[0].File, "/frames_test.go") {
		t.Fatalf("the frames are %v", frames)
	}
	for _, f := range frames {
		if !strings.HasPrefix(f.Func, "rescue_test.") {
			t.Errorf("%v is not the author's", f)
		}
	}
	said := rescue.Details(err)
	for _, want := range []string{"index out of range [3]", "frames_test.go:14  rescue_test.reach", ">    14  func reach(list []int, i int) int { return list[i] }", "rescue_test.throughTheLibrary"} {
		if !strings.Contains(said, want) {
			t.Errorf("the details lack %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "runtime") && strings.Contains(said, "/runtime/") || strings.Contains(said, "zsort") {
		t.Errorf("the details name the library:\n%s", said)
	}
}

func TestTheLogHasAnAttributeForEachFact(t *testing.T) {
	err := rescue.Call(func() error { throughTheLibrary(); return nil })
	for _, code := range []bool{false, true} {
		var b bytes.Buffer
		slog.New(slog.NewTextHandler(&b, nil)).Error("failed", rescue.Attrs(err, code)...)
		line := b.String()
		for _, want := range []string{"err=\"panic: runtime error: index out of range", "frames_test.go:14", "in=rescue_test.reach", "from="} {
			if !strings.Contains(line, want) {
				t.Errorf("the log lacks %q: %s", want, line)
			}
		}
		if strings.Contains(line, "return list[i]") != code || len(line) > 1500 {
			t.Errorf("with code %v the log has %d bytes: %s", code, len(line), line)
		}
	}
	if got := rescue.Attrs(errOwn, true); len(got) != 1 || rescue.Details(errOwn) != "own" {
		t.Errorf("of an error that is no panic the log says %v", got)
	}
}
