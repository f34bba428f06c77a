// Package wire turns Bokeh messages into websocket frames and back.
//
// It owns the framing: header, metadata, content, then a header and the bytes of
// each buffer; the types a message can have; and what is refused, with the code
// that closes the connection. It leaves the meaning of the content to package
// document and the socket to package server.
//
// Sending is a range over frames, receiving is feeding them to an Assembler:
//
//	for frame := range wire.NewOK(request.ID).Frames() {
//		write(frame)
//	}
//
//	assembler := wire.Assembler{Accept: wire.Type.FromClient}
//	message, err := assembler.Add(read())
package wire
