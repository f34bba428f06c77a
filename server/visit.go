package server

import (
	"net/http"
	"net/textproto"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
)

// usualHeaders are those that apps can read without being told to: they say what a page should look
// like, not who asks.
var usualHeaders = []string{"Accept-Language", "Referer", "User-Agent"}

// neverHeaders hold secrets, and are kept from apps whatever the options say.
var neverHeaders = []string{"Cookie", "Authorization", "Proxy-Authorization", "Sec-Websocket-Protocol"}

// visit is what an app may know of a request. The arguments are those of a token that carries some,
// else of the query.
func (a *app) visit(r *http.Request, arguments map[string][]string) document.Visit {
	if arguments == nil && r.URL.RawQuery != "" {
		arguments = r.URL.Query()
	}
	for name := range arguments {
		if strings.HasPrefix(name, "bokeh-") {
			delete(arguments, name)
		}
	}
	v := document.Visit{
		Path: a.path, Arguments: arguments, Headers: headersOf(r, a.opts.IncludeHeaders), Cookies: cookiesOf(r, a.opts.IncludeCookies), Remote: r.RemoteAddr,
	}
	who, _ := auth.From(r.Context())
	v.User, v.Claims, v.Groups, v.Guest, v.SignInID = who.User, who.Claims, who.Groups, who.Guest, who.SignInID
	if who.SignInID != "" {
		v.Account = account{a.manager, who.SignInID}
	}
	return v
}

func headersOf(r *http.Request, wanted []string) map[string]string {
	kept := make(map[string]string, len(usualHeaders)+len(wanted))
	keep := func(name string) {
		if values := r.Header[name]; len(values) > 0 && !slices.Contains(neverHeaders, name) {
			kept[name] = strings.Join(values, ",")
		}
	}
	for _, name := range usualHeaders {
		keep(name)
	}
	for _, name := range wanted {
		if name == "*" {
			for all := range r.Header {
				keep(all)
			}
			continue
		}
		keep(textproto.CanonicalMIMEHeaderKey(name))
	}
	return kept
}

func cookiesOf(r *http.Request, wanted []string) map[string]string {
	if len(wanted) == 0 {
		return nil
	}
	kept := map[string]string{}
	for _, c := range r.Cookies() {
		if slices.Contains(wanted, c.Name) {
			kept[c.Name] = c.Value
		}
	}
	return kept
}
