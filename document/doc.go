// Package document owns what one browser tab shows: a tree of models, the changes made to it, and
// how both travel to the front end and back. It leaves to others who is connected (session), how
// bytes move (server) and which models exist (document/models).
//
// A model is a struct that embeds [Base] first and declares its properties as [Prop] fields:
//
//	type Slider struct {
//		document.Base `bokeh:"Slider"`
//		Value document.Prop[float64] `bokeh:"value"`
//	}
//
//	s := document.New[Slider]()
//	s.Value.Set(3)
//	doc.Add(s)
//
// Once a model is part of a document it may only be changed inside a turn: the function that builds
// the app, a callback, or something handed to [Document.Next], [Document.After], [Document.Every]
// or [Document.Go].
package document
