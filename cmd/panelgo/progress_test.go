package main

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestABuildSaysWhatItDoesAndForHowLong(t *testing.T) {
	for name, c := range map[string]struct {
		terminal bool
		err      error
		want     string
	}{
		"terminal":         {terminal: true, want: "building sales …\rbuilding sales … 1 s\rbuilding sales … 2 s\rbuilding sales … 2.5 s\n"},
		"terminal, failed": {terminal: true, err: errors.New("x"), want: "building sales …\rbuilding sales … 1 s\rbuilding sales … 2 s\n"},
		"log":              {want: "building sales …\nbuilt sales in 2.5 s\n"},
		"log, failed":      {err: errors.New("x"), want: "building sales …\n"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out strings.Builder
				p := progress{names: "sales", out: &out, terminal: c.terminal}
				p.begin()
				time.Sleep(2500 * time.Millisecond) // of the test's own clock
				p.end(c.err)
				if out.String() != c.want {
					t.Errorf("said %q, want %q", out.String(), c.want)
				}
			})
		})
	}
	var out strings.Builder
	p := progress{names: "sales", out: &out}
	if p.end(nil); out.Len() > 0 {
		t.Errorf("nothing was built, yet it said %q", out.String())
	}
}
