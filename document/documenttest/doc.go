// Package documenttest plays the front end for one document, without a session, a server or a real
// browser: for tests of components, of what they tell a browser and of what they make of what one
// sends, forged things among it.
//
//	b := documenttest.Open(t, slider)
//	if err := b.Set(slider, "value", `1e9`); err == nil {
//		t.Error("a value beyond the end was taken")
//	}
package documenttest
