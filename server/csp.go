package server

import (
	"crypto/rand"
	"encoding/base64"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/static"
)

// csp is the Content-Security-Policy of pages: scripts are ours or bear the page's nonce, and
// nothing is asked of another origin unless Options.AllowSource names it.
type csp struct {
	script, rest string
	eval         bool
}

func newCSP(o Options) csp {
	extra := ""
	for _, s := range o.AllowSource {
		extra += " " + s
	}
	frames := ""
	for _, f := range o.AllowFrameOrigin {
		frames += " " + f
	}
	return csp{
		script: "script-src 'self'" + extra,
		eval:   o.AllowEval,
		rest: strings.Join([]string{
			"",
			// The front end sets style attributes and adds style elements without end.
			"style-src 'self' 'unsafe-inline'" + extra,
			"img-src 'self' data: blob:" + extra,
			"media-src 'self' data: blob:" + extra,
			"font-src 'self' data:" + extra,
			"connect-src 'self' data: blob:" + extra,
			"worker-src 'self' blob:",
			"frame-src 'self' data: blob:" + extra,
			"object-src 'self' data: blob:", // the PDF pane
			"base-uri 'none'",
			"form-action 'self'",
			"frame-ancestors 'self'" + frames,
			"default-src 'self'",
		}, "; "),
	}
}

// of is the policy of one page. Models that compile text as JavaScript are allowed to, on pages
// that have them.
func (p csp) of(nonce string, need static.Need) string {
	text := p.script + " 'nonce-" + nonce + "'"
	if p.eval || need.Has(static.Eval) {
		text += " 'unsafe-eval' blob:"
	}
	return text + p.rest
}

// watch has the log say when a model comes to a page that needs what the page's policy, which is
// made by now, forbids.
func (p csp) watch(d *document.Driver, need static.Need) {
	if p.eval || need.Has(static.Eval) {
		d.OnModel(nil)
		return
	}
	d.OnModel(func(model string) {
		if static.NeedOf(model).Has(static.Eval) {
			d.OnModel(nil) // once is enough
			d.Document().Log().Error("the page forbids a model that came after it was made to compile JavaScript: start the server with --allow-eval (Options.Server.AllowEval), or have such a model on the page from the start", "model", model)
		}
	})
}

// plainPolicy is that of pages without scripts.
const plainPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"

func newNonce() string {
	var b [15]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.StdEncoding.EncodeToString(b[:])
}
