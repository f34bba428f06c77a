// Package cache keeps what is slow to make, for a time and up to a number. It knows no documents: a
// cache in a variable of the package is shared by all sessions of the process, one made in the
// app's function belongs to its session and goes with it.
//
//	var prices = cache.New(cache.Options{TTL: time.Minute}, func(ctx context.Context, symbol string) ([]Price, error) { … })
//
//	func app(doc *panelgo.Document) error {
//		doc.Go(func(ctx context.Context) func() {
//			rows, err := prices.Get(ctx, "ACME")
//			return func() { … }
//		})
//
// What is shared is seen by every visitor: what depends on who is asking needs the visitor in its
// key.
package cache
