package server

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// site is where visitors find the server, as far as the options say.
type site struct {
	scheme, host string // of --public-url; empty without
	root         string // what visitors have before the prefix, which a proxy takes off: "" or a path such as /tools
	// either says that a proxy may take the root off or not: the options do not tell.
	either bool
}

// newSite reads --public-url, --root-path and --prefix. The options are those with defaults; the
// error joins complaints.
func newSite(o Options) (site, error) {
	root, errRoot := rootPath(o.RootPath)
	if o.PublicURL == "" {
		return site{root: root}, errRoot
	}
	u, err := publicURL(o.PublicURL)
	if err != nil {
		return site{root: root}, errors.Join(errRoot, err)
	}
	s := site{scheme: u.Scheme, host: plainHost(u.Host, u.Scheme), root: root}
	base := strings.TrimSuffix(u.Path, "/")
	rest, under := strings.CutSuffix(base, o.Prefix)
	switch {
	case o.RootPath != "" && base != root+o.Prefix:
		err = fmt.Errorf("--public-url (PANELGO_PUBLIC_URL) has the path %q, but --root-path (PANELGO_ROOT_PATH) and --prefix (PANELGO_PREFIX, BOKEH_PREFIX) make %q: leave out --root-path, or let them agree",
			u.Path, root+o.Prefix)
	case !under:
		err = fmt.Errorf("--public-url (PANELGO_PUBLIC_URL) has the path %q, which does not end in --prefix (PANELGO_PREFIX, BOKEH_PREFIX) %q: leave out --prefix where a proxy takes the path off, or let them agree",
			u.Path, o.Prefix)
	case o.SSLCertFile != "" && u.Scheme == "http":
		err = errors.New("--public-url (PANELGO_PUBLIC_URL) is http, but --ssl-certfile (PANELGO_SSL_CERTFILE, BOKEH_SSL_CERTFILE) makes this server https: give the address that visitors type")
	default:
		s.root, s.either = rest, rest != "" && o.RootPath == "" && o.Prefix == ""
	}
	return s, errors.Join(errRoot, err)
}

func rootPath(given string) (string, error) {
	if given == "" {
		return "", nil
	}
	if !strings.HasPrefix(given, "/") {
		given = "/" + given
	}
	if !isCleanPath(given) {
		return "", fmt.Errorf("--root-path (PANELGO_ROOT_PATH): %q is not a plain path: give one such as /tools", given)
	}
	return strings.TrimSuffix(given, "/"), nil
}

func publicURL(given string) (*url.URL, error) {
	u, err := url.Parse(given)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !isHost(u.Host) || u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" ||
		u.Path != "" && !isCleanPath(u.EscapedPath()) {
		return nil, fmt.Errorf("--public-url (PANELGO_PUBLIC_URL): %q is not the address of a server: give one such as https://apps.example.org or https://apps.example.org/tools", given)
	}
	return u, nil
}

// plainHost is a host in lower case, without the port that its scheme has anyway.
func plainHost(host, scheme string) string {
	host = strings.ToLower(host)
	if scheme == "https" {
		return strings.TrimSuffix(host, ":443")
	}
	return strings.TrimSuffix(host, ":80")
}

// Home is the address that visitors type, as far as the options tell; empty if they do not.
func (o Options) Home() string {
	o = o.WithDefaults()
	s, err := newSite(o)
	if err != nil || s.host == "" {
		return ""
	}
	return (&url.URL{Scheme: s.scheme, Host: s.host, Path: s.root + o.Prefix}).String()
}

// Base is the path before every address as visitors see it: the root path and the prefix.
func (o Options) Base() string {
	o = o.WithDefaults()
	s, _ := newSite(o) // complained about by Check
	return s.root + o.Prefix
}

// checkRoot refuses an app whose path begins like the root where a proxy may take that off or not:
// nobody could tell which page is meant.
func (o Options) checkRoot(apps Apps) error {
	s, _ := newSite(o.WithDefaults()) // complained about by Check
	if !s.either {
		return nil
	}
	for path := range apps {
		if path == s.root || strings.HasPrefix(path, s.root+"/") {
			return fmt.Errorf("--public-url (PANELGO_PUBLIC_URL) has the path %s, and so has the app %s: say with --root-path=%s (PANELGO_ROOT_PATH) that the proxy takes it off, or with --prefix=%s (PANELGO_PREFIX) that it does not",
				s.root, path, s.root, s.root)
		}
	}
	return nil
}
