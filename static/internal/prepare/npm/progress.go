package npm

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// progress shows how many packages have come: a bar that grows in a terminal, elsewhere a line for
// each tenth.
type progress struct {
	out   io.Writer
	live  bool // out is a terminal, whose line can be written again
	total int

	mu    sync.Mutex
	done  int // guarded by mu
	bytes int // guarded by mu
}

func newProgress(out io.Writer, total int) *progress {
	f, ok := out.(*os.File)
	return &progress{out: out, total: total, live: ok && term.IsTerminal(int(f.Fd()))}
}

const width = 30 // of the bar, in characters

// add counts a package that has come, of so many bytes.
func (p *progress) add(bytes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.done * 10 / p.total
	p.done++
	p.bytes += bytes
	text := fmt.Sprintf("%d of %d packages, %.1f MB", p.done, p.total, float64(p.bytes)/1e6)
	switch {
	case p.live:
		full := p.done * width / p.total
		fmt.Fprintf(p.out, "\r[%s%s] %s", strings.Repeat("#", full), strings.Repeat(".", width-full), text)
	case p.done*10/p.total > before:
		fmt.Fprintf(p.out, "assets: %s\n", text)
	}
}

// end leaves the bar's line.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.live && p.done > 0 {
		fmt.Fprintln(p.out)
	}
}
