package auth

import (
	"strings"
)

// mailDomain returns the domain of an e-mail address in small letters, or "" for what is no single
// address: RFC 5321, section 4.1.2, allows exactly one Mailbox, a Local-part of 64 bytes at most
// (dot-string or quoted-string) and a Domain of names. An address literal has no domain that a rule
// could name.
func mailDomain(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 1 || at > 64 || len(address) > 254 || !localPart(address[:at]) {
		return ""
	}
	domain := lowerASCII(address[at+1:])
	if !domainName(domain) {
		return ""
	}
	return domain
}

// localPart reports whether s is a Dot-string or a Quoted-string.
func localPart(s string) bool {
	if s[0] == '"' {
		return quotedString(s)
	}
	for atom := range strings.SplitSeq(s, ".") {
		if atom == "" || strings.ContainsFunc(atom, func(r rune) bool { return !atext(r) }) {
			return false
		}
	}
	return true
}

// atext are the characters of an atom, RFC 5322, section 3.2.3.
func atext(r rune) bool {
	return alphanumeric(r) || r < 0x80 && strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r)
}

func alphanumeric(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// quotedString reports whether s is one quoted string, RFC 5321: printable ASCII between quotes, in
// which a quote or a backslash has a backslash before it.
func quotedString(s string) bool {
	if len(s) < 2 || s[len(s)-1] != '"' {
		return false
	}
	for i := 1; i < len(s)-1; i++ {
		switch c := s[i]; {
		case c < ' ' || c > '~' || c == '"':
			return false
		case c == '\\':
			if i++; i == len(s)-1 || s[i] < ' ' || s[i] > '~' {
				return false
			}
		}
	}
	return true
}

// domainName reports whether s is a name as RFC 5321 has it: labels of letters, digits and hyphens
// with dots between, in ASCII (an international name in its xn-- form).
func domainName(s string) bool {
	if s == "" || len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' ||
			strings.ContainsFunc(label, func(r rune) bool { return !alphanumeric(r) && r != '-' }) {
			return false
		}
	}
	return true
}

// lowerASCII makes the letters A to Z small and leaves all others as they are: KELVIN SIGN is no k.
func lowerASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// sameAddress reports whether two texts are one address: to the letter before the @, whose meaning
// only its own server knows (RFC 5321, section 2.4), and in whatever case behind it.
func sameAddress(a, b string) bool {
	domain := mailDomain(a)
	at, other := strings.LastIndexByte(a, '@'), strings.LastIndexByte(b, '@')
	return domain != "" && domain == mailDomain(b) && a[:at] == b[:other]
}
