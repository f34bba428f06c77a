package wire

import (
	"iter"
	"strconv"
	"unicode/utf8"
)

// Frame is one websocket message, whole: text, or binary for a buffer's bytes.
type Frame struct {
	Binary bool
	Data   []byte
}

// Frames returns the frames of the message in the order in which they have to be
// sent, with no frame of another message in between. Their data may be kept but
// not changed. A message without an ID is given one.
//
// It allocates once, whatever the number of buffers; see BenchmarkFrames.
func (m *Message) Frames() iter.Seq[Frame] {
	return func(yield func(Frame) bool) {
		heads := m.appendHeader(make([]byte, 0, m.headSize()))
		if !yield(Frame{Data: heads[:len(heads):len(heads)]}) || !yield(Frame{Data: empty}) || !yield(Frame{Data: m.Content}) {
			return
		}
		for _, buffer := range m.Buffers {
			start := len(heads)
			heads = append(heads, `{"id":`...)
			heads = appendString(heads, buffer.ID)
			heads = append(heads, '}')
			if !yield(Frame{Data: heads[start:len(heads):len(heads)]}) || !yield(Frame{Binary: true, Data: buffer.Data}) {
				return
			}
		}
	}
}

// Size returns the bytes that the message keeps while it waits to be sent.
func (m *Message) Size() int {
	size := m.headSize() + len(m.Content)
	for _, buffer := range m.Buffers {
		size += len(buffer.Data)
	}
	return size
}

// headSize is what header and buffer headers take unless a buffer's id has to be escaped.
func (m *Message) headSize() int {
	size := len(`{"msgid":,"msgtype":"","reqid":,"num_buffers":}`) + len(m.ID) + len(m.Type) + len(m.ReplyTo) + 20
	for _, buffer := range m.Buffers {
		size += len(`{"id":""}`) + len(buffer.ID)
	}
	return size
}

func (m *Message) appendHeader(head []byte) []byte {
	if m.ID == "" {
		m.ID = NewID()
	}
	head = append(head, `{"msgid":`...)
	head = append(head, m.ID...)
	head = append(head, `,"msgtype":`...)
	head = appendString(head, string(m.Type))
	if m.ReplyTo != "" {
		head = append(head, `,"reqid":`...)
		head = append(head, m.ReplyTo...)
	}
	if len(m.Buffers) > 0 {
		head = append(head, `,"num_buffers":`...)
		head = strconv.AppendInt(head, int64(len(m.Buffers)), 10)
	}
	return append(head, '}')
}

// appendString appends text as a JSON string, invalid UTF-8 replaced.
func appendString(to []byte, text string) []byte {
	const hex = "0123456789abcdef"
	to = append(to, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			to = append(to, '\\', byte(r))
		case r < ' ':
			to = append(to, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			to = utf8.AppendRune(to, r)
		}
	}
	return append(to, '"')
}
