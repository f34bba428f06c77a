package template

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
)

// Look is how a shell is coloured. The main part and what is in it is light or dark as the page is.
type Look struct {
	Header, HeaderText   document.Color // empty: as the page
	Sidebar, SidebarText document.Color // empty: a shade apart from the page
	Accent               document.Color // empty: as the page
	Font                 string         // a family, as CSS writes it; empty: as the page
	Shadow               bool           // below the header
	Width                int            // of the sidebar, px; 0: 300
}

// The looks: a modern one, and those of Panel's templates of these names.
var (
	Modern    = Look{}
	Fast      = Look{Header: "#0072b5", HeaderText: "#ffffff", Accent: "#0072b5", Shadow: true, Width: 330}
	Material  = Look{Header: "#0072b5", HeaderText: "#ffffff", Font: "Roboto, system-ui, sans-serif", Shadow: true, Width: 320}
	Bootstrap = Look{Header: "#0d6efd", HeaderText: "#ffffff", Accent: "#0d6efd", Sidebar: "transparent", Width: 350}
)

// Look gives the shell another look.
func (s *Shell) Look(l Look) *Shell {
	css := ""
	set := func(variable, value string) {
		if value != "" {
			css += fmt.Sprintf("--%s:%s;", variable, value)
		}
	}
	set("shell-header", string(l.Header))
	set("shell-header-text", string(l.HeaderText))
	set("shell-sidebar", string(l.Sidebar))
	set("shell-sidebar-text", string(l.SidebarText))
	set("pg-accent", string(l.Accent))
	set("pg-font", l.Font)
	if l.Shadow {
		set("shell-shadow", "0 2px 8px var(--pg-shadow)")
	}
	if l.Width > 0 {
		set("shell-width", fmt.Sprintf("%dpx", l.Width))
	}
	s.Stylesheets.Set(sheets(shellStyle, ":host{"+css+"}"))
	return s
}

// The style sheets of the shell's parts. Variables reach from each into what is inside.
const (
	shellStyle = `:host { margin: calc(-1 * var(--pg-room)); min-height: 100vh; width: calc(100% + 2 * var(--pg-room)) !important; gap: 0 !important; font-family: var(--pg-font); }`
	barStyle   = `
:host { position: sticky; top: 0; z-index: 100; align-items: center !important; gap: 12px; min-height: 54px; padding: 0 14px; box-sizing: border-box; flex: none !important;
	background: var(--shell-header, var(--pg-surface)); color: var(--shell-header-text, var(--pg-text));
	border-bottom: 1px solid var(--pg-border); box-shadow: var(--shell-shadow, none); }`
	headerStyle = `:host { flex: 1 1 0 !important; flex-direction: row !important; flex-wrap: wrap; justify-content: flex-end; align-items: center; margin-right: var(--pg-account, 0); }`
	bodyStyle   = `:host { flex: 1 1 auto !important; flex-direction: row !important; align-items: stretch; gap: 0 !important; position: relative; }`
	mainStyle   = `:host { flex: 1 1 0 !important; min-width: 0; padding: clamp(12px, 2vw, 24px); box-sizing: border-box; }`

	sidebarStyle = `
:host { display: var(--pg-side, flex) !important; flex: 0 0 var(--shell-width, 300px) !important; width: var(--shell-width, 300px) !important; padding: 16px; box-sizing: border-box;
	position: sticky; top: 55px; height: calc(100vh - 55px) !important; overflow-y: auto; align-self: flex-start;
	background: var(--shell-sidebar, var(--pg-raised)); color: var(--shell-sidebar-text, var(--pg-text)); border-inline-end: 1px solid var(--pg-border); }
:host > :not(style, link) { width: auto !important; max-width: none; align-self: stretch; margin-inline: 0; }
@media (max-width: 700px) {
	:host { position: fixed; z-index: 90; inset: 55px auto 0 0; width: min(var(--shell-width, 300px), 86vw) !important; box-shadow: 8px 0 30px var(--pg-shadow); background: var(--pg-raised); }
}`
	buttonStyle = `
:host { margin: 0; color: inherit; }
.brand { display: flex; align-items: center; gap: 10px; }
h1 { margin: 0; font-size: 18px; font-weight: 600; line-height: 1.2; }
.logo { height: 32px; }
button { display: inline-flex; padding: 7px; border: 0; border-radius: 8px; background: none; color: inherit; cursor: pointer; }
button:hover { background: color-mix(in srgb, currentColor 12%, transparent); }
button:focus-visible { outline: 3px solid var(--pg-accent-soft); }`
)
