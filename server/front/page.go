package front

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Page is where a server's apps are found.
type Page struct {
	Listener net.Addr
	Address  string // as configured
	Prefix   string // empty, or with a leading slash and none at the end
	Secure   bool   // https
	Public   string // address that visitors type, with its path; empty where the options do not say
	Slugs    []string
}

// URL is the address of a path below the prefix, such as "/sales".
func (p Page) URL(path string) string {
	if p.Public != "" {
		return p.Public + (&url.URL{Path: path}).EscapedPath()
	}
	host, port := p.host(), ""
	if tcp, ok := p.Listener.(*net.TCPAddr); ok {
		port = strconv.Itoa(tcp.Port)
	}
	scheme := "http"
	if p.Secure {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: net.JoinHostPort(host, port), Path: p.Prefix + path}).String()
}

// host is a name that a browser on this machine can reach.
func (p Page) host() string {
	if ip := net.ParseIP(p.Address); p.Address == "" || ip != nil && ip.IsUnspecified() {
		return "localhost"
	}
	return p.Address
}

// Home is where to begin: the only app, or the list of them.
func (p Page) Home() string {
	if len(p.Slugs) == 1 {
		return p.URL("/" + p.Slugs[0])
	}
	return p.URL("/")
}

// Banner are the lines that say where to click.
func (p Page) Banner() string {
	var b strings.Builder
	b.WriteString("\n")
	width := len("all apps")
	for _, slug := range p.Slugs {
		width = max(width, utf8.RuneCountInString(slug))
	}
	for _, slug := range p.Slugs {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, slug, p.URL("/"+slug))
	}
	if len(p.Slugs) > 1 {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, "all apps", p.URL("/"))
	}
	b.WriteString("\nPress Ctrl-C to stop.\n\n")
	return b.String()
}
