package page

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
)

// Address is what stands in the browser's address bar. The program can change what comes after the
// path without loading the page anew. It is told of the visitor's steps back and forth.
//
// Arguments whose names begin with "bokeh-" are the front end's own: they are left out here, and
// kept in the browser.
//
// An address comes from a browser, so it says what a visitor wants, not what they may.
type Address struct {
	model *location
	now   url.URL
	heard listeners[url.URL]
	syncs []*parameter
	gone  int // how often the browser was sent elsewhere
}

// location is the model that static/own/models.js keeps alike with the address bar.
type location struct {
	document.Base `bokeh:"panelgo.Location"`
	Href          document.Prop[string]               `bokeh:"href" default:"\"\""` // the browser's
	Moves         document.Prop[int]                  `bokeh:"moves" default:"0"`   // the browser's: grows with each step of the visitor
	Search        document.Prop[document.Opt[string]] `bokeh:"search"`              // the program's, likewise the following
	Hash          document.Prop[document.Opt[string]] `bokeh:"hash"`
	Entries       document.Prop[int]                  `bokeh:"entries" default:"0"` // grows where a change makes an entry in the history
	Target        document.Prop[target]               `bokeh:"target"`

	address *Address
}

// target is where the browser is sent; its number tells it from the one before.
type target struct {
	_       document.Tuple
	Number  int
	Address string // empty: the page as it is, loaded anew
}

// maxAddress is how long an address can be, in bytes: more than servers take.
const maxAddress = 16 << 10

// Location is the document's address. While the app is built it is what the page was asked for
// with; scheme and host are known when the browser has drawn the page.
func Location(doc *document.Document) *Address {
	return only(doc, func() *location {
		m := document.New[location]()
		visit := doc.Visit()
		m.address = &Address{model: m, now: url.URL{Path: visit.Path, RawQuery: url.Values(visit.Arguments).Encode()}}
		document.ReadOnly(&m.Search, &m.Hash, &m.Entries, &m.Target)
		document.Check(&m.Href, func(href string) error {
			_, err := readAddress(href)
			return err
		})
		m.Href.OnChange(func(c document.Change[string]) { m.address.arrive(c.New) })
		m.Moves.OnChange(func(document.Change[int]) { m.address.moved() })
		return m
	}).address
}

// readAddress is a page's address as a browser says it.
func readAddress(href string) (*url.URL, error) {
	if len(href) > maxAddress {
		return nil, fmt.Errorf("an address of %d bytes is too long", len(href))
	}
	at, err := url.Parse(href)
	if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || at.User != nil {
		return nil, errors.New("that is no page's address")
	}
	return at, nil
}

// arrive takes in where the browser is when it has drawn the page. What the program has made of the
// query and of the part after # meanwhile is on its way to the browser, and stands.
func (a *Address) arrive(href string) {
	at, err := readAddress(href)
	if err != nil {
		return // the check has refused it
	}
	document.SetSilently(&a.model.Target, target{})
	if a.model.Search.IsSet() {
		at.RawQuery = a.now.RawQuery
	}
	if a.model.Hash.IsSet() {
		at.Fragment, at.RawFragment = a.now.Fragment, a.now.RawFragment
	}
	a.become(*at)
	a.readSyncs()
}

// moved takes in where the visitor went: back, forth, or to another part of the page.
func (a *Address) moved() {
	at, err := readAddress(a.model.Href.Get())
	if err != nil {
		return
	}
	document.SetSilently(&a.model.Search, document.Some(withMark("?", at.RawQuery)))
	document.SetSilently(&a.model.Hash, document.Some(withMark("#", at.EscapedFragment())))
	a.become(*at)
	a.readSyncs()
}

func (a *Address) become(at url.URL) {
	if at.String() == a.now.String() {
		return
	}
	a.now = at
	a.heard.tell(at)
}

func withMark(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + text
}

// Value is the address.
func (a *Address) Value() url.URL { return a.now }

// OnChange calls f when the address changes: when it becomes known, when the visitor goes back or
// forth, and when the program changes it. Calling stop ends it.
func (a *Address) OnChange(f func(url.URL)) (stop func()) { return a.heard.add(f) }

// Path is the path that the browser shows, with the server's prefix. Before it has drawn the page,
// it is the app's.
func (a *Address) Path() string { return a.now.Path }

// Query are the arguments after the question mark.
func (a *Address) Query() url.Values { return a.now.Query() }

// Hash is what comes after #, without it, decoded.
func (a *Address) Hash() string { return a.now.Fragment }

// SetQuery gives an argument of the query new values, in place of all that it has; without values
// the argument is taken out. The others stay as they are.
func (a *Address) SetQuery(name string, values ...string) {
	a.setSearch(withArgument(a.now.RawQuery, name, values))
}

// ReplaceQuery replaces all arguments.
func (a *Address) ReplaceQuery(arguments url.Values) { a.setSearch(arguments.Encode()) }

func (a *Address) setSearch(raw string) {
	at := a.now
	at.RawQuery = raw
	a.model.Search.Set(document.Some(withMark("?", raw)))
	a.become(at)
}

// SetHash replaces what comes after #; an empty text takes it away.
func (a *Address) SetHash(text string) {
	at := a.now
	at.Fragment, at.RawFragment = text, ""
	a.model.Hash.Set(document.Some(withMark("#", at.EscapedFragment())))
	a.become(at)
}

// Push has this turn's changes of the address make an entry in the browser's history, so that Back
// undoes them. Without it they replace what is there.
func (a *Address) Push() { a.model.Entries.Set(a.model.Entries.Get() + 1) }

// Go sends the browser to another page. The address may be relative to this one; only http and
// https are followed, so that no text of a visitor's becomes a script.
func (a *Address) Go(address string) error {
	to, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("page: go to %.100q: %w", address, err)
	}
	if to.Scheme != "" && to.Scheme != "http" && to.Scheme != "https" || address == "" {
		return fmt.Errorf("page: go to %.100q: a page's address begins with http, https or a path", address)
	}
	a.send(to.String())
	return nil
}

// send has the browser go to an address. One that draws the model for the first time goes there at
// once; it is told only then, and forgotten when the browser has drawn it, so that none that comes
// later is sent away as well.
func (a *Address) send(address string) {
	a.gone++
	a.model.Target.Set(target{Number: a.gone, Address: address})
}

// Reload makes the browser load the page anew, which opens a new session.
func (a *Address) Reload() { a.send("") }

// withArgument is a query in which an argument has the given values. The others keep their place
// and their form.
func withArgument(query, name string, values []string) string {
	wanted := make([]string, len(values))
	for i, v := range values {
		wanted[i] = url.QueryEscape(name) + "=" + url.QueryEscape(v)
	}
	var parts []string
	for part := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(part, "=")
		if decoded, err := url.QueryUnescape(key); part == "" || err == nil && decoded == name {
			if part != "" && wanted != nil {
				parts, wanted = append(parts, wanted...), nil
			}
			continue
		}
		parts = append(parts, part)
	}
	return strings.Join(slices.Concat(parts, wanted), "&")
}
