package wire

import "slices"

// Assembler makes messages of the frames that arrive on one connection. It keeps
// the frames' data and never holds more than its limits allow. The zero value is
// ready; it belongs to the goroutine that reads the connection.
type Assembler struct {
	Limits Limits
	Accept func(Type) bool // types to take; nil takes every known type

	message *Message // being assembled; nil between messages
	have    int      // frames of it so far
	want    int      // buffers it will have
	size    int64    // bytes of it so far
	err     error    // the first error; a connection does not recover
}

// The places of frames in a message. From atBuffers on, a text frame with the
// buffer's header and a binary frame with its bytes alternate.
const (
	atHeader = iota
	atMetadata
	atContent
	atBuffers
)

// Add takes the next frame and returns a message if that made one complete. The
// error is a *ProtocolError; after one, the connection has to be closed and every
// further Add returns the same error. The frame's data may not be changed afterwards.
func (a *Assembler) Add(frame Frame) (*Message, error) {
	if a.err == nil {
		a.err = a.add(frame)
	}
	if a.err != nil {
		a.message = nil // free what was collected
		return nil, a.err
	}
	if a.have < atBuffers+2*a.want {
		return nil, nil
	}
	message := a.message
	a.message, a.have, a.want, a.size = nil, 0, 0, 0
	return message, nil
}

// Next returns what the next frame has to be, a buffer's bytes or text, and how many bytes it may
// have. A frame that is neither need not be read to its end before Add refuses it.
func (a *Assembler) Next() (binary bool, most int64) {
	limits := a.Limits.withDefaults()
	most = min(limits.Frame, limits.Message-a.size)
	binary = a.have >= atBuffers && (a.have-atBuffers)%2 == 1
	if !binary && a.have != atContent {
		most = min(most, limits.Head)
	}
	return binary, most
}

func (a *Assembler) add(frame Frame) error {
	isBytes, _ := a.Next()
	if err := a.admit(frame, isBytes); err != nil {
		return err
	}
	var err error
	switch {
	case a.have == atHeader:
		err = a.begin(frame.Data)
	case a.have == atMetadata:
		if !isObject(frame.Data) {
			err = violation("metadata is not a JSON object")
		}
	case a.have == atContent:
		if !isObject(frame.Data) {
			err = violation("content is not a JSON object")
		}
		a.message.Content = frame.Data
	case isBytes:
		a.message.Buffers[len(a.message.Buffers)-1].Data = frame.Data
	default:
		err = a.beginBuffer(frame.Data)
	}
	a.have++
	return err
}

// admit checks the kind and size of a frame before anything looks inside.
func (a *Assembler) admit(frame Frame, isBytes bool) error {
	limits, size := a.Limits.withDefaults(), int64(len(frame.Data))
	if size > limits.Frame {
		return tooBig("frame is too big")
	}
	if a.size += size; a.size > limits.Message {
		return tooBig("message is too big")
	}
	if frame.Binary != isBytes {
		if frame.Binary {
			return violation("binary frame where text belongs")
		}
		return violation("text frame where a buffer's bytes belong")
	}
	if !isBytes && a.have != atContent && size > limits.Head {
		return tooBig("header is too big")
	}
	return nil
}

func (a *Assembler) begin(data []byte) error {
	h, err := parseHeader(data)
	if err != nil {
		return err
	}
	if a.Accept != nil && !a.Accept(h.kind) {
		return Unexpected(h.kind)
	}
	if h.buffers > a.Limits.withDefaults().Buffers {
		return tooBig("message has too many buffers")
	}
	a.want = h.buffers
	a.message = &Message{ID: h.id, Type: h.kind, ReplyTo: h.replyTo}
	return nil
}

func (a *Assembler) beginBuffer(data []byte) error {
	id, err := parseBufferHeader(data)
	if err != nil {
		return err
	}
	same := func(b Buffer) bool { return b.ID == id }
	if slices.ContainsFunc(a.message.Buffers, same) {
		return violation("two buffers have the same id")
	}
	a.message.Buffers = append(a.message.Buffers, Buffer{ID: id})
	return nil
}
