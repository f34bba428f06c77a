package server

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/panelgo/panelgo/internal/netlist"
)

// readStandard reads Forwarded (RFC 7239). Each proxy adds an element about the request that it
// got. The visitor's is the last whose sender is no trusted proxy; everything before it is the
// visitor's own claim. What that element leaves out the proxies after it may say.
func readStandard(lines []string, proxies netlist.List, plain forwarded) (forwarded, error) {
	var hops []hop
	for _, line := range lines {
		more, err := parseForwarded(line)
		if err != nil {
			return forwarded{}, fmt.Errorf("%w: Forwarded is %q: %w", errForwarded, line, err)
		}
		hops = append(hops, more...)
	}
	said := plain
	first := len(hops)
	for first > 0 {
		first--
		if !hops[first].client.IsValid() {
			break
		}
		if said.client = hops[first].client; !proxies.Contains(said.client) {
			break
		}
	}
	for i := len(hops) - 1; i >= first; i-- {
		if hops[i].scheme != "" {
			said.scheme = hops[i].scheme
		}
		if hops[i].host != "" {
			said.host = hops[i].host
		}
	}
	return said, nil
}

// parseForwarded reads one line: elements with commas between, each of pairs with semicolons
// between.
func parseForwarded(line string) ([]hop, error) {
	var hops []hop
	for more := true; more; {
		var element hop
		var seen []string
		for more {
			line = strings.TrimLeft(line, " \t")
			name, value, rest, err := cutPair(line)
			if err != nil {
				return nil, err
			}
			if name != "" {
				if err := element.take(name, value, seen); err != nil {
					return nil, err
				}
				seen = append(seen, name)
			}
			rest = strings.TrimLeft(rest, " \t")
			if rest == "" {
				more = false
				break
			}
			line = rest[1:]
			if rest[0] == ',' {
				break
			}
			if rest[0] != ';' {
				return nil, fmt.Errorf("there is something behind %s", name)
			}
		}
		if len(seen) > 0 {
			hops = append(hops, element)
		}
	}
	return hops, nil
}

// take notes a pair of an element; what it has no use for may be anything.
func (h *hop) take(name, value string, seen []string) error {
	for _, before := range seen {
		if before == name {
			return fmt.Errorf("%s stands twice in an element", name)
		}
	}
	ok := true
	switch name {
	case "for":
		h.client, ok = nodeAddress(value)
		if !ok {
			h.client, ok = netip.Addr{}, isUnknown(value)
		}
	case "proto":
		h.scheme, ok = schemeOf(value)
	case "host":
		h.host, ok = strings.ToLower(value), isHost(value)
	}
	if !ok {
		return fmt.Errorf("%s cannot be %q", name, value)
	}
	return nil
}

// isUnknown reports whether a node is one that does not tell its address: unknown or a made-up
// name, perhaps with a port (RFC 7239, sections 6.2 and 6.3).
func isUnknown(node string) bool {
	name, port, _ := strings.Cut(node, ":")
	return (strings.EqualFold(name, "unknown") || isNodePort(":"+name) && name[0] == '_') && (port == "" || isNodePort(":"+port))
}

// cutPair cuts name=value off; the name in lower case, and empty where an element has nothing at
// this place.
func cutPair(text string) (name, value, rest string, err error) {
	end := strings.IndexAny(text, "=,; \t\"")
	if end < 0 {
		end = len(text)
	}
	name, rest = strings.ToLower(text[:end]), text[end:]
	switch {
	case name == "" && (rest == "" || rest[0] == ',' || rest[0] == ';'):
		return "", "", rest, nil
	case name == "" || !strings.HasPrefix(rest, "="):
		return "", "", "", fmt.Errorf("%q is no name=value", text)
	}
	rest = rest[1:]
	if strings.HasPrefix(rest, `"`) {
		value, rest, err = cutQuoted(rest[1:])
		return name, value, rest, err
	}
	end = strings.IndexAny(rest, ",; \t\"\\=")
	if end < 0 {
		end = len(rest)
	}
	if end == 0 {
		return "", "", "", fmt.Errorf("%s has no value", name)
	}
	return name, rest[:end], rest[end:], nil
}

// cutQuoted reads a quoted string (RFC 9110, section 5.6.4) behind its first quote.
func cutQuoted(text string) (value, rest string, err error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), text[i+1:], nil
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		default:
			b.WriteByte(c)
		}
	}
	return "", "", fmt.Errorf("a quotation has no end")
}
