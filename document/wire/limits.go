package wire

import "cmp"

// Limits bounds what an Assembler holds. Zero means the default.
type Limits struct {
	Frame   int64 // bytes of one websocket message; 20 MiB, as in Bokeh
	Message int64 // bytes of all frames of one Bokeh message; 64 MiB
	Head    int64 // bytes of a header, metadata or buffer header; 64 KiB
	Buffers int   // buffers of one message; 1024
}

func (l Limits) withDefaults() Limits {
	l.Frame = cmp.Or(l.Frame, 20<<20)
	l.Message = cmp.Or(l.Message, 64<<20)
	l.Head = cmp.Or(l.Head, 64<<10)
	l.Buffers = cmp.Or(l.Buffers, 1024)
	return l
}

// maxID bounds a message id, in bytes. It is kept and sent back; BokehJS uses 34.
const maxID = 256
