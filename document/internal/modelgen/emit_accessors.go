package main

// shared are the classes whose properties a component is asked for by functions, since what holds
// it knows it as a UIElement only.
var shared = map[string]bool{"UIElement": true, "StyledElement": true, "LayoutDOM": true}

// writeAccessors writes a function for each property of the shared classes.
func (c *catalogue) writeAccessors(p *page) {
	done := map[string]bool{}
	for _, m := range c.models {
		if !m.is("LayoutDOM") {
			continue
		}
		for _, f := range m.fields {
			if !shared[f.of.Name] || done[f.goName] {
				continue
			}
			done[f.goName] = true
			p.doc("", "%sOf is the property %s of a component, nil if it has none. Of %s.", f.goName, f.Name, c.goNames[f.of])
			p.say("func %sOf(m UIElement) *document.Prop[%s] { return document.Named[%s](m, %q) }\n", f.goName, f.goType, f.goType, f.Name)
		}
	}
}
