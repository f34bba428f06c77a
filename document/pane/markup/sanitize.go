package markup

import (
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// policy is what markup from strangers may hold: text, lists, tables, pictures and links; no
// scripts, no styles, no forms.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AddTargetBlankToFullyQualifiedLinks(true)
	// What Markdown makes: highlighted code and lists of tasks.
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^(chroma|language-[\w+#.-]+|[a-z]{1,3}[0-9]?)( (chroma|[a-z]{1,3}[0-9]?))*$`)).OnElements("pre", "code", "span")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("aria-label").Matching(regexp.MustCompile(`^(done|to do)$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^$`)).OnElements("input")
	return p
})

// sanitize drops from markup what could act on the page or on its visitor.
func sanitize(markup string) string { return policy().Sanitize(markup) }
