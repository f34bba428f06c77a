package reactive_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/reactive"
)

// journal is a file that is written to.
type journal struct {
	t    *testing.T
	name string
}

func (j journal) add(text string) {
	j.t.Helper()
	file, err := os.OpenFile(j.name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		j.t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.WriteString(text); err != nil {
		j.t.Fatal(err)
	}
}

// tailed follows a journal in a session, and returns all lines that have come until some time has
// passed.
func tailed(t *testing.T, j journal) (st *stage, lines func() []string) {
	t.Helper()
	var all []string
	st = open(t, func(doc *document.Document) {
		if _, err := Tail(doc, j.name, time.Second, func(lines []string) { all = append(all, lines...) }); err != nil {
			t.Fatal(err)
		}
	})
	return st, func() (got []string) {
		time.Sleep(5 * time.Second)
		synctest.Wait()
		st.must(func() { got, all = all, nil })
		return got
	}
}

func TestTailFollowsAFileThroughItsRotation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := journal{t, filepath.Join(t.TempDir(), "app.log")}
		j.add("one\ntwo\nthr")
		_, lines := tailed(t, j)
		steps := []struct {
			what string
			do   func() error
			want []string
		}{
			{"what was there", func() error { return nil }, []string{"one", "two"}},
			{"a line's rest", func() error { j.add("ee\r\n\n"); return nil }, []string{"three"}},
			{"moved away", func() error { j.add("four\nfi"); return os.Rename(j.name, j.name+".1") }, []string{"four"}},
			{"written to yet", func() error { journal{t, j.name + ".1"}.add("ve\nsi"); return nil }, []string{"five"}},
			{"another", func() error { journal{t, j.name + ".1"}.add("x"); j.add("seven\n"); return nil }, []string{"six", "seven"}},
			{"emptied", func() error { j.add("half"); return os.Truncate(j.name, 0) }, nil},
			{"anew", func() error { j.add("8\n"); return nil }, []string{"8"}},
			{"replaced", func() error { journal{t, j.name + ".2"}.add("nine\n"); return os.Rename(j.name+".2", j.name) }, []string{"nine"}},
			{"removed", func() error { return os.Remove(j.name) }, nil},
			{"back", func() error { j.add("ten\n"); return nil }, []string{"ten"}},
		}
		for _, step := range steps {
			if err := step.do(); err != nil {
				t.Fatal(err)
			}
			if got := lines(); !slices.Equal(got, step.want) {
				t.Errorf("%s: %q, want %q", step.what, got, step.want)
			}
		}
	})
}

func TestTailBeginsNearTheEndAndCutsWhatIsTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := journal{t, filepath.Join(t.TempDir(), "app.log")}
		for n := range 40_000 {
			j.add(fmt.Sprintf("line %5d\n", n)) // 11 bytes
		}
		_, lines := tailed(t, j)
		if got := lines(); len(got) != 256<<10/11 || got[len(got)-1] != "line 39999" {
			t.Errorf("%d lines, the last is %q", len(got), got[len(got)-1])
		}
		j.add(strings.Repeat("x", 100<<10) + "\n")
		if got := lines(); len(got) != 2 || len(got[0])+len(got[1]) != 100<<10 {
			t.Errorf("a long line came in %d pieces", len(got))
		}
	})
}

func TestTailEndsWithItsSessionOrWhenItIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which fails if a goroutine is left
		j := journal{t, filepath.Join(t.TempDir(), "app.log")}
		j.add("one\n")
		var stop func()
		got := 0
		st := open(t, func(doc *document.Document) {
			var err error
			if stop, err = Tail(doc, j.name, time.Second, func(lines []string) { got += len(lines) }); err != nil {
				t.Fatal(err)
			}
			if _, err := Tail(doc, j.name+".none", time.Second, nil); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a file that is not there: %v", err)
			}
			if _, err := Tail(doc, j.name, time.Second, func([]string) {}); err != nil {
				t.Fatal(err)
			}
		})
		time.Sleep(5 * time.Second)
		st.must(func() { stop() })
		j.add("two\n")
		time.Sleep(5 * time.Second)
		synctest.Wait()
		st.must(func() {
			if got != 1 {
				t.Errorf("%d lines came, one of them before the end", got)
			}
		})
	})
}
