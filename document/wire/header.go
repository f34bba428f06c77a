package wire

import "strconv"

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
	if c := value[0]; c != '"' && c != '-' && !isDigit(c) {
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
