package server

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/panelgo/panelgo/internal/netlist"
)

// errForwarded says that a trusted proxy forwards something that cannot be, or two things that
// cannot both be.
var errForwarded = errors.New("server: what the trusted proxy forwards cannot be believed")

// forwarded is what trusted proxies say of the request that the visitor made. Zero values are
// things they do not say.
type forwarded struct {
	client netip.Addr // the right-most address that is no trusted proxy's
	scheme string     // http or https
	host   string     // with the port, unless it is the scheme's
	prefix string     // path that a proxy took off, without a slash at its end
}

// hop is what one proxy says of the request that it got: an element of Forwarded (RFC 7239, section
// 4).
type hop struct {
	client       netip.Addr // invalid: not said, unknown, or hidden behind a made-up name
	scheme, host string
}

// forwardedHeaders are the headers that only trusted proxies may write.
var forwardedHeaders = [...]string{
	"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Proto",
	"X-Forwarded-Scheme", "X-Forwarded-Server", "X-Forwarded-Ssl", "X-Real-Ip", "X-Request-Id", "X-Scheme",
}

// readForwarded reads what a trusted peer forwards, as X-Forwarded-* or as Forwarded (RFC 7239).
// Where both are there they have to come to the same: a proxy that writes the one may let the other
// through from its visitor, and nobody can tell which is which. plain is what the request says
// without any of them.
func readForwarded(h http.Header, proxies netlist.List, plain forwarded) (forwarded, error) {
	x, err := readX(h, proxies, plain)
	if err != nil || len(h["Forwarded"]) == 0 {
		return x, err
	}
	f, err := readStandard(h["Forwarded"], proxies, plain)
	if err != nil {
		return forwarded{}, err
	}
	f.prefix = x.prefix // the standard has no word for it
	if len(h["X-Forwarded-For"])+len(h["X-Forwarded-Host"])+len(h["X-Forwarded-Proto"]) > 0 && f != x {
		return forwarded{}, fmt.Errorf("%w: Forwarded and X-Forwarded-* contradict each other (%+v, %+v): let the proxy write one of them and remove the other", errForwarded, f, x)
	}
	return f, nil
}

// readX reads X-Forwarded-For, -Proto, -Host and -Prefix. Of several values the last counts, which
// the proxy next to this server wrote; of the addresses, the last that is no trusted proxy's.
func readX(h http.Header, proxies netlist.List, plain forwarded) (forwarded, error) {
	said := plain
	said.client = visitorOf(h["X-Forwarded-For"], proxies, plain.client)
	if proto := lastOf(h["X-Forwarded-Proto"]); proto != "" {
		scheme, ok := schemeOf(proto)
		if !ok {
			return forwarded{}, fmt.Errorf("%w: X-Forwarded-Proto is %q", errForwarded, proto)
		}
		said.scheme = scheme
	}
	if host := lastOf(h["X-Forwarded-Host"]); host != "" {
		if !isHost(host) {
			return forwarded{}, fmt.Errorf("%w: X-Forwarded-Host is %q", errForwarded, host)
		}
		said.host = strings.ToLower(host)
	}
	if prefix := lastOf(h["X-Forwarded-Prefix"]); prefix != "" {
		if !isCleanPath(prefix) {
			return forwarded{}, fmt.Errorf("%w: X-Forwarded-Prefix is %q", errForwarded, prefix)
		}
		said.prefix = strings.TrimSuffix(prefix, "/")
	}
	return said, nil
}

// visitorOf walks the list of addresses from its end, over those of trusted proxies. What stands
// before the first other one is the visitor's own claim. An entry that is no address (unknown,
// _hidden) ends the walk at the proxy that wrote it.
func visitorOf(lines []string, proxies netlist.List, peer netip.Addr) netip.Addr {
	for i := len(lines) - 1; i >= 0; i-- {
		for rest := lines[i]; ; {
			at := strings.LastIndexByte(rest, ',')
			if entry := strings.Trim(rest[at+1:], " \t"); entry != "" {
				address, ok := nodeAddress(entry)
				if !ok {
					return peer
				}
				if peer = address; !proxies.Contains(address) {
					return peer
				}
			}
			if at < 0 {
				break
			}
			rest = rest[:at]
		}
	}
	return peer
}

