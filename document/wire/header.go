package wire

import (
	"encoding/json"
	"iter"
	"strconv"
	"unicode/utf8"
)

// header is the first frame of a message.
type header struct {
	id      ID
	kind    Type
	replyTo ID
	buffers int
}

// parseHeader reads a header. Members that it does not know are ignored.
func parseHeader(data []byte) (header, error) {
	var h header
	if !isObject(data) {
		return h, violation("header is not a JSON object")
	}
	for key, value := range members(data) {
		var err error
		switch string(key) {
		case "msgid":
			h.id, err = parseID(value)
		case "msgtype":
			h.kind, err = parseType(value)
		case "reqid":
			if string(value) != "null" {
				h.replyTo, err = parseID(value)
			}
		case "num_buffers":
			if h.buffers, err = strconv.Atoi(string(value)); err != nil || h.buffers < 0 {
				err = violation("num_buffers is not a count")
			}
		}
		if err != nil {
			return h, err
		}
	}
	if h.id == "" {
		return h, violation("header has no msgid")
	}
	if h.kind == "" {
		return h, violation("header has no msgtype")
	}
	return h, nil
}

// parseID accepts what an id may be, a string or a number.
func parseID(value []byte) (ID, error) {
	if c := value[0]; c != '"' && c != '-' && (c < '0' || c > '9') {
		return "", violation("message id is neither string nor number")
	}
	if len(value) > maxID {
		return "", tooBig("message id is too long")
	}
	return ID(value), nil
}

func parseType(value []byte) (Type, error) {
	if value[0] != '"' {
		return "", violation("msgtype is not a string")
	}
	text := unquote(value)
	for _, t := range types {
		if string(text) == string(t) {
			return t, nil
		}
	}
	return "", violation("message type is unknown")
}

// parseBufferHeader reads {"id":"…"}, which may have no other member.
func parseBufferHeader(data []byte) (string, error) {
	if !isObject(data) {
		return "", violation("buffer header is not a JSON object")
	}
	id, found := "", false
	for key, value := range members(data) {
		if string(key) != "id" || value[0] != '"' || found {
			return "", violation("buffer header is not a string called id")
		}
		id, found = string(unquote(value)), true
	}
	if !found {
		return "", violation("buffer header has no id")
	}
	return id, nil
}

// isObject tells whether data is a JSON object, in UTF-8, and nothing else.
func isObject(data []byte) bool {
	start := skipSpace(data, 0)
	return start < len(data) && data[start] == '{' && json.Valid(data) && utf8.Valid(data)
}

// members returns the members of a JSON object for which isObject is true: the
// key's text and the value as it stands.
func members(data []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		at := skipSpace(data, skipSpace(data, 0)+1)
		for data[at] != '}' {
			end := skipString(data, at)
			key := data[at:end]
			at = skipSpace(data, skipSpace(data, end)+1)
			end = skipValue(data, at)
			if !yield(unquote(key), data[at:end]) {
				return
			}
			if at = skipSpace(data, end); data[at] == ',' {
				at = skipSpace(data, at+1)
			}
		}
	}
}

func skipSpace(data []byte, at int) int {
	for at < len(data) && (data[at] == ' ' || data[at] == '\t' || data[at] == '\n' || data[at] == '\r') {
		at++
	}
	return at
}

// skipString returns the place after the string that begins at data[at].
func skipString(data []byte, at int) int {
	for at++; data[at] != '"'; at++ {
		if data[at] == '\\' {
			at++
		}
	}
	return at + 1
}

// skipValue returns the place after the value that begins at data[at].
func skipValue(data []byte, at int) int {
	depth := 0
	for {
		switch data[at] {
		case '"':
			at = skipString(data, at)
			if depth == 0 {
				return at
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return at
			}
			if depth--; depth == 0 {
				return at + 1
			}
		case ',', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return at
			}
		}
		at++
	}
}

// unquote returns the text of a JSON string; without escapes, a part of it.
func unquote(quoted []byte) []byte {
	inner := quoted[1 : len(quoted)-1]
	for _, c := range inner {
		if c == '\\' {
			var text string
			_ = json.Unmarshal(quoted, &text) // it is valid
			return []byte(text)
		}
	}
	return inner
}
