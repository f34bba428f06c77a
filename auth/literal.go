package auth

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Params are extra parameters as people write them: a JSON object, or the
// dictionary with single quotes that they paste from Python.
type Params map[string]any

// UnmarshalText reads either form.
func (p *Params) UnmarshalText(text []byte) error {
	v, err := parseLiteral(string(text))
	if err != nil {
		return err
	}
	m, ok := v.(map[string]any)
	if !ok {
		return errors.New("must be an object, such as {\"tenant\": \"…\"}")
	}
	*p = m
	return nil
}

// MarshalText writes JSON.
func (p Params) MarshalText() ([]byte, error) { return json.Marshal(map[string]any(p)) }

// strings returns the parameters as text; lists become space-separated words.
func (p Params) strings() map[string]string {
	m := make(map[string]string, len(p))
	for k, v := range p {
		m[k] = text(v)
	}
	return m
}

func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		words := make([]string, len(v))
		for i, one := range v {
			words[i] = text(one)
		}
		return strings.Join(words, " ")
	default:
		return fmt.Sprint(v)
	}
}

// List is several names: with commas between, so that a name may hold spaces, or as a JSON or
// Python list, so that it may hold commas. Given several times it grows.
type List []string

// words are the entries of a list whose words hold no spaces, such as scopes, which people also
// separate by them (RFC 6749, section 3.3).
func (l List) words() []string {
	var all []string
	for _, entry := range l {
		all = append(all, strings.Fields(entry)...)
	}
	return all
}

// UnmarshalText appends what text holds.
func (l *List) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if !strings.HasPrefix(s, "[") && !strings.HasPrefix(s, "(") {
		for name := range strings.SplitSeq(s, ",") {
			if name = strings.TrimSpace(name); name != "" {
				*l = append(*l, name)
			}
		}
		return nil
	}
	v, err := parseLiteral(s)
	if err != nil {
		return err
	}
	list, _ := v.([]any)
	for _, one := range list {
		word, ok := one.(string)
		if !ok {
			return errors.New("must be a list of words")
		}
		*l = append(*l, word)
	}
	return nil
}

// parseLiteral reads JSON and the literals of Python that look like it.
func parseLiteral(text string) (any, error) {
	p := &literal{rest: text}
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.space(); p.rest != "" {
		return nil, errors.New("has something behind its end")
	}
	return v, nil
}

type literal struct{ rest string }

var errLiteral = errors.New(`is neither JSON ({"a": "b"}) nor a Python dictionary ({'a': 'b'})`)

func (p *literal) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

func (p *literal) take(prefix string) bool {
	p.space()
	rest, ok := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return ok
}

func (p *literal) value(depth int) (any, error) {
	p.space()
	switch {
	case depth > 8 || p.rest == "":
		return nil, errLiteral
	case p.rest[0] == '"' || p.rest[0] == '\'':
		return p.quoted()
	case p.take("{"):
		return p.object(depth)
	case p.take("["):
		return p.list("]", depth)
	case p.take("("):
		return p.list(")", depth)
	}
	return p.word()
}

func (p *literal) object(depth int) (any, error) {
	m := map[string]any{}
	for !p.take("}") {
		key, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		name, ok := key.(string)
		if !ok || !p.take(":") {
			return nil, errLiteral
		}
		if m[name], err = p.value(depth + 1); err != nil {
			return nil, err
		}
		if !p.take(",") && !strings.HasPrefix(p.rest, "}") {
			return nil, errLiteral
		}
	}
	return m, nil
}

func (p *literal) list(end string, depth int) (any, error) {
	list := []any{}
	for !p.take(end) {
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if !p.take(",") && !strings.HasPrefix(p.rest, end) {
			return nil, errLiteral
		}
	}
	return list, nil
}

// quoted reads a string in either kind of quotes, with the escapes that JSON
// and Python share.
func (p *literal) quoted() (any, error) {
	quote := p.rest[0]
	var b strings.Builder
	for s := p.rest[1:]; s != ""; {
		switch {
		case s[0] == quote:
			p.rest = s[1:]
			return b.String(), nil
		case strings.HasPrefix(s, `\/`):
			b.WriteByte('/')
			s = s[2:]
		case s[0] == '\\':
			// UnquoteChar allows only the escape of the quote in use.
			r, _, tail, err := strconv.UnquoteChar(s, s[min(1, len(s)-1)])
			if err != nil {
				return nil, errLiteral
			}
			b.WriteRune(r)
			s = tail
		default:
			r, n := utf8.DecodeRuneInString(s)
			b.WriteRune(r)
			s = s[n:]
		}
	}
	return nil, errLiteral
}

func (p *literal) word() (any, error) {
	end := strings.IndexAny(p.rest, ",]}): \t\r\n")
	if end < 0 {
		end = len(p.rest)
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]
	switch word {
	case "true", "True":
		return true, nil
	case "false", "False":
		return false, nil
	case "null", "None":
		return nil, nil
	}
	if n, err := strconv.ParseInt(word, 10, 64); err == nil {
		return n, nil
	}
	if f, err := strconv.ParseFloat(word, 64); err == nil {
		return f, nil
	}
	return nil, errLiteral
}
