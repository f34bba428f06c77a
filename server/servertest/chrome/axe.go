package chrome

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// Barrier is something in the page that keeps people out who do not see it, or use no mouse.
type Barrier struct {
	Rule    string // axe-core's name of it: color-contrast, button-name
	Impact  string // critical or serious
	Element string // selectors, from the page through shadow roots
	HTML    string // of the element, shortened
	Why     string
}

func (b Barrier) String() string {
	return fmt.Sprintf("%s (%s): %s\n\t%s\n\t%s", b.Rule, b.Impact, b.Element, b.HTML, strings.ReplaceAll(b.Why, "\n", " "))
}

// Barriers returns what axe-core finds in the page, as it looks now, that is critical or serious.
// The script is axe-core's own; rules are the names of those to ask for, all if there are none.
func (tab *Tab) Barriers(script string, rules ...string) []Barrier {
	tab.t.Helper()
	Eval[bool](tab, "(() => {if (!globalThis.axe) {"+script+"\n} return true;})()")
	only, _ := json.Marshal(rules) // texts only
	return do(tab, chromedp.Evaluate[[]Barrier](`(async () => {
		const only = `+string(only)+` ?? [];
		const said = await axe.run(document, {resultTypes: ["violations"], ...(only.length && {runOnly: {type: "rule", values: only}})});
		return said.violations.flatMap((v) => v.nodes.map((n) => ({
			rule: v.id, impact: n.impact ?? v.impact, element: n.target.flat().join(" > "), html: n.html.slice(0, 200), why: n.failureSummary,
		}))).filter((b) => b.impact === "critical" || b.impact === "serious");
	})()`, chromedp.EvalAwaitPromise))
}