// nodeAddress reads an address as proxies write it: 192.0.2.1, 192.0.2.1:4711, 2001:db8::1,
// [2001:db8::1],
// [2001:db8::1]:4711, also in quotes. A zone (%eth0) means something on the proxy alone and is left
// out.
func nodeAddress(text string) (netip.Addr, bool) {
	if n := len(text); n > 1 && text[0] == '"' && text[n-1] == '"' {
		text = text[1 : n-1]
	}
	host, port := text, ""
	if strings.HasPrefix(text, "[") {
		var closed bool
		if host, port, closed = strings.Cut(text[1:], "]"); !closed || !strings.Contains(host, ":") {
			return netip.Addr{}, false
		}
	} else if at := strings.IndexByte(text, ':'); at >= 0 && at == strings.LastIndexByte(text, ':') {
		host, port = text[:at], text[at:]
	}
	address, err := netip.ParseAddr(host)
	if err != nil || port != "" && !isNodePort(port) {
		return netip.Addr{}, false
	}
	return address.Unmap().WithZone(""), true
}

// isNodePort reports whether text is a colon and a port, a number or a made-up name (RFC 7239,
// section 6).
func isNodePort(text string) bool {
	port, colon := strings.CutPrefix(text, ":")
	if _, err := strconv.ParseUint(port, 10, 16); err == nil {
		return colon
	}
	return colon && len(port) > 1 && port[0] == '_' && strings.Trim(port, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == ""
}

func lastOf(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	last := lines[len(lines)-1]
	return strings.Trim(last[strings.LastIndexByte(last, ',')+1:], " \t")
}

// schemeOf reads the scheme of a request; some proxies tell a websocket's.
func schemeOf(proto string) (string, bool) {
	switch strings.ToLower(proto) {
	case "http", "ws":
		return "http", true
	case "https", "wss":
		return "https", true
	}
	return "", false
}

// isHost reports whether text is a host name or an address, perhaps with a port, and nothing else
// (RFC 3986, section 3.2.2).
func isHost(text string) bool {
	name, port := text, ""
	switch at := strings.LastIndexByte(text, ':'); {
	case strings.HasPrefix(text, "["):
		inside, rest, closed := strings.Cut(text[1:], "]")
		address, err := netip.ParseAddr(inside)
		return closed && err == nil && address.Is6() && address.Zone() == "" && (rest == "" || isPort(strings.TrimPrefix(rest, ":")) && rest[0] == ':')
	case at >= 0:
		name, port = text[:at], text[at+1:]
		if !isPort(port) {
			return false
		}
	}
	if name == "" || len(name) > 255 || name[0] == '.' || strings.Contains(name, "..") {
		return false
	}
	for _, c := range []byte(name) {
		if c != '-' && c != '.' && c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n > 0
}

// isCleanPath reports whether text can stand before every path: it begins with one slash and is no
// host, has no empty part and no dots to resolve, and no character that would have to be escaped.
func isCleanPath(text string) bool {
	if !utf8.ValidString(text) || len(text) > 255 || text == "" || text[0] != '/' || path.Clean(text) != text && path.Clean(text) != strings.TrimSuffix(text, "/") {
		return false
	}
	for _, c := range text {
		if c < unicode.MaxASCII && !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("/-._~!$&'()+,;=:@", c) || !unicode.IsGraphic(c) || unicode.IsSpace(c) || c == utf8.RuneError {
			return false
		}
	}
	return true
}

// remoteAddr is an address as http.Request.RemoteAddr has it.
func remoteAddr(a netip.Addr) string { return net.JoinHostPort(a.String(), "0") }
