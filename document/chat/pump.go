package chat

import (
	"sync"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/internal/rescue"
)

// text is what takes text on.
type text interface{ append(text []byte) }

// op is something to do in a turn: text to add, or whatever else.
type op struct {
	to   text
	text []byte
	do   func()
}

// pump carries what goroutines say into turns of a document. The first word goes at once, those
// that come within a pace of it together: a model that writes a thousand words a second makes two
// dozen turns.
type pump struct {
	doc    *document.Document
	limits Limits
	failed error // the first of what went wrong in turns; belongs to them

	mu     sync.Mutex
	ops    []op  // guarded by mu
	posted bool  // guarded by mu: a turn is to come
	bytes  int   // guarded by mu: of text so far
	parts  int   // guarded by mu: components so far
	shut   error // guarded by mu: why nothing is taken any more
}

// pace is how long text waits for more of it. A long text is turned into markup as a whole each
// time, and waits longer.
func (p *pump) pace() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return 40*time.Millisecond + time.Duration(p.bytes/1000)*time.Millisecond
}

func (p *pump) write(to text, words string) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shut == nil && p.bytes+len(words) > p.limits.Answer {
		p.shut = ErrFull
	}
	if p.shut != nil {
		return 0, p.shut
	}
	p.bytes += len(words)
	if last := len(p.ops) - 1; last >= 0 && p.ops[last].to == to {
		p.ops[last].text = append(p.ops[last].text, words...)
	} else {
		p.ops = append(p.ops, op{to: to, text: []byte(words)})
	}
	p.post()
	return len(words), nil
}

// part is do for what stays on the page.
func (p *pump) part(f func()) error {
	p.mu.Lock()
	p.parts++
	if p.shut == nil && p.parts > p.limits.Parts {
		p.shut = ErrFull
	}
	p.mu.Unlock()
	return p.do(f)
}

func (p *pump) do(f func()) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shut != nil {
		return p.shut
	}
	p.ops = append(p.ops, op{do: f})
	p.post()
	return nil
}

// post asks for a turn; mu is held. Should the session be too busy to give one, all comes with the
// answer's end.
func (p *pump) post() {
	if !p.posted {
		p.posted = true
		p.doc.Next(p.turn)
	}
}

// turn does what waits, and comes again for what is said meanwhile.
func (p *pump) turn() {
	if p.flush() {
		p.doc.After(p.pace(), p.turn)
	}
}

// flush does what waits, in a turn. It reports whether there was anything; if not, the next word is
// to post.
func (p *pump) flush() bool {
	p.mu.Lock()
	ops := p.ops
	p.ops = nil
	p.posted = len(ops) > 0
	p.mu.Unlock()
	for _, o := range ops {
		if err := rescue.Call(func() error { o.run(); return nil }); err != nil && p.failed == nil {
			p.failed = err
		}
	}
	return len(ops) > 0
}

func (o op) run() {
	if o.to != nil {
		o.to.append(o.text)
		return
	}
	o.do()
}

// end takes nothing on any more.
func (p *pump) end(why error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shut == nil {
		p.shut = why
	}
}
